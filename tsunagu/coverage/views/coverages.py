"""Who pays for a person: the page of a case, and what a card or a certificate says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.clock import today
from tsunagu.coverage.commands.certify import certify_level, set_share
from tsunagu.coverage.commands.check_eligibility import check_eligibility
from tsunagu.coverage.commands.record_coverage import change_coverage, end_coverage, pay_first, record_coverage
from tsunagu.coverage.forms import CheckForm, CoverageForm, EndForm, LevelForm, ShareForm
from tsunagu.coverage.presenters import PersonRows, authorisation_row, coverage_row
from tsunagu.coverage.queries import authorisations_of, coverages_by_person, schemes_for
from tsunagu.coverage.views.fundings import funding_rows
from tsunagu.coverage.views.room import coverage_of, form_page, home, page
from tsunagu.people.models import Person
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    day, may_write = today(case.zone), case.is_open and can(request.actor, Permission.CASE_WORK)
    members = [
        PersonRows(person, [coverage_row(case, one, day, may_write=may_write) for one in found])
        for person, found in coverages_by_person(case)
    ]
    return page(
        request,
        "coverage/coverage_page.html",
        case,
        members=members,
        gaps=[one.person for one in members if not any(row.coverage.holds(day) for row in one.rows)],
        authorisations=[authorisation_row(one, day) for one in authorisations_of(case)],
        fundings=funding_rows(case),
        may_write=may_write,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    person = _member(request, case)
    form = CoverageForm(request.POST or None, schemes=schemes_for(case.jurisdiction))
    said: dict[str, Any] = {"case_id": case.id, "person_id": person.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: record_coverage(words=form.words(), **said),
        title=_("Record a coverage"),
        person=person,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def update(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    coverage = coverage_of(case, coverage_id)
    form = CoverageForm(
        request.POST or None, schemes=schemes_for(case.jurisdiction), initial=CoverageForm.about(coverage)
    )
    said: dict[str, Any] = {"case_id": case.id, "coverage_id": coverage.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: change_coverage(words=form.words(), **said),
        title=_("Change the coverage"),
        above=str(coverage),
        person=coverage.person.standing,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    coverage = coverage_of(case, coverage_id)
    form = EndForm(request.POST or None)
    said: dict[str, Any] = {"case_id": case.id, "coverage_id": coverage.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: end_coverage(reason=form.cleaned_data["reason"], **said),
        title=_("The coverage does not go on"),
        above=str(coverage),
        person=coverage.person.standing,
    )


@allow(Permission.CASE_WORK)
@require_POST
def first(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    pay_first(case_id=case.id, coverage_id=coverage_of(case, coverage_id).id, by=request.actor)
    return htmx.redirect(request, home(case))


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def level(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    coverage = coverage_of(case, coverage_id)
    form = LevelForm(request.POST or None, coverage=coverage)
    said: dict[str, Any] = {"case_id": case.id, "coverage_id": coverage.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: certify_level(**form.cleaned_data, **said),
        title=_("Record the level of care"),
        above=str(coverage),
        person=coverage.person.standing,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def share(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    coverage = coverage_of(case, coverage_id)
    form = ShareForm(request.POST or None)
    said: dict[str, Any] = {"case_id": case.id, "coverage_id": coverage.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: set_share(**form.cleaned_data, **said),
        title=_("Record the share of the person"),
        above=str(coverage),
        person=coverage.person.standing,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def check(request: Request, case_id: UUID, coverage_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    coverage = coverage_of(case, coverage_id)
    form = CheckForm(request.POST or None, initial={"on": today(case.zone)})
    said: dict[str, Any] = {"case_id": case.id, "coverage_id": coverage.id, "by": request.actor}
    return form_page(
        request,
        case,
        form,
        lambda: check_eligibility(**form.cleaned_data, **said),
        title=_("Record a check of the coverage"),
        above=str(coverage),
        person=coverage.person.standing,
    )


def _member(request: Request, case: Case) -> Person:
    """The member that `?person=` names, else the first; nobody known yet: there is nobody to cover."""
    wanted = request.GET.get("person", "")
    people = [member.person.standing for member in members_of(case)]
    found = [person for person in people if not wanted or str(person.id) == wanted]
    if not found:
        raise Http404
    return found[0]
