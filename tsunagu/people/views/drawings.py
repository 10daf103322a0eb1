"""The genogram and the map of helpers: on the screen, on paper, and what joins two relatives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.clock import today
from tsunagu.people import panels
from tsunagu.people.commands import relate_outsiders, unrelate_outsiders
from tsunagu.people.forms import BetweenForm
from tsunagu.people.models import OutsideRelation, Person, RelatedPerson
from tsunagu.people.queries import chart_door, circle_of, outside_pairs_of
from tsunagu.people.views.chart import edit, page_of, posted, with_person
from tsunagu.people.views.family import opened_household
from tsunagu.ui import htmx


@allow(Permission.PERSON_FIND)
@require_GET
@with_person
def show(request: Request, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "band": panels.band(person, by=request.actor),
        "drawings": panels.drawings([person], request.actor),
        "pairs": outside_pairs_of(person),
        "may_write": can(request.actor, Permission.PERSON_WRITE),
    }
    return render(request, "people/drawings_page.html", context)


@allow(Permission.PERSON_FIND)
@require_GET
@with_person
def paper(request: Request, person: Person) -> HttpResponse:
    context = {
        "person": person,
        "title": person.name,
        "today": today(request.actor.zone),
        "drawings": panels.drawings([person], request.actor),
    }
    return render(request, "people/drawings_print.html", context)


@allow(Permission.PERSON_WRITE)
@require_GET
def household(request: Request, household_id: UUID) -> HttpResponse:
    """Drawn from the charts of those members that may be opened; of the others, what stands on these."""
    house = opened_household(request, household_id)
    members = house.members.filter(until=None).select_related("person__merged_into")
    persons = list(dict.fromkeys(m.person.standing for m in members))
    opened = [person for person in persons if chart_door(person, by=request.actor).is_open]
    shown = {"drawings": panels.drawings(opened, request.actor), "today": today(request.actor.zone)}
    template = "people/drawings_print.html" if "print" in request.GET else "people/household_drawings_page.html"
    return render(request, template, {"household": house, "title": house.name, **shown})


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def between(request: Request, person: Person) -> HttpResponse:
    """How two relatives who have no record here belong together."""
    outsiders = {k: p for k, p in circle_of([person]).people.items() if isinstance(p, RelatedPerson)}
    form = BetweenForm(posted(request), people=[(key, other.name) for key, other in outsiders.items()])

    def act(data: dict[str, Any]) -> None:
        one, two = outsiders[data.pop("one")], outsiders[data.pop("two")]
        relate_outsiders(one=one, two=two, by=request.actor, **data)

    title = _("How two relatives belong together")
    intro = _("For relatives who are known only to this record. Those on record are related on their own page.")
    return edit(request, person, form, act, title=title, intro=intro, anchor="family")


@allow(Permission.PERSON_WRITE)
@require_POST
@with_person
def between_end(request: Request, person: Person, part_id: UUID) -> HttpResponse:
    own = [pair.id for pair in outside_pairs_of(person)]
    unrelate_outsiders(relation=get_object_or_404(OutsideRelation, id=part_id, id__in=own), by=request.actor)
    return htmx.redirect(request, page_of(person, "family"))
