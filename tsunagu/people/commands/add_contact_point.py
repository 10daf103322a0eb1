"""How the person is reached, and what no longer reaches them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people.choices import ContactKind
from tsunagu.people.commands.register_person import contact_row
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.models import ContactPoint, Person
from tsunagu.people.rules.profile import ContactDraft


@transaction.atomic
def add_contact_point(*, person: Person, contact: ContactDraft, by: Actor) -> ContactPoint:
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    row = contact_row(person, contact)
    if row.kind == ContactKind.EMAIL and "@" not in row.value:
        raise Refused(_("This is no mail address."), field="value")
    if row.kind != ContactKind.EMAIL and len(row.dial) < 3:
        raise Refused(_("Write the number with its digits."), field="value")
    row.save()
    remake_keys(person)
    record_act(by, "add_contact_point", person, contact=row.kind)
    return row


@transaction.atomic
def end_contact_point(*, contact_point: ContactPoint, by: Actor, on: date | None = None) -> ContactPoint:
    """It no longer reaches them; it stays on the record with its end."""
    check(by, Permission.PERSON_WRITE)
    contact_point.until = on or today(by.zone)
    contact_point.save(update_fields=["until"])
    remake_keys(contact_point.person)
    record_act(by, "end_contact_point", contact_point.person, contact=contact_point.kind)
    return contact_point
