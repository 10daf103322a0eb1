"""What leaves as text or paper: blocks to paste into another system, and a plain print of summary and to-do list."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases import panels
from tsunagu.cases.models import Evaluation, Promise, Stay
from tsunagu.cases.presenters.copies import blocks_of, parties_of
from tsunagu.cases.presenters.duties import for_eyes_of
from tsunagu.cases.queries import due_on, get_chart, timeline
from tsunagu.cases.views.charts import chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def blocks(request: Request, case_id: UUID) -> HttpResponse:
    """Text blocks in the reader's language, each copied with one click."""
    case = get_chart(case_id, request.actor)
    chart = chart_of(case, request)
    days = int(request.GET["days"]) if request.GET.get("days", "") in ("7", "31", "92", "366") else 31
    context = {"blocks": blocks_of(case, chart.members, days), "days": days, "spans": (7, 31, 92, 366)}
    return show(request, chart, "text_blocks_page", "text_blocks", context)


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID) -> HttpResponse:
    """Summary, and who does what by when, a list for each party."""
    case = get_chart(case_id, request.actor)
    chart = chart_of(case, request)
    promises = list(Promise.objects.open().filter(case=case).select_related("worker"))
    duties = for_eyes_of(request.actor, due_on(case).select_related("case", "owner"))
    context = {
        "head": panels.header(case, chart.members),
        "stays": Stay.objects.filter(case=case).select_related("person"),
        "parties": parties_of(duties, promises, request.actor),
        "entries": panels.timeline_entries(timeline(case, limit=15), request.actor),
        "evaluation": Evaluation.objects.filter(case=case).first(),
        "team": case.assignments.filter(ended_at=None).select_related("worker"),
    }
    return show(request, chart, "summary_print", "print", context)
