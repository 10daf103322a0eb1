"""The financial sheet of a case: planned, authorised, delivered, and what a month costs the person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.clock import today
from tsunagu.coverage.panels import month_views
from tsunagu.coverage.queries import month_end, months_of
from tsunagu.planning.presenters.finance import achieved_rows, goal_rows, total_row
from tsunagu.planning.queries import plan_of
from tsunagu.planning.queries.finance import finance_of
from tsunagu.planning.views.room import page


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return page(request, "planning/finance_page.html", case, plan_of(case), **_sheet(request, case))


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return page(request, "planning/finance_print.html", case, plan_of(case), **_sheet(request, case))


def _sheet(request: Request, case: Case) -> dict[str, Any]:
    first = _month(request, case)
    finance = finance_of(case)
    return {
        "goals": goal_rows(finance),
        "total": total_row(finance),
        "achieved": achieved_rows(finance),
        "achieved_unpriced": finance.achieved.unpriced,
        "unpriced": finance.money.unpriced,
        "beyond": finance.money.beyond,
        "mixed": len(finance.money.currencies) > 1,
        "months": month_views(months_of(case, first)),
        "month": first,
        "before": date.fromordinal(first.toordinal() - 1).replace(day=1),
        "after": date.fromordinal(month_end(first).toordinal() + 1),
        "on": today(case.zone),
    }


def _month(request: Request, case: Case) -> date:
    """The month that `?month=2026-11` names, else this one."""
    asked = request.GET.get("month", "")
    try:
        return date.fromisoformat(f"{asked}-01") if asked else today(case.zone).replace(day=1)
    except ValueError as error:
        raise Http404 from error
