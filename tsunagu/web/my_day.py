"""My day: what is overdue and due, whose case, why, and the next action one click away. No clicks are needed to see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment import panels as assessment
from tsunagu.cases import panels
from tsunagu.cases.queries import my_day
from tsunagu.core.clock import now
from tsunagu.notices.queries import unread_by
from tsunagu.pathways.rules import place_for
from tsunagu.scheduling import panels as scheduling
from tsunagu.web.beside import ANSWERED_BY_OTHERS, new_for, visits_of_month, waiting_on_others
from tsunagu.web.ranking import grouped

SHOWN = 200  # a day nobody could work through; the page says so when there is more


@allow(Permission.HOME)
@require_GET
def show(request: Request) -> HttpResponse:
    actor = request.actor
    duties = list(my_day(actor).exclude(topic__in=ANSWERED_BY_OTHERS, due_at__gte=now())[: SHOWN + 1])
    groups = grouped(duties[:SHOWN], now(), actor.zone)
    rows = panels.due_rows(groups.all, actor)
    past, today = len(groups.past), len(groups.past) + len(groups.today)
    return render(
        request,
        "web/my_day_page.html",
        {
            "today": now(),
            "organisation": request.membership.organisation,
            "past": rows[:past],
            "due": rows[past:today],
            "later": rows[today:],
            "total": len(rows),
            "more": len(duties) > SHOWN,
            "concerns": panels.concern_due_rows(actor),
            "unread": unread_by(actor).count(),
            **_beside(request),
        },
    )


def _beside(request: Request) -> dict[str, Any]:
    """What stands beside the list, for those who work on cases."""
    actor = request.actor
    if not can(actor, Permission.CASE_WORK):
        return {}
    visits, organisation = visits_of_month(actor), request.membership.organisation
    place = place_for(organisation.jurisdiction, organisation.zone)
    days = (visits.last_day - place.day(now())).days
    return {
        "may_work": True,
        "appointments": scheduling.today_of(actor),
        "visits": visits,
        "badge": visits.badge(sum(place.is_business(visits.last_day - timedelta(n)) for n in range(days + 1))),
        "new": new_for(actor),
        "begun": assessment.begun_by(actor),
        "waiting": panels.due_rows(waiting_on_others(actor), actor),
    }
