"""One assessment: how far it is, its meetings, where support is needed, and completing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands import complete_assessment
from tsunagu.assessment.forms import CompletionForm, SessionForm
from tsunagu.assessment.models import Assessment
from tsunagu.assessment.presenters import domain_rows, light_views, section_links, section_rows, title
from tsunagu.assessment.queries import function_of, get_assessment, sheet_of
from tsunagu.assessment.views.room import WRITE, page, persons_in, tried, url
from tsunagu.cases.models import Case, Contact
from tsunagu.cases.queries import get_chart
from tsunagu.core.clock import now
from tsunagu.people import panels as people
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def show(request: Request, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return overview(request, case, get_assessment(case, assessment_id))


@allow(WRITE)
@require_POST
def complete(request: Request, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    assessment = get_assessment(case, assessment_id)
    form = CompletionForm(request.POST)
    if not form.is_valid():
        return overview(request, case, assessment, completion=form, status=422)
    refusal = tried(form, lambda: complete_assessment(assessment.id, by=request.actor, **form.cleaned_data))
    if refusal is None:
        return htmx.redirect(request, url("sheet", case, assessment_id=assessment.id))
    return overview(request, case, assessment, completion=form, refusal=refusal, status=422)


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def function(request: Request, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    assessment = get_assessment(case, assessment_id)
    sheet = sheet_of(assessment)
    return page(
        request,
        "assessment/function_page.html",
        case,
        about(case, assessment),
        assessment=assessment,
        title=title(assessment),
        links=section_links(sheet, "function"),
        rows=domain_rows(sheet, function_of(assessment)),
    )


def overview(request: Request, case: Case, assessment: Assessment, *, status: int = 200, **more: Any) -> HttpResponse:
    """The sheet's first page, also shown again with what stood in the way of completing it or adding a meeting."""
    sheet = sheet_of(assessment)
    person = about(case, assessment)
    known = [session.contact_id for session in sheet.sessions]
    context = {
        "assessment": assessment,
        "sheet": sheet,
        "title": title(assessment),
        "links": section_links(sheet),
        "rows": section_rows(sheet),
        "lights": light_views(sheet.lights),
        "next": sheet.after(""),
        "session_form": SessionForm(initial={"held_at": now()}, auto_id="session_%s"),
        "contacts": Contact.objects.standing()
        .filter(case=case, outcome="reached")
        .exclude(id__in=known)
        .order_by("-started_at")[:5],
        "completion": CompletionForm(),
        "open": assessment.completed_at is None,
        "about": people.about_me(person) if person else None,
        **more,
    }
    return page(request, "assessment/sheet_page.html", case, person, status=status, **context)


def about(case: Case, assessment: Assessment) -> Any:
    """Whose band stands above: the person's; for a household the first member's."""
    persons = persons_in(case)
    return assessment.person or (persons[0] if persons else None)
