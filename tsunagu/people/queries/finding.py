"""Who is meant by what was typed? By name in any script, reading, birth date, number, phone or town."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.people.models import Person, SearchKey
from tsunagu.people.rules.dates import Partial, partial
from tsunagu.people.rules.keys import Probe, probe
from tsunagu.people.rules.matching import How, compare_births


@dataclass(frozen=True)
class Found:
    """What finding shows of a person, and why they are here (`why`: the kind of key that matched)."""

    id: UUID
    name: str
    reading: str
    lang: str
    born: date | None
    born_precision: str
    town: str
    has_died: bool
    why: str
    known: str = ""  # known to which team, where a later room says so
    how: How | None = None  # in what the birth date differs, for a near-same name

    @property
    def birth(self) -> Partial | None:
        return partial(self.born, self.born_precision)


KnownTo = Callable[[Iterable[UUID], Actor], Mapping[UUID, str]]
_known_to: list[KnownTo] = []


def register_known_to(answer: KnownTo) -> None:
    """A later room says, for these people, by whom they are known: one sentence each, one query for all."""
    if answer not in _known_to:
        _known_to.append(answer)


def known_to(person_ids: Iterable[UUID], by: Actor) -> dict[UUID, str]:
    """For each of these people, what later rooms say about where they are known."""
    ids = list(person_ids)
    said: dict[UUID, str] = {}
    for answer in _known_to if ids else ():
        for person_id, words in answer(ids, by).items():
            said[person_id] = " · ".join(filter(None, (said.get(person_id), words)))
    return said


def find(text: str, *, by: Actor, limit: int = 20) -> list[Found]:
    """The likeliest first. Names what `by` may find: everybody of the organisation, for whoever may find people at all."""
    check(by, Permission.PERSON_FIND)
    wanted = probe(text)
    if not wanted.ranges:
        return []
    why = _ask(wanted, limit)
    rows = Person.objects.select_related("merged_into").in_bulk(list(why))
    ordered: dict[UUID, Found] = {}
    for person_id, kind in why.items():
        if person_id in rows:
            standing = rows[person_id].standing
            ordered.setdefault(standing.id, as_found(standing, kind))
    return with_known(list(ordered.values())[:limit], by)


FINDER = """
select person_id, kind from people_find(%s::text[], %s::text[], %s::int[], %s::text[], %s::text[], %s::text[], %s)
"""


def finder_arguments(wanted: Probe, limit: int) -> list[Any]:
    words = [(number, *range_) for number, ranges in enumerate(wanted.words, 1) for range_ in ranges]
    return [
        [low for low, _ in wanted.ranges],
        [high for _, high in wanted.ranges],
        [number for number, _, _ in words],
        [low for _, low, _ in words],
        [high for _, _, high in words],
        list(wanted.grams),
        limit,
    ]


def _ask(wanted: Probe, limit: int) -> dict[UUID, str]:
    """Whom the finder names, each once, with the kind of key that matched first."""
    why: dict[UUID, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(FINDER, finder_arguments(wanted, limit))
        for person_id, kind in cursor.fetchall():
            why.setdefault(person_id, kind)
    return why


def as_found(person: Person, why: str = "", how: How | None = None) -> Found:
    return Found(
        person.id,
        person.name,
        person.reading,
        person.name_lang,
        person.born,
        person.born_precision,
        person.town,
        person.has_died,
        why,
        how=how,
    )


def with_known(found: list[Found], by: Actor) -> list[Found]:
    said = known_to([f.id for f in found], by)
    return [Found(**{**vars(f), "known": said.get(f.id, "")}) for f in found] if said else found


def near_same(person: Person, limit: int = 3) -> list[Found]:
    """Others called the same, or read the same: who could be taken for this person. In what the birth date differs, too."""
    own = ids_of(person)
    keys = SearchKey.objects.filter(person_id__in=own, kind__in=["name", "reading"], grams__isnull=False)
    same = SearchKey.objects.filter(
        organisation_id=person.organisation_id,
        key__in=list(keys.values_list("key", flat=True)),
        kind__in=["name", "reading"],
    ).exclude(person_id__in=own)
    ids = list(same.values_list("person_id", flat=True).distinct()[: limit * 4])
    others = {p.standing.id: p.standing for p in Person.objects.select_related("merged_into").filter(id__in=ids)}
    mine = partial(person.born, person.born_precision)
    return [
        as_found(other, "name", compare_births(mine, partial(other.born, other.born_precision)).how)
        for other in sorted(others.values(), key=lambda p: (p.name, p.id))
        if other.id not in own
    ][:limit]


def ids_of(person: Person) -> list[UUID]:
    """The person's own id and those of every record absorbed into it: what to look for in a foreign key."""
    return [person.id, *(absorbed.id for absorbed in person.absorbed.all())]


def standing(person_id: UUID) -> Person:
    """The record that this id means today. Raises `Person.DoesNotExist` for one that is not ours to see."""
    return Person.objects.select_related("merged_into").get(id=person_id).standing
