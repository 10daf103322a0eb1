"""The assessments of a case: which are needed and why, which are there, and beginning one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Occasion
from tsunagu.assessment.commands import begin_assessment
from tsunagu.assessment.forms import LANGUAGES, StartForm, WellbeingForm
from tsunagu.assessment.models import Assessment
from tsunagu.assessment.presenters import required_row, title, wellbeing_points
from tsunagu.assessment.queries import assessments_of, consented, library, required_for, wellbeing_of
from tsunagu.assessment.views.room import WRITE, page, persons_in, tried, url, whose
from tsunagu.cases.choices import ConsentPurpose
from tsunagu.cases.commands.gates import mend_url
from tsunagu.cases.models import Case, Engagement
from tsunagu.cases.queries import engagements_of, get_chart
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.intake.models import Eligibility
from tsunagu.people.models import Person
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    person = whose(request, case)
    rated = wellbeing_of(case, person.id) if person else []
    engagement = _engagement(case, person)
    return page(
        request,
        "assessment/assessments_page.html",
        case,
        person,
        persons=persons_in(case),
        required=[required_row(case.id, person.id, one) for one in required_for(case, person.id)] if person else [],
        assessments=[(a, title(a)) for a in assessments_of(case)],
        engagement=engagement,
        eligibility=Eligibility.objects.filter(referral__case=case).first(),
        language=dict(LANGUAGES).get(engagement.language, engagement.language) if engagement else "",
        agreed=consented(case, person.id if person else None, ConsentPurpose.ASSESS),
        consents_url=mend_url(case, "cases:consents"),
        engagement_url=mend_url(case, "cases:engagement"),
        ratings=rated,
        points=wellbeing_points(rated),
        wellbeing_form=WellbeingForm(initial={"occasion": Occasion.REVIEW if rated else Occasion.START}),
    )


def _engagement(case: Case, person: Person | None) -> Engagement | None:
    """The last time confidentiality and its limits were explained: when, in which language, by whom (R-115)."""
    return engagements_of(case).filter(explained=True, person=person).first()


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    persons, person = persons_in(case), whose(request, case)
    outlines = [(outline.code, in_language(outline.title)) for outline in library().offered()]
    first = {
        "code": request.GET.get("assessment", ""),
        "person": person.id if person else "",
        "language": request.actor.language,
    }
    form = StartForm(request.POST or None, outlines=outlines, persons=persons, initial=first)
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        begun: list[Assessment] = []
        refusal = tried(form, lambda: begun.append(_begin(case, form.cleaned_data, request)))
        if refusal is None:
            return htmx.redirect(request, url("sheet", case, assessment_id=begun[0].id))
    return page(
        request,
        "assessment/start_page.html",
        case,
        person,
        form=form,
        refusal=refusal,
        status=422 if form.errors else 200,
    )


def _begin(case: Case, typed: dict[str, Any], request: Request) -> Assessment:
    return begin_assessment(
        case.id,
        typed["code"],
        person_id=UUID(typed["person"]) if typed["person"] else None,
        language=typed["language"],
        interpreter=typed["interpreter"],
        copy_last=typed["copy_last"],
        consent_follows=typed["consent_follows"],
        by=request.actor,
    )
