"""Needs and strengths side by side, in the person's order and in the worker's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import FindingKind, LifeDomain, Ranker
from tsunagu.assessment.commands import add_finding, drop_finding, excuse_barrier, mark_safety, move_finding
from tsunagu.assessment.forms import FindingForm, ReasonForm
from tsunagu.assessment.models import Finding
from tsunagu.assessment.presenters import finding_row, finding_rows
from tsunagu.assessment.queries import findings_of, get_assessment, get_finding, needs_in_order
from tsunagu.assessment.views.room import WRITE, asked, page, persons_in, tried, url, whose
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    person = whose(request, case)
    found = list(findings_of(case, person.id if person else None))
    needs = needs_in_order(case, person.id if person else None, whose=Ranker.WORKER)
    return page(
        request,
        "assessment/findings_page.html",
        case,
        person,
        persons=persons_in(case),
        needs=[finding_row(need) for need in needs],
        barriers=finding_rows(found, FindingKind.BARRIER),
        strengths=finding_rows(found, FindingKind.STRENGTH),
        hopes=finding_rows(found, FindingKind.HOPE),
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    person = whose(request, case)
    first = {
        "kind": request.GET.get("kind", FindingKind.NEED),
        "about": person.id if person else "",
        "language": person.language[:2] if person else "",
    }
    form = FindingForm(request.POST or None, persons=persons_in(case), initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: _add(case, form.cleaned_data, request)) is None
    ):
        return htmx.redirect(request, _back(case, form.cleaned_data["about"]))
    return page(request, "assessment/finding_form.html", case, person, form=form, status=422 if form.errors else 200)


def _add(case: Case, typed: dict[str, Any], request: Request) -> Finding:
    assessment_id = asked(request, "assessment")
    return add_finding(
        case.id,
        kind=FindingKind(typed["kind"]),
        domain=LifeDomain(typed["domain"]),
        text=typed["text"],
        person_id=UUID(typed["about"]) if typed["about"] else None,
        own_words=typed["own_words"],
        language=typed["language"],
        assessment=get_assessment(case, assessment_id) if assessment_id else None,
        section=request.GET.get("section", ""),
        safety=typed["safety"],
        by=request.actor,
    )


@allow(WRITE)
@require_POST
def move(request: Request, case_id: UUID, finding_id: UUID) -> HttpResponse:
    """One place up or down, in the person's order or the worker's; back to the page it was pressed on."""
    case = get_chart(case_id, request.actor, WRITE)
    finding = get_finding(case, finding_id)
    whose_order = Ranker.WORKER if request.POST.get("whose") == Ranker.WORKER else Ranker.PERSON
    step = -1 if request.POST.get("step") == "up" else 1
    move_finding(finding.id, step, whose=whose_order, person_id=asked(request, "person"), by=request.actor)
    there = "findings" if whose_order == Ranker.WORKER else "share"
    return htmx.redirect(request, _back(case, request.POST.get("person", ""), there) + f"#finding-{finding.id}")


@allow(WRITE)
@require_POST
def safety(request: Request, case_id: UUID, finding_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    finding = get_finding(case, finding_id)
    mark_safety(finding.id, not finding.safety, by=request.actor)
    return htmx.redirect(request, _back(case, str(finding.person_id or "")))


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: UUID, finding_id: UUID) -> HttpResponse:
    """Drop a finding, or say why nothing is done about a barrier: either way with a reason."""
    case = get_chart(case_id, request.actor, WRITE)
    finding = get_finding(case, finding_id)
    excuse = finding.kind == FindingKind.BARRIER and request.GET.get("act") == "excuse"
    act = excuse_barrier if excuse else drop_finding
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: act(finding.id, reason=reason, by=request.actor)) is None:
            return htmx.redirect(request, _back(case, str(finding.person_id or "")))
    more = {"finding": finding, "excuse": excuse}
    return page(
        request,
        "assessment/finding_end.html",
        case,
        whose(request, case),
        form=form,
        status=422 if form.errors else 200,
        **more,
    )


def _back(case: Case, person_id: str, there: str = "findings") -> str:
    return url(there, case) + (f"?person={person_id}" if person_id else "")
