"""What was found, shown to the person: plain words, large print, and their own order by pressing buttons (R-044, R-117)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import FindingKind
from tsunagu.assessment.presenters import finding_rows, wellbeing_points
from tsunagu.assessment.presenters.responses import trend
from tsunagu.assessment.queries import findings_of, needs_in_order, wellbeing_of
from tsunagu.assessment.queries.instruments import results_over_time
from tsunagu.assessment.views.room import page, persons_in, whose
from tsunagu.cases.queries import get_chart


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def show(request: Request, case_id: UUID) -> HttpResponse:
    """Only what concerns this person and the household; nothing of the other members."""
    case = get_chart(case_id, request.actor)
    person = whose(request, case)
    found = list(findings_of(case, person.id if person else None))
    rated = wellbeing_of(case, person.id) if person else []
    return page(
        request,
        "assessment/share_page.html",
        case,
        person,
        persons=persons_in(case),
        needs=list(needs_in_order(case, person.id if person else None)),
        strengths=finding_rows(found, FindingKind.STRENGTH),
        hopes=finding_rows(found, FindingKind.HOPE),
        ratings=rated,
        points=wellbeing_points(rated),
        trends=[trend(one) for one in results_over_time(case, person.id).values()] if person else [],
    )
