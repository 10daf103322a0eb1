"""What was recorded of the person themself is put right."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.people.choices import Precision
from tsunagu.people.commands.keep_secrets_out import clean
from tsunagu.people.commands.register_person import must_be_past
from tsunagu.people.commands.remake_keys import remake_keys
from tsunagu.people.models import Person


class Corrections(TypedDict, total=False):
    """Only what is given is changed."""

    born: date | None
    born_precision: str
    sex: str
    pronouns: str
    language: str
    interpreter_needed: bool
    cannot_self_report: bool
    communication: str
    lives_alone: bool | None
    place_note: str


@transaction.atomic
def correct_person(*, person: Person, by: Actor, **changes: Unpack[Corrections]) -> Person:
    """Change these fields of the standing record. The trail says which; the row as it was is kept."""
    check(by, Permission.PERSON_WRITE)
    person = Person.objects.select_for_update().get(id=person.standing.id)
    before = {field: getattr(person, field) for field in changes}
    for field, value in changes.items():
        setattr(person, field, clean(value) if isinstance(value, str) else value)
    if "born" in changes:
        must_be_past(person.born, by)
        known = changes.get("born_precision") or (Precision.FULL if person.born else Precision.UNKNOWN)
        person.born_precision = known if person.born else Precision.UNKNOWN
    changed = sorted(field for field, value in before.items() if getattr(person, field) != value)
    if changed or "born" in changes:
        person.save()
        remake_keys(person)
        record_act(by, "correct_person", person, fields=changed)
    return person
