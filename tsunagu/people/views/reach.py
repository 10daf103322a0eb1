"""How a person is reached and identified: numbers, phones, addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.people.commands import (
    add_contact_point,
    add_identifier,
    end_contact_point,
    end_identifier,
    move_address,
)
from tsunagu.people.forms import AddressForm, ContactForm, IdentifierForm
from tsunagu.people.models import ContactPoint, Identifier, Person
from tsunagu.people.queries import ids_of
from tsunagu.people.rules.profile import ContactDraft, IdentifierDraft
from tsunagu.people.views.chart import edit, page_of, posted, with_person
from tsunagu.ui import htmx


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def identifier_new(request: Request, person: Person) -> HttpResponse:
    def act(data: dict[str, Any]) -> None:
        add_identifier(person=person, identifier=IdentifierDraft(**data), by=request.actor)

    return edit(request, person, IdentifierForm(posted(request)), act, title=_("Add a number"), anchor="numbers")


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def contact_new(request: Request, person: Person) -> HttpResponse:
    def act(data: dict[str, Any]) -> None:
        add_contact_point(person=person, contact=ContactDraft(**data), by=request.actor)

    form = ContactForm(posted(request))
    return edit(request, person, form, act, title=_("Add a phone or mail address"), anchor="reach")


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def address_new(request: Request, person: Person) -> HttpResponse:
    form = AddressForm(posted(request))

    def act(data: dict[str, Any]) -> None:
        move_address(person=person, address=form.draft(), on=data["on"], by=request.actor)

    return edit(request, person, form, act, title=_("Address"), anchor="reach")


@allow(Permission.PERSON_WRITE)
@require_POST
@with_person
def identifier_end(request: Request, person: Person, part_id: UUID) -> HttpResponse:
    identifier = get_object_or_404(Identifier, id=part_id, person_id__in=ids_of(person), until=None)
    return _ended(request, person, "numbers", lambda: end_identifier(identifier=identifier, by=request.actor))


@allow(Permission.PERSON_WRITE)
@require_POST
@with_person
def contact_end(request: Request, person: Person, part_id: UUID) -> HttpResponse:
    contact = get_object_or_404(ContactPoint, id=part_id, person_id__in=ids_of(person), until=None)
    return _ended(request, person, "reach", lambda: end_contact_point(contact_point=contact, by=request.actor))


def _ended(request: Request, person: Person, anchor: str, act: Callable[[], Any]) -> HttpResponse:
    act()
    return htmx.redirect(request, page_of(person, anchor))
