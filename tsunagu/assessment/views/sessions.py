"""Meetings of an assessment: a new one, or a contact that was written down already."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.assessment.commands import link_contact, record_session
from tsunagu.assessment.forms import SessionForm
from tsunagu.assessment.queries import get_assessment
from tsunagu.assessment.views.room import WRITE, asked, tried, url
from tsunagu.assessment.views.sheets import overview
from tsunagu.cases.queries import get_chart
from tsunagu.ui import htmx


@allow(WRITE)
@require_POST
def create(request: Request, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    assessment = get_assessment(case, assessment_id)
    back = url("sheet", case, assessment_id=assessment.id) + "#sessions"
    if contact_id := asked(request, "contact"):
        link_contact(assessment.id, contact_id, by=request.actor)
        return htmx.redirect(request, back)
    form = SessionForm(request.POST, auto_id="session_%s")
    refusal = None
    if form.is_valid():
        refusal = tried(form, lambda: record_session(assessment.id, by=request.actor, **form.cleaned_data))
        if refusal is None:
            return htmx.redirect(request, back)
    return overview(request, case, assessment, session_form=form, session_refusal=refusal, status=422)
