"""Finding a service, its page, and writing one down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.directory import presenters
from tsunagu.directory.commands.keep_service import add_service, assure_service, state_capacity
from tsunagu.directory.forms import CapacityForm, SearchForm, ServiceForm
from tsunagu.directory.queries import Question, get_service, known_of, search
from tsunagu.directory.rules.fit import Known
from tsunagu.people import panels as people
from tsunagu.people.models import Person
from tsunagu.ui import htmx


def tried(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Run the command; a refusal stands at the field it names."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return False
    return True


@allow(Permission.DIRECTORY_READ)
@require_GET
def index(request: Request) -> HttpResponse:
    form = SearchForm(request.GET.dict() or None)
    context = _found(request, form, form.question())
    context["may_write"] = can(request.actor, Permission.DIRECTORY_WRITE)
    context["may_keep"] = can(request.actor, Permission.DIRECTORY_KEEP)
    return render(request, "directory/services_page.html", context)


@allow(Permission.CHART_READ)
@require_GET
def for_case(request: Request, case_id: UUID) -> HttpResponse:
    """What is available to this person: their town, age, sex and language are known; what does not fit says why."""
    case = get_chart(case_id, request.actor, Permission.CHART_READ)
    person = _person(request, case)
    record_look(request.actor, "resources", person_id=person.id if person else None, case_id=case.id)
    known = known_of(person, case.zone) if person else Known()
    given = request.GET.dict() or {"near": known.town}
    form = SearchForm(given)
    context = _found(request, form, form.question(), known, tail=f"?{urlencode({'case': case.id})}")
    if context["lost"] and not request.GET:  # nobody here knows where the town is: then by its name
        form = SearchForm({"area": known.town})
        context = _found(request, form, form.question(), known, tail=f"?{urlencode({'case': case.id})}")
    context |= {
        "case": case,
        "person": person,
        "name": person.display_name(request.actor.language) if person else case.number,
        "band": people.band(person, by=request.actor, number=case.number) if person else None,
        "known": known,
        "known_language": presenters.language_name(known.language) if known.language else "",
    }
    return render(request, "directory/for_case_page.html", context)


def _person(request: Request, case: Case) -> Person | None:
    people_here = [member.person.standing for member in members_of(case)]
    asked = request.GET.get("person", "")
    return next((one for one in people_here if str(one.id) == asked), people_here[0] if people_here else None)


def _found(
    request: Request, form: SearchForm, question: Question, known: Known | None = None, tail: str = ""
) -> dict[str, Any]:
    found = search(question, by=request.actor, after=request.GET.get("after", ""))
    asked = {key: value for key, value in form.data.items() if value and key != "after"}
    return {
        "form": form,
        "rows": presenters.rows(found.hits, question, request.actor.zone, known, tail),
        "points": presenters.points(found.hits, tail),
        "centre": found.centre,
        "lost": found.lost,
        "asked": bool(asked),
        "more_asked": bool({"area", "language", "capacity", "age", "sex", "free"} & set(asked)),
        "more": f"?{urlencode({**asked, 'after': found.after})}" if found.after else "",
        **tiles(),
    }


def tiles() -> dict[str, str]:
    return {"tiles": settings.MAP_TILES, "tiles_credit": settings.MAP_CREDIT}


@allow(Permission.DIRECTORY_READ)
@require_GET
def show(request: Request, service_id: UUID) -> HttpResponse:
    service = get_service(service_id, request.actor)
    fresh, stale = presenters.freshness(service, today(request.actor.zone))
    words, mark = presenters.capacity_words(service)
    context = {
        "service": service,
        "facts": presenters.facts(service),
        "places": presenters.places(service),
        "hours": list(filter(None, map(presenters.schedule_words, service.schedules.all()))),
        "points": presenters.own_points(service),
        "freshness": fresh,
        "stale": stale,
        "capacity": words,
        "capacity_mark": mark,
        "capacity_form": CapacityForm(initial={"capacity": service.capacity}),
        "corrections": [one for one in service.corrections.all() if one.state == "open"],
        "may_write": can(request.actor, Permission.DIRECTORY_WRITE),
        "case_id": _case_in_hand(request),
        **tiles(),
    }
    return render(request, "directory/service_page.html", context)


def _case_in_hand(request: Request) -> UUID | None:
    """The case somebody is looking for: the way back to it, and on to a referral."""
    try:
        return UUID(request.GET.get("case", ""))
    except ValueError:
        return None


@allow(Permission.DIRECTORY_WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    form = ServiceForm(request.POST if request.method == "POST" else None)
    made: list[Any] = []
    if form.is_valid() and tried(form, lambda: made.append(add_service(entry=form.entry(), by=request.actor))):
        messages.success(request, _("The service is in the directory."))
        return htmx.redirect(request, reverse("directory:service", args=[made[0].id]))
    status = 422 if form.errors else 200
    return render(request, "directory/service_form.html", {"form": form}, status=status)


@allow(Permission.DIRECTORY_WRITE)
@require_POST
def capacity(request: Request, service_id: UUID) -> HttpResponse:
    service = get_service(service_id, request.actor, Permission.DIRECTORY_WRITE)
    state_capacity(service_id=service.id, capacity=request.POST.get("capacity", ""), by=request.actor)
    messages.success(request, _("Noted, with today’s date."))
    return htmx.redirect(request, reverse("directory:service", args=[service.id]))


@allow(Permission.DIRECTORY_WRITE)
@require_POST
def assurance(request: Request, service_id: UUID) -> HttpResponse:
    service = get_service(service_id, request.actor, Permission.DIRECTORY_WRITE)
    assure_service(service_id=service.id, by=request.actor)
    messages.success(request, _("Noted, with today’s date."))
    return htmx.redirect(request, reverse("directory:service", args=[service.id]))
