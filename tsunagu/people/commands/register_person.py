"""A person is registered: never without having looked whether they are here already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.people.choices import Precision, Sex, Source
from tsunagu.people.commands.keep_secrets_out import admitted, clean
from tsunagu.people.commands.remake_keys import show, write_keys
from tsunagu.people.models import Address, ContactPoint, Distinct, Identifier, Name, Person
from tsunagu.people.queries import Candidate, likely_same
from tsunagu.people.rules.dates import partial
from tsunagu.people.rules.matching import Strength
from tsunagu.people.rules.numbers import dial
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, NameDraft, Profile


class AlreadyHere(Refused):
    """Somebody on record is very likely the same; say who it is not, and why, or take that record."""

    def __init__(self, candidates: list[Candidate]) -> None:
        super().__init__(_("This person may already be here. Compare them before you register anybody new."))
        self.candidates = candidates


@transaction.atomic
def register_person(
    *,
    names: Sequence[NameDraft],
    born: date | None = None,
    born_precision: str = "",
    sex: str = Sex.UNKNOWN,
    pronouns: str = "",
    language: str = "",
    interpreter_needed: bool = False,
    cannot_self_report: bool = False,
    communication: str = "",
    lives_alone: bool | None = None,
    place_note: str = "",
    contact_points: Sequence[ContactDraft] = (),
    addresses: Sequence[AddressDraft] = (),
    identifiers: Sequence[IdentifierDraft] = (),
    not_same_as: Collection[UUID] = (),
    not_same_reason: str = "",
    source: str = Source.BY_HAND,
    by: Actor,
) -> Person:
    """Make a new record. `not_same_as` are records the worker compared and found to be other people, with the reason."""
    check(by, Permission.PERSON_WRITE)
    names = [name for name in names if name.whole]
    born_precision = born_precision or (Precision.FULL if born else Precision.UNKNOWN)
    must_be_named(names)
    must_be_past(born, by)
    numbers = admitted(identifiers)
    profile = Profile(
        names=tuple(names),
        born=partial(born, born_precision),
        sex=sex,
        identifiers=tuple(replace(number, value=value) for number, value, _masked in numbers),
        contact_points=tuple(contact_points),
        addresses=tuple(addresses),
    )
    must_be_new(profile, not_same_as, not_same_reason, by)
    person = Person(
        organisation_id=by.organisation,
        born=born,
        born_precision=born_precision,
        sex=sex,
        pronouns=pronouns,
        language=language,
        interpreter_needed=interpreter_needed,
        cannot_self_report=cannot_self_report,
        communication=clean(communication),
        lives_alone=lives_alone,
        place_note=clean(place_note),
        source=source,
        registered_at=now(),
    )
    show(person, profile)
    person.save()
    write_names(person, names)
    ContactPoint.objects.bulk_create(contact_row(person, c) for c in contact_points if c.value.strip())
    Address.objects.bulk_create(address_row(person, a) for a in addresses if a.text.strip())
    Identifier.objects.bulk_create(identifier_row(person, *number) for number in numbers)
    _write_distinctions(person, not_same_as, not_same_reason, by)
    write_keys(person, profile)
    record_act(by, "register_person", person, source=source)
    return person


def must_be_named(names: Sequence[NameDraft]) -> None:
    if not names:
        raise Refused(_("Write a name. If it is not known, write what people call them."), field="name")


def must_be_past(day: date | None, by: Actor) -> None:
    if day and day > today(by.zone):
        raise Refused(_("This day has not come yet. Look at the year again."), field="born")


def must_be_new(profile: Profile, not_same_as: Collection[UUID], reason: str, by: Actor) -> None:
    if not_same_as and not reason.strip():
        raise Refused(
            _("Write why you think they are different people. It helps when it is looked at again."),
            field="not_same_reason",
        )
    strong = [c for c in likely_same(profile, by=by) if c.strength is Strength.STRONG]
    unanswered = [c for c in strong if not {c.person.id, c.person.standing.id} & set(not_same_as)]
    if unanswered:
        raise AlreadyHere(unanswered)


def write_names(person: Person, names: Sequence[NameDraft]) -> None:
    Name.objects.bulk_create(name_row(person, name) for name in names)


def name_row(person: Person, name: NameDraft) -> Name:
    return Name(
        organisation_id=person.organisation_id,
        person=person,
        script=name.script,
        use=name.use,
        family=name.family.strip(),
        given=name.given.strip(),
        text=name.whole,
        since=name.since,
        until=name.until,
    )


def contact_row(person: Person, contact: ContactDraft) -> ContactPoint:
    value = contact.value.strip()
    return ContactPoint(
        organisation_id=person.organisation_id,
        person=person,
        kind=contact.kind,
        use=contact.use,
        value=value,
        dial="" if contact.kind == "email" else dial(value),
        note=clean(contact.note),
    )


def address_row(person: Person, address: AddressDraft) -> Address:
    return Address(
        organisation_id=person.organisation_id,
        person=person,
        use=address.use,
        text=clean(address.text),
        postcode=address.postcode.strip(),
        region=address.region.strip(),
        town=address.town.strip(),
        country=address.country,
        since=address.since,
    )


def identifier_row(person: Person, number: IdentifierDraft, value: str, masked: str) -> Identifier:
    return Identifier(
        organisation_id=person.organisation_id,
        person=person,
        type=number.type,
        system=number.system,
        value=value,
        masked=masked,
    )


def _write_distinctions(person: Person, others: Collection[UUID], reason: str, by: Actor) -> None:
    Distinct.objects.bulk_create(
        Distinct(
            organisation_id=by.organisation,
            person=person,
            other=other,
            reason=clean(reason),
            at=now(),
            by_id=by.id,
            by_name=by.name,
        )
        for other in Person.objects.filter(id__in=set(others))
    )
