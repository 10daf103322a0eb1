"""Planned against delivered units of each service, by week or month."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.core.clock import today
from tsunagu.monitoring.presenters.delivered import columns, rows
from tsunagu.monitoring.queries.delivered import delivered_against_plan
from tsunagu.monitoring.rules import spans
from tsunagu.monitoring.views.room import page

COUNT = 4


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """The last four weeks, or with `?by=month` the last four months; the present one last."""
    case = get_chart(case_id, request.actor)
    by: Literal["week", "month"] = "month" if request.GET.get("by") == "month" else "week"
    on = today(case.zone)
    shown = spans(by, on, COUNT)
    found = delivered_against_plan(case, shown)
    return page(request, case, "delivered_page", by=by, columns=columns(shown, by), rows=rows(found, on))
