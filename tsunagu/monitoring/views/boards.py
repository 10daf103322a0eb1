"""The boards: the month in Japan, the steps in Korea, the days after discharge in the United States."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.clock import today
from tsunagu.identity.queries import teams_of
from tsunagu.monitoring.presenters.boards import badge, business_days_left, ladder_rows, lanes, sums, titles_of
from tsunagu.monitoring.queries.boards import (
    KR_LADDER,
    SHOWN,
    US_BUNDLE,
    Ladder,
    Scope,
    ladder_board,
    month_board,
    names_on,
    workers_on,
)
from tsunagu.monitoring.rules import months_before, next_month


@allow(Permission.BOARD_SEE)
@require_GET
def month(request: Request) -> HttpResponse:
    """月ボード: who has had visit and record in this calendar month, per worker and team (T14 to T17)."""
    actor, organisation = request.actor, request.membership.organisation
    day = today(actor.zone)
    first, scope = _month(request.GET.get("month", ""), day), _scope(request)
    board = month_board(actor, first, scope)
    workers = workers_on(actor, board.counts)
    shown = {standing.case_id for standing in board.standings}
    days = business_days_left(organisation.jurisdiction, organisation.zone, max(day, first), board.last)
    return render(
        request,
        "monitoring/month_page.html",
        {
            **_frame(request, scope),
            "board": board,
            "badge": badge(board.left, days if day <= board.last else 0),
            "days": days,
            "is_past": day > board.last,
            "previous": f"{months_before(first, 1):%Y-%m}",
            "next": f"{next_month(first):%Y-%m}",
            "sums": sums(board, workers),
            "lanes": lanes(board, names_on(shown), workers, actor, day, days <= 7),
        },
    )


@allow(Permission.BOARD_SEE)
@require_GET
def steps(request: Request) -> HttpResponse:
    """Who stands on which step from receipt to plan: 10, 5 and 15 days, 30 in all (T07 to T09)."""
    return _ladder(
        request,
        KR_LADDER,
        title=_("From receipt to plan"),
        intro=_("Each step counts from the one before it; 30 days from receipt is a rule of its own."),
        began=pgettext("case", "Received"),
        empty=_("Nobody is between receipt and plan."),
    )


@allow(Permission.BOARD_SEE)
@require_GET
def discharges(request: Request) -> HttpResponse:
    """After discharge: spoken with in two business days, seen, medicines reconciled, thirty days (T23, T24)."""
    return _ladder(
        request,
        US_BUNDLE,
        title=_("After discharge"),
        intro=_("A voicemail, a booking or an automatic call is no conversation, and does not count."),
        began=_("Discharged"),
        empty=_("Nobody was discharged in the last weeks."),
    )


def _ladder(request: Request, ladder: Ladder, *, title: str, intro: str, began: str, empty: str) -> HttpResponse:
    scope = _scope(request)
    climbs = ladder_board(request.actor, ladder, scope)
    names = names_on(climb.case_id for climb in climbs[:SHOWN])
    workers = workers_on(request.actor, {climb.owner_id for climb in climbs})
    rows = ladder_rows(ladder, climbs[:SHOWN], names, workers)
    return render(
        request,
        "monitoring/ladder_page.html",
        {
            **_frame(request, scope),
            "title": title,
            "intro": intro,
            "began": began,
            "empty": empty,
            "steps": titles_of(ladder),
            "rows": rows,
            "over": sum(row.over for row in rows),
        },
    )


def _frame(request: Request, scope: Scope) -> dict[str, object]:
    """Whose board it is, and whose else it could be."""
    lists = can(request.actor, Permission.TEAM_SEE)
    return {
        "scope": scope,
        "query": f"&worker={scope.worker_id}" if scope.worker_id else f"&team={scope.team_id}" if scope.team_id else "",
        "teams": list(teams_of(request.actor)) if lists else [],
        "lists": lists,
    }


def _scope(request: Request) -> Scope:
    return Scope(_uuid(request.GET.get("worker", "")), _uuid(request.GET.get("team", "")))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _month(text: str, day: date) -> date:
    """The month of the address as its first day; the present one where there is none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return day.replace(day=1)
