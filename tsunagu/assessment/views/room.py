"""What every page of this room begins and ends with: whose chart it is, and a form that a command refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tsunagu.access.check import can
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.errors import Refused
from tsunagu.people import panels as people
from tsunagu.people.models import Person

WRITE = Permission.ASSESSMENT_WRITE


def asked(request: Request, name: str) -> UUID | None:
    """An id in the address or the form; what is none is not found."""
    text = request.GET.get(name) or request.POST.get(name) or ""
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def persons_in(case: Case) -> list[Person]:
    return [member.person for member in members_of(case)]


def whose(request: Request, case: Case) -> Person | None:
    """The member that `?person=` names; else the one the case is named after, if anybody is known yet."""
    persons, wanted = persons_in(case), asked(request, "person")
    if wanted is None:
        return persons[0] if persons else None
    found = next((person for person in persons if person.id == wanted), None)
    if found is None:
        raise Http404
    return found


def url(name: str, case: Case, **kwargs: Any) -> str:
    return reverse(f"assessment:{name}", kwargs={"case_id": case.id, **kwargs})


def page(
    request: Request, template: str, case: Case, person: Person | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page that shows a chart: the look is kept, also when a refused form shows it."""
    look = template.rpartition("/")[2].removesuffix(".html").removesuffix("_page")
    record_look(request.actor, look, person_id=person.standing.id if person else None, case_id=case.id)
    context = {
        "case": case,
        "person": person,
        "name": person.standing.display_name(request.actor.language) if person else case.said_name or case.number,
        "band": people.band(person, by=request.actor, number=case.number) if person else None,
        "alerts": cases.alerts_of(case),
        "may_write": case.is_open and can(request.actor, WRITE),
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
