"""Many people are registered at once, out of another system. Nobody is compared with anybody: those alike are shown afterwards.

Whoever registers by hand compares first (`register_person`). A system that hands over its people has told them apart already; where
one of them is also on record here, their page shows both, and a worker merges them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_acts
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.people.choices import Precision, Source
from tsunagu.people.commands.keep_secrets_out import admitted
from tsunagu.people.commands.register_person import (
    address_row,
    contact_row,
    identifier_row,
    must_be_named,
    must_be_past,
    name_row,
)
from tsunagu.people.commands.remake_keys import key_rows, show
from tsunagu.people.models import Address, ContactPoint, Identifier, Name, Person, SearchKey
from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.profile import Profile


@dataclass(frozen=True)
class Registration:
    """One person as another system knows them."""

    profile: Profile
    language: str = ""
    interpreter_needed: bool = False
    has_died: bool = False
    died: Partial | None = None  # the day, as far as it is known


@transaction.atomic
def register_people(registrations: Sequence[Registration], *, by: Actor, source: str = Source.IMPORT) -> list[Person]:
    """New records for all of them, in their order. Eight queries, however many."""
    check(by, Permission.IMPORT_RUN)
    people = [_person(registration, source, by) for registration in registrations]
    both = list(zip(people, (registration.profile for registration in registrations), strict=True))
    numbers = [(person, number) for person, profile in both for number in admitted(profile.identifiers)]
    Person.objects.bulk_create(people)
    Name.objects.bulk_create(name_row(person, n) for person, profile in both for n in profile.names if n.whole)
    ContactPoint.objects.bulk_create(
        contact_row(person, c) for person, profile in both for c in profile.contact_points if c.value.strip()
    )
    Address.objects.bulk_create(
        address_row(person, a) for person, profile in both for a in profile.addresses if a.text.strip()
    )
    Identifier.objects.bulk_create(identifier_row(person, *number) for person, number in numbers)
    SearchKey.objects.bulk_create(key for person, profile in both for key in key_rows(person, profile))
    record_acts(by, "register_person", people, source=source)
    return people


def _person(registration: Registration, source: str, by: Actor) -> Person:
    profile, died = registration.profile, registration.died
    must_be_named([name for name in profile.names if name.whole])
    must_be_past(profile.born.first if profile.born else None, by)
    person = Person(
        organisation_id=by.organisation,
        born=profile.born.first if profile.born else None,
        born_precision=profile.born.precision if profile.born else Precision.UNKNOWN,
        sex=profile.sex,
        language=registration.language,
        interpreter_needed=registration.interpreter_needed,
        died_on=died.first if died else None,
        died_precision=died.precision if died else Precision.UNKNOWN if registration.has_died else "",
        source=source,
        registered_at=now(),
    )
    show(person, profile)
    return person
