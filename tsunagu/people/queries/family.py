"""Who belongs to this person, and in what way? Read from both sides of each relation, through every merge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q

from tsunagu.people.choices import RelationKind
from tsunagu.people.models import Household, HouseholdMember, InformalSupport, Person, RelatedPerson, Relation
from tsunagu.people.queries.finding import ids_of

K = RelationKind
INVERSE = {
    K.PARENT: K.CHILD,
    K.GRANDPARENT: K.GRANDCHILD,
    K.PARENT_IN_LAW: K.CHILD_IN_LAW,
    K.FOSTER_PARENT: K.FOSTER_CHILD,
    K.GUARDIAN: K.WARD,
}
INVERSE |= {other: kind for kind, other in INVERSE.items()}


def inverse(kind: str) -> RelationKind:
    """What the person is to the other: a parent's other side is a child; a friend's a friend."""
    return INVERSE.get(RelationKind(kind), RelationKind(kind))


@dataclass(frozen=True)
class Relative:
    """One relation as seen from a person: who the other is, and what they are to the person."""

    relation: Relation
    kind: RelationKind
    person: Person | None
    outside: RelatedPerson | None
    acts_as: tuple[str, ...]  # only what the other does for this person; a relation read backwards says nothing of that

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.outside.name if self.outside else ""

    @property
    def has_died(self) -> bool:
        other = self.person or self.outside
        return bool(other and other.has_died)


def relations_of(person: Person) -> list[Relative]:
    """Current relations, family first in the order of the choices."""
    own = ids_of(person)
    rows = (
        Relation.objects.filter(Q(person_id__in=own) | Q(other_id__in=own), until=None)
        .select_related("person__merged_into", "other__merged_into", "outside")
        .order_by("id")
    )
    order = {kind: n for n, kind in enumerate(RelationKind)}
    seen = (seen_from(set(own), row) for row in rows)
    # Two records that were related and turned out to be one human: nobody is their own cousin.
    others = [r for r in seen if r.person is None or r.person.id not in own]
    return sorted(others, key=lambda r: order[r.kind])


def seen_from(own: set[UUID], row: Relation) -> Relative:
    """The relation as one of these records has it."""
    if row.person_id in own:
        other = row.other.standing if row.other else None
        return Relative(row, RelationKind(row.kind), other, row.outside, tuple(row.acts_as))
    return Relative(row, inverse(row.kind), row.person.standing, None, ())


def contacts_who(person: Person, acts_as: str) -> list[Relative]:
    """Those who act as something for the person: their key person, their emergency contact."""
    return [r for r in relations_of(person) if acts_as in r.acts_as]


def households_of(person: Person) -> list[Household]:
    """Those the person belongs to now, each with its current members in `current`."""
    own = ids_of(person)
    members = HouseholdMember.objects.filter(until=None).select_related("person__merged_into")
    return list(
        Household.objects.filter(members__person_id__in=own, members__until=None)
        .distinct()
        .order_by("id")
        .prefetch_related(Prefetch("members", members, to_attr="current"))
    )


def members_on(household: Household, day: date) -> list[HouseholdMember]:
    """Who belonged on a day. An unknown beginning counts as always."""
    return list(
        household.members.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day)).select_related(
            "person__merged_into"
        )
    )


def informal_supports_of(person: Person) -> list[InformalSupport]:
    return list(InformalSupport.objects.filter(person_id__in=ids_of(person), until=None))
