"""How good is life: one number, asked at the start, at reviews and at closure."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.assessment.choices import Occasion
from tsunagu.assessment.commands import rate_wellbeing
from tsunagu.assessment.forms import WellbeingForm
from tsunagu.assessment.presenters import wellbeing_points
from tsunagu.assessment.queries import wellbeing_of
from tsunagu.assessment.views.room import WRITE, page, tried, url, whose
from tsunagu.cases.queries import get_chart
from tsunagu.ui import htmx


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    person = whose(request, case)
    if person is None:
        raise Http404
    rated = wellbeing_of(case, person.id)
    form = WellbeingForm(request.POST or None, initial={"occasion": Occasion.REVIEW if rated else Occasion.START})
    if request.method == "POST" and form.is_valid():
        said = {"by": request.actor, **form.cleaned_data}
        if tried(form, lambda: rate_wellbeing(case.id, person.id, **said)) is None:
            return htmx.redirect(request, url("assessments", case) + f"?person={person.id}#wellbeing")
    return page(
        request,
        "assessment/wellbeing_page.html",
        case,
        person,
        wellbeing_form=form,
        ratings=rated,
        points=wellbeing_points(rated),
        status=422 if form.errors else 200,
    )
