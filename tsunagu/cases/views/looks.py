"""Who looked at this record, when, and for what: looking is an act (decisions 0.1, no. 16)."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.presenters.looks import look_lines
from tsunagu.cases.queries import get_chart, looks_at
from tsunagu.cases.views.charts import chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    found = Paginator(looks_at(case), 100).get_page(request.GET.get("page"))
    context = {"page": found, "looks": look_lines(found)}
    return show(request, chart_of(case, request), "looks_page", "looks", context)
