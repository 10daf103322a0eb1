"""Which services are there, by need, area, distance, eligibility, language, cost and capacity? A page at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any
from uuid import UUID

from django.db import connection

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.directory.models import Listing
from tsunagu.directory.rules import tags
from tsunagu.directory.rules.fit import Known
from tsunagu.people.models import Person
from tsunagu.people.rules.dates import partial

PAGE = 30
NOWHERE = UUID(int=0)


@dataclass(frozen=True)
class Question:
    """What is looked for; nothing said is nothing asked. `near` is a town or postal code, `within` kilometres from it."""

    text: str = ""
    need: str = ""
    area: str = ""
    near: str = ""
    within: float = 10
    language: str = ""
    capacity: str = ""
    free: bool = False
    age: float | None = None
    sex: str = ""

    @property
    def tags(self) -> list[str]:
        wanted = tags.wanted(self.text) + tags.wanted_areas(self.area)
        wanted += [tags.need(self.need)] if self.need else []
        wanted += [tags.language(self.language)] if self.language else []
        wanted += [tags.capacity(self.capacity)] if self.capacity else []
        return wanted + ([tags.FREE] if self.free else [])


@dataclass(frozen=True)
class Hit:
    listing: Listing
    km: float | None = None


@dataclass(frozen=True)
class Found:
    """One page. `lost` says that nobody here knows where `near` is; `after` asks for the next page."""

    hits: list[Hit] = field(default_factory=list)
    after: str = ""
    centre: tuple[float, float] | None = None
    lost: bool = False


BY_NAME = "select id, km from directory_find(%s::text[], %s::float, %s::text, %s::text, %s::uuid, %s::int)"
BY_DISTANCE = (
    "select id, km from directory_near(%s::text[], %s::float, %s::text,"
    " %s::float, %s::float, %s::float, %s::float, %s::uuid, %s::int)"
)


def search(question: Question, *, by: Actor, after: str = "", page: int = PAGE) -> Found:
    """By name, or from the nearest on where `near` is said."""
    check(by, Permission.DIRECTORY_READ)
    if not question.near.strip():
        return _page(BY_NAME, by_name_arguments(question, after, page + 1), page)
    centre = centre_of(question.near)
    if centre is None:
        return Found(lost=True)
    return _page(BY_DISTANCE, by_distance_arguments(question, centre, after, page + 1), page, centre)


def by_name_arguments(question: Question, after: str, top: int) -> list[Any]:
    last = Listing.objects.filter(id=_uuid(after)).first() if after else None
    start = (last.sort, last.id) if last else ("", NOWHERE)
    return [question.tags, question.age, question.sex, *start, top]


def by_distance_arguments(question: Question, centre: tuple[float, float], after: str, top: int) -> list[Any]:
    return [question.tags, question.age, question.sex, *centre, question.within, *_beyond(after), top]


def _page(sql: str, arguments: list[Any], page: int, centre: tuple[float, float] | None = None) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        found: list[tuple[UUID, float | None]] = cursor.fetchall()
    listings = _listings([listing_id for listing_id, _km in found[:page]])
    hits = [Hit(listings[listing_id], km) for listing_id, km in found[:page] if listing_id in listings]
    more = len(found) > page
    last = found[page - 1] if more else None
    after = "" if last is None else str(last[0]) if last[1] is None else f"{last[1]!r}~{last[0]}"
    return Found(hits, after, centre)


def _listings(ids: Collection[UUID]) -> dict[UUID, Listing]:
    rows = Listing.objects.select_related("service__provider", "place")
    return rows.prefetch_related(
        "service__phones", "service__languages", "service__service_areas", "place__addresses"
    ).in_bulk(list(ids))


def centre_of(near: str) -> tuple[float, float] | None:
    """Where a town or postal code lies, as the places of the directory that are there say: no map service is asked."""
    wanted = tags.wanted_areas(near)
    if not wanted:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select latitude, longitude from directory_places(%s::text[], %s)", [wanted, 50])
        points: list[tuple[float, float]] = cursor.fetchall()
    if not points:
        return None
    return fmean(latitude for latitude, _lon in points), fmean(longitude for _lat, longitude in points)


def known_of(person: Person, zone: str) -> Known:
    """What services ask about, as far as the record knows it."""
    born = partial(person.born, person.born_precision)
    day = today(zone)
    age = None
    if born and person.born:
        age = day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day))
    sex = person.sex if person.sex in ("female", "male") else ""
    language = tags.language(person.language)[2:] if person.language else ""
    return Known(age, sex, person.town, language)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NOWHERE


def _beyond(after: str) -> tuple[float, UUID]:
    """The distance and the id of the last one of a page; places may be equally far."""
    km, _tilde, last = after.partition("~")
    try:
        return float(km), _uuid(last)
    except ValueError:
        return -1.0, NOWHERE
