"""What every page of this room begins and ends with: whose case it is, and the form that was not accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tsunagu.access.http import Request
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.errors import Refused
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.people import panels as people
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of
from tsunagu.ui import htmx


def home(case: Case) -> str:
    return reverse("coverage:coverage", kwargs={"case_id": case.id})


def coverage_of(case: Case, coverage_id: UUID) -> Coverage:
    """A coverage of somebody in the case; any other is not found."""
    ids = {id_ for member in members_of(case) for id_ in ids_of(member.person.standing)}
    coverage = Coverage.objects.select_related("person").filter(id=coverage_id, person__in=ids, ended_at=None).first()
    if coverage is None:
        raise Http404
    return coverage


def authorisation_of(case: Case, authorisation_id: UUID) -> Authorisation:
    found = Authorisation.objects.filter(case=case, id=authorisation_id).select_related("coverage", "person")
    authorisation = found.prefetch_related("decisions", "appeals").first()
    if authorisation is None:
        raise Http404
    return authorisation


def page(
    request: Request, template: str, case: Case, *, person: Person | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """A page that shows a chart: the look is kept, also when a refused form shows it."""
    members = members_of(case)
    whose = person or (members[0].person.standing if members else None)
    record_look(request.actor, "coverage", person_id=whose.id if whose else None, case_id=case.id)
    context = {
        "case": case,
        "person": whose,
        "name": whose.display_name(request.actor.language) if whose else case.said_name or case.number,
        "band": people.band(whose, by=request.actor, number=case.number) if whose else None,
        "alerts": cases.alerts_of(case, members),
        "back": home(case),
        **more,
    }
    return render(request, template, context, status=status)


def tried(form: forms.Form, act: Callable[[], Any]) -> Refused | None:
    """Run the command; a refusal stands at the field it names and is handed back."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return refusal
    return None


def form_page(
    request: Request,
    case: Case,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    above: str = "",
    to: str = "",
    person: Person | None = None,
) -> HttpResponse:
    """Show the form; after a POST run the command and go on, or show the form again with what stood in its way."""
    if request.method == "POST" and form.is_valid() and tried(form, act) is None:
        return htmx.redirect(request, to or home(case))
    return page(
        request,
        "coverage/form_page.html",
        case,
        person=person,
        form=form,
        form_title=title,
        above=above,
        back=to or home(case),
        status=422 if form.errors else 200,
    )
