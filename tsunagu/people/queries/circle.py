"""Whom does a drawing show? The people somebody belongs to, how these belong together, and everything that serves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q

from tsunagu.core.actor import Actor
from tsunagu.people.models import HouseholdMember, InformalSupport, OutsideRelation, Person, RelatedPerson, Relation
from tsunagu.people.queries.family import Relative, inverse, seen_from
from tsunagu.people.rules.kinship import Related


@dataclass
class Circle:
    """`first`: those it is drawn for. `people` by a key that a drawing uses; `kinds` is what each is to the first of `first`."""

    first: list[Person]
    people: dict[str, Person | RelatedPerson] = field(default_factory=dict)
    related: list[Related] = field(default_factory=list)
    household: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    relatives: list[Relative] = field(default_factory=list)  # of each of `first`, as their own charts have them


def circle_of(first: Sequence[Person], *, also: Sequence[Person] = ()) -> Circle:
    """Six queries, whatever the size of the family.

    Only relations that stand on the charts of `first`, and of those `also` opened, bring somebody in; of these, and of the household, all
    that joins two who are there already is drawn as well.
    """
    circle = Circle([person.standing for person in first])
    for person in circle.first:
        circle.people[str(person.id)] = person
    own = _records_of([person.id for person in circle.first])
    charts = [*own, *_records_of([person.id for person in also])] if also else own
    rows = _relations(Q(person_id__in=charts) | Q(other_id__in=charts))
    for row in rows:
        _bring_in(circle, row)
    circle.relatives = [seen_from(set(own), row) for row in rows if _leads_out(row, set(own))]
    _bring_household(circle, own)
    _join(circle, rows)
    main = str(circle.first[0].id) if circle.first else ""
    for r in circle.related:
        if main in (r.one, r.two):
            other, kind = (r.two, r.kind) if r.one == main else (r.one, str(inverse(r.kind)))
            circle.kinds.setdefault(other, kind)
    return circle


def _records_of(ids: Iterable[UUID]) -> list[UUID]:
    """These and every record that was absorbed into one of them."""
    wanted = list(ids)
    return list(Person.objects.filter(Q(id__in=wanted) | Q(merged_into_id__in=wanted)).values_list("id", flat=True))


def _relations(which: Q) -> list[Relation]:
    return list(
        Relation.objects.filter(which, until=None)
        .select_related("person__merged_into", "other__merged_into", "outside")
        .order_by("id")
    )


def _ends(row: Relation) -> tuple[Person, Person | RelatedPerson]:
    other = row.other.standing if row.other else row.outside
    assert other is not None
    return row.person.standing, other


def _leads_out(row: Relation, own: set[UUID]) -> bool:
    """From one of these to somebody else; within a household nobody is a helper from outside."""
    return len({one.id for one in _ends(row)} - own) == 1


def housemates_of(persons: Sequence[Person]) -> list[Person]:
    """Those who belong to a household of one of these, besides themselves."""
    own = _records_of([person.id for person in persons])
    houses = HouseholdMember.objects.filter(person_id__in=own, until=None).values("household_id")
    rows = HouseholdMember.objects.filter(household_id__in=houses, until=None).exclude(person_id__in=own)
    return list(dict.fromkeys(row.person.standing for row in rows.select_related("person__merged_into")))


def _bring_in(circle: Circle, row: Relation) -> None:
    for one in _ends(row):
        circle.people.setdefault(str(one.id), one)


def _bring_household(circle: Circle, own: Sequence[UUID]) -> None:
    houses = HouseholdMember.objects.filter(person_id__in=own, until=None).values("household_id")
    for member in HouseholdMember.objects.filter(household_id__in=houses, until=None).select_related(
        "person__merged_into"
    ):
        person = member.person.standing
        circle.people.setdefault(str(person.id), person)
        if member.lives_there:
            circle.household.add(str(person.id))


def _join(circle: Circle, known: Sequence[Relation]) -> None:
    """What joins two who are there already, on whichever chart it stands."""
    inside = [p.id for p in circle.people.values() if isinstance(p, Person)]
    outside = [p.id for p in circle.people.values() if isinstance(p, RelatedPerson)]
    records = _records_of(inside)
    between = _relations(Q(person_id__in=records) & (Q(other_id__in=records) | Q(outside_id__in=outside)))
    rows = {row.id: row for row in [*known, *between]}
    for row in rows.values():
        one, two = _ends(row)
        if one.id != two.id:
            circle.related.append(Related(str(one.id), str(two.id), row.kind, row.descent, row.couple, row.tie))
            if row.lives_together and str(one.id) in {str(p.id) for p in circle.first}:
                circle.household |= {str(one.id), str(two.id)}
    for pair in OutsideRelation.objects.filter(one_id__in=outside, two_id__in=outside, until=None):
        circle.related.append(Related(str(pair.one_id), str(pair.two_id), pair.kind, pair.descent, pair.couple))


def outside_pairs_of(person: Person) -> list[OutsideRelation]:
    """What is recorded between two relatives who are known only to this person's record."""
    own = Relation.objects.filter(person_id__in=_records_of([person.id]), until=None).exclude(outside=None)
    known = list(own.values_list("outside_id", flat=True))
    return list(
        OutsideRelation.objects.filter(one_id__in=known, two_id__in=known, until=None).select_related("one", "two")
    )


# -- who serves what ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """Somebody who does something for the person: a neighbour, a service of the plan, a practice (R-111).

    `tie` as between people; `planned`: agreed on and not begun. `known_from` says on which record it stands, `url` leads there.
    """

    who: str
    what: str
    sort: str  # family, informal, formal, health
    how_often: str = ""
    tie: str = ""
    planned: bool = False
    since: date | None = None
    known_from: str = ""
    url: str = ""
    note: str = ""


LinkReader = Callable[[Sequence[Person], Actor], Iterable[Link]]
_readers: list[LinkReader] = []


def register_links(reader: LinkReader) -> LinkReader:
    """A later room tells who serves these people by its records: services of the plan, practices, agencies."""
    if reader not in _readers:
        _readers.append(reader)
    return reader


def links_of(persons: Sequence[Person], actor: Actor) -> list[Link]:
    """From the later rooms; family and neighbours are read where the circle is."""
    return [link for reader in _readers for link in reader(persons, actor)]


def informal_links(persons: Sequence[Person]) -> list[InformalSupport]:
    return list(InformalSupport.objects.filter(person_id__in=_records_of([p.id for p in persons]), until=None))
