"""What came of a person from other systems, by kind and by date?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from tsunagu.fhir.choices import Place
from tsunagu.fhir.models import ExternalRecord
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of

SHOWN = [Place.HISTORY, Place.KEPT, Place.OURS]


@dataclass(frozen=True)
class Group:
    """One type of resource: how many there are, and the latest."""

    type: str
    count: int
    latest: Sequence[ExternalRecord] = ()


def records_of(person: Person) -> QuerySet[ExternalRecord]:
    """Everything about this person that another system sent, their own record and its relations aside; the latest first."""
    about = ExternalRecord.objects.filter(person_id__in=ids_of(person), place__in=SHOWN)
    return about.exclude(resource_type__in=["Patient", "RelatedPerson"]).order_by("-began", "id")


def groups_of(person: Person, *, latest: int = 0) -> list[Group]:
    """The types there are, those with a place in our work first; of these the latest few."""
    records = records_of(person)
    counted = records.order_by().values_list("resource_type", "place").annotate(n=Count("id"))
    counts: dict[str, int] = {}
    with_a_place = set()
    for type_, place, number in counted:
        counts[type_] = counts.get(type_, 0) + number
        if place != Place.KEPT:
            with_a_place.add(type_)
    order = sorted(counts, key=lambda type_: (type_ not in with_a_place, type_))
    return [
        Group(
            type_,
            counts[type_],
            list(records.defer("content", "said").filter(resource_type=type_)[:latest])
            if latest and type_ in with_a_place
            else (),
        )
        for type_ in order
    ]


def record_of(person: Person, record_id: UUID) -> ExternalRecord | None:
    return records_of(person).filter(id=record_id).first()
