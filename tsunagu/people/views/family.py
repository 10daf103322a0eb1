"""Who belongs to the person: relations, households, help from outside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.people.commands import (
    Joining,
    Outsider,
    add_informal_support,
    end_informal_support,
    form_household,
    join_household,
    leave_household,
    relate,
    unrelate,
)
from tsunagu.people.forms import HouseholdForm, MemberForm, RelationForm, SupportForm
from tsunagu.people.models import Household, HouseholdMember, InformalSupport, Person, Relation
from tsunagu.people.presenters.records import line
from tsunagu.people.queries import Door, chart_door, find, ids_of, standing, visible_to
from tsunagu.people.views.chart import edit, keep_look, page_of, posted, with_person
from tsunagu.ui import htmx

ALONE = {"": None, "yes": True, "no": False}


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def relation_new(request: Request, person: Person) -> HttpResponse:
    """With somebody on record, found first, or with somebody only this record knows."""
    form = RelationForm(posted(request), initial={"other": request.GET.get("other")})
    chosen = _chosen(request)
    text = request.GET.get("q", "")

    def act(data: dict[str, Any]) -> None:
        shared = {key: data[key] for key in ("kind", "acts_as", "descent", "couple", "tie", "note")}
        together = ALONE[data["lives_together"]]
        relate(person=person, other=chosen or _outsider(data), lives_together=together, by=request.actor, **shared)

    context = {
        "chosen": chosen,
        "q": text,
        "found": [line(f) for f in find(text, by=request.actor, limit=8)] if text else [],
    }
    return edit(
        request,
        person,
        form,
        act,
        title=_("Add a relation"),
        anchor="family",
        template="people/relation_form.html",
        context=context,
    )


def _chosen(request: Request) -> Person | None:
    """Somebody on record who was found and picked."""
    try:
        wanted = UUID(request.POST.get("other") or request.GET.get("other") or "")
    except ValueError:
        return None
    return visible_to(request.actor).filter(id=wanted).first()


def _outsider(data: dict[str, Any]) -> Outsider:
    return Outsider(
        name=data["outside_name"],
        reading=data["outside_reading"],
        phone=data["outside_phone"],
        sex=data["outside_sex"] or "unknown",
        born_year=data["outside_born"],
        has_died=data["outside_died"],
        died_year=data["outside_died_year"],
    )


@allow(Permission.PERSON_WRITE)
@require_POST
@with_person
def relation_end(request: Request, person: Person, part_id: UUID) -> HttpResponse:
    own = ids_of(person)
    relation = get_object_or_404(Relation, Q(person_id__in=own) | Q(other_id__in=own), id=part_id, until=None)
    unrelate(relation=relation, by=request.actor)
    return htmx.redirect(request, page_of(person, "family"))


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def support_new(request: Request, person: Person) -> HttpResponse:
    def act(data: dict[str, Any]) -> None:
        add_informal_support(person=person, by=request.actor, **data)

    return edit(request, person, SupportForm(posted(request)), act, title=_("Add help from outside"), anchor="family")


@allow(Permission.PERSON_WRITE)
@require_POST
@with_person
def support_end(request: Request, person: Person, part_id: UUID) -> HttpResponse:
    support = get_object_or_404(InformalSupport, id=part_id, person_id__in=ids_of(person), until=None)
    end_informal_support(support=support, by=request.actor)
    return htmx.redirect(request, page_of(person, "family"))


# -- households -----------------------------------------------------------------------------------------------------


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def household_new(request: Request, person: Person) -> HttpResponse:
    form = HouseholdForm(posted(request), initial={"name": _("Household of %(person)s") % {"person": person.name}})

    def act(data: dict[str, Any]) -> None:
        members = [Joining(person, data["role"])]
        form_household(name=data["name"], note=data["note"], members=members, by=request.actor)

    return edit(request, person, form, act, title=_("Form a household"), anchor="family")


@allow(Permission.PERSON_WRITE)
@require_GET
def household(request: Request, household_id: UUID) -> HttpResponse:
    """Its members; and, once somebody is looked for, whom to add: find, choose the role, add."""
    house = opened_household(request, household_id)
    return _household_page(request, house)


@allow(Permission.PERSON_WRITE)
@require_POST
def member_new(request: Request, household_id: UUID) -> HttpResponse:
    house = opened_household(request, household_id)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _household_page(request, house, status=422)
    data = form.cleaned_data
    get_object_or_404(Person, id=data["person"])
    joining = get_object_or_404(visible_to(request.actor), id=standing(data["person"]).id)
    try:
        join_household(
            household=house,
            person=joining,
            role=data["role"],
            lives_there=not data["away"],
            by=request.actor,
        )
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return htmx.redirect(request, reverse("people:household_page", args=[house.id]))


@allow(Permission.PERSON_WRITE)
@require_POST
def member_leave(request: Request, household_id: UUID, part_id: UUID) -> HttpResponse:
    house = opened_household(request, household_id)
    member = get_object_or_404(HouseholdMember, id=part_id, household=house, until=None)
    leave_household(member=member, by=request.actor)
    rest = _open_door(request, house)
    to = reverse("people:household_page", args=[house.id]) if rest else page_of(member.person.standing, "family")
    return htmx.redirect(request, to)


def opened_household(request: Request, household_id: UUID) -> Household:
    """A household stands on the charts of its members: it opens with any one of them, and the look is kept there."""
    house = get_object_or_404(Household, id=household_id)
    found = _open_door(request, house)
    if found is None:
        raise Http404
    keep_look(request, *found)
    return house


def _open_door(request: Request, house: Household) -> tuple[Person, Door] | None:
    for member in house.members.filter(until=None).select_related("person__merged_into"):
        door = chart_door(member.person.standing, by=request.actor)
        if door.is_open:
            return member.person.standing, door
    return None


def _household_page(request: Request, house: Household, status: int = 200) -> HttpResponse:
    members = list(house.members.filter(until=None).select_related("person__merged_into"))
    here = {m.person.standing.id for m in members}
    text = request.GET.get("q", "").strip()
    found = [f for f in find(text, by=request.actor, limit=8) if f.id not in here] if text else []
    context = {
        "household": house,
        "members": members,
        "q": text,
        "found": [(f.id, line(f)) for f in found],
        "form": MemberForm(),
    }
    return render(request, "people/household_page.html", context, status=status)
