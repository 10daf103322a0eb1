"""A number the person is known by elsewhere, and its end."""

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
from tsunagu.people.commands.keep_secrets_out import admit
from tsunagu.people.commands.register_person import identifier_row
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.models import Identifier, Person
from tsunagu.people.queries import ids_of
from tsunagu.people.rules.profile import IdentifierDraft


@transaction.atomic
def add_identifier(*, person: Person, identifier: IdentifierDraft, by: Actor, since: date | None = None) -> Identifier:
    """Keep the number; a resident registration number only masked, with the reason."""
    check(by, Permission.PERSON_WRITE)
    person = person.standing
    value, masked = admit(identifier)
    if Identifier.objects.filter(person_id__in=ids_of(person), type=identifier.type, value=value, until=None).exists():
        raise Refused(_("This number is already on the record."), field="value")
    row = identifier_row(person, identifier, value, masked)
    row.since = since
    row.save()
    remake_keys(person)
    record_act(by, "add_identifier", person, type=identifier.type)
    return row


@transaction.atomic
def end_identifier(*, identifier: Identifier, by: Actor, on: date | None = None) -> Identifier:
    """The number is no longer theirs; it stays on the record with its end."""
    check(by, Permission.PERSON_WRITE)
    identifier.until = on or today(by.zone)
    identifier.save(update_fields=["until"])
    remake_keys(identifier.person)
    record_act(by, "end_identifier", identifier.person, type=identifier.type)
    return identifier
