"""Who are they? Invented people with names, numbers and keys, each the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db import models

from tsunagu.console.bench import names
from tsunagu.people.choices import Precision, Source
from tsunagu.people.commands.register_person import address_row, contact_row, identifier_row, name_row
from tsunagu.people.commands.remake_keys import key_rows, show
from tsunagu.people.models import Person
from tsunagu.people.rules.dates import partial
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, IdentifierDraft, Profile

# language: share, how names are made, region, towns, the number before a telephone number
LANDS = {
    "ja": (
        40,
        names.japanese,
        "東京都",
        "桜台 練馬 光が丘 石神井町 大泉学園町 早宮 平和台 氷川台 南大泉 関町北",
        "090-55",
    ),
    "ko": (
        35,
        names.korean,
        "해송시",
        "솔내동 한빛동 물금동 은행동 새터동 가람동 노을동 달빛동 푸른동 언덕동",
        "010-55",
    ),
    "en": (
        25,
        names.western,
        "Maine",
        "Harborview Millbrook Eastport Fallsworth Pinewood Norwood Oakhaven",
        "+1 207 555 ",
    ),
}


def rows_of(organisation_id: UUID, numbers: Sequence[int], today: date) -> Iterator[tuple[Person, list[models.Model]]]:
    """Each person with the rows that belong to them, the person's own first. `numbers` are what their chance is drawn from."""
    for number in numbers:
        chance = Random(number)  # noqa: S311 - invented people, the same again
        ((language, _land),) = chance.choices(list(LANDS.items()), [land[0] for land in LANDS.values()])
        sex = chance.choices(["female", "male"], [58, 42])[0]
        profile = _profile(chance, number, language, sex, _birthday(chance, today))
        born = profile.born
        person = Person(
            organisation_id=organisation_id,
            born=born.first if born else None,
            born_precision=born.precision if born else Precision.UNKNOWN,
            sex=sex,
            language=language,
            lives_alone=chance.random() < 0.4,
            cannot_self_report=chance.random() < 0.05,
            source=Source.IMPORT,
        )
        show(person, profile)
        yield person, [person, *_parts(person, profile)]


def _parts(person: Person, profile: Profile) -> Iterator[models.Model]:
    yield from (name_row(person, name) for name in profile.names)
    yield from (contact_row(person, contact) for contact in profile.contact_points)
    yield from (address_row(person, address) for address in profile.addresses)
    yield from (identifier_row(person, number, number.value, "") for number in profile.identifiers)
    yield from key_rows(person, profile)


def _profile(chance: Random, number: int, language: str, sex: str, born: date) -> Profile:
    _share, name_of, region, towns, dialling = LANDS[language]
    town = chance.choice(towns.split())
    return Profile(
        names=tuple(name_of(chance, sex)),
        born=partial(born, "full" if chance.random() < 0.95 else "year"),
        sex=sex,
        identifiers=(IdentifierDraft("case_number", f"B{number:07d}"),),
        contact_points=(
            ContactDraft("mobile", f"{dialling}{chance.randrange(100):02d}-{chance.randrange(10_000):04d}"),
        ),
        addresses=(
            AddressDraft(f"{town} {chance.randrange(1, 40)}-{chance.randrange(1, 20)}", region=region, town=town),
        ),
    )


def _birthday(chance: Random, today: date) -> date:
    """Two in three are old; children are few."""
    age = chance.triangular(62, 101, 82) if chance.random() < 2 / 3 else chance.triangular(3, 64, 38)
    return today - timedelta(days=int(age * 365.25))
