"""What does the record of a person say, read through every merge? And may this actor open it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.people.models import AboutMe, Address, ContactPoint, Identifier, Merge, Name, Person, Preferences
from tsunagu.people.queries.finding import ids_of


@dataclass(frozen=True)
class Door:
    """May the chart be opened? If not, perhaps at `ask_at`, where a purpose is stated first."""

    is_open: bool
    ask_at: str = ""  # a URL
    purpose: str = ""  # stated before, for the trail


ChartGuard = Callable[[Person, Actor], Door]


def _default_guard(person: Person, by: Actor) -> Door:
    return Door(can(by, Permission.PERSON_WRITE))


_guard: ChartGuard = _default_guard


def register_chart_guard(guard: ChartGuard) -> None:
    """Cases decide who opens a chart: the care team, its supervisors, others with a purpose. There is one guard."""
    global _guard
    _guard = guard


def chart_door(person: Person, *, by: Actor) -> Door:
    return _guard(person, by)


def visible_to(by: Actor) -> QuerySet[Person]:
    """Everybody of the organisation acted in, for whoever may find people; each human once."""
    people = Person.objects.filter(organisation_id=by.organisation, merged_into=None)
    return people if can(by, Permission.PERSON_FIND) else people.none()


@dataclass(frozen=True)
class Record:
    """One human's parts, from their own record and from all that were absorbed into it."""

    person: Person
    names: list[Name]
    identifiers: list[Identifier]
    contact_points: list[ContactPoint]
    addresses: list[Address]
    about_me: AboutMe | None
    preferences: Preferences | None
    merges: list[Merge]


def record_of(person: Person) -> Record:
    """Eight queries, however many records were merged. A text of the person's own record goes before an absorbed one's."""
    own: list[UUID] = ids_of(person)
    return Record(
        person=person,
        names=_own_first(person, Name.objects.filter(person_id__in=own)),
        identifiers=_own_first(person, Identifier.objects.filter(person_id__in=own, until=None)),
        contact_points=_own_first(person, ContactPoint.objects.filter(person_id__in=own, until=None)),
        addresses=_own_first(person, Address.objects.filter(person_id__in=own, until=None)),
        about_me=next(iter(_own_first(person, AboutMe.objects.filter(person_id__in=own))), None),
        preferences=next(iter(_own_first(person, Preferences.objects.filter(person_id__in=own))), None),
        merges=list(Merge.objects.filter(kept_id__in=own, ended_at=None).select_related("absorbed")),
    )


def _own_first(person: Person, rows: QuerySet) -> list:  # type: ignore[type-arg]
    return sorted(rows, key=lambda row: (row.person_id != person.id, row.id))


def about_me_of(person: Person) -> AboutMe | None:
    return next(iter(_own_first(person, AboutMe.objects.filter(person_id__in=ids_of(person)))), None)


def preferences_of(person: Person) -> Preferences | None:
    return next(iter(_own_first(person, Preferences.objects.filter(person_id__in=ids_of(person)))), None)
