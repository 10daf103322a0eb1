"""Needs that could be served together as a supervisor reads them, and a group with what became of each place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.directory.choices import ServiceType
from tsunagu.scheduling.choices import GroupKind, State, TransportState
from tsunagu.scheduling.models import Group, GroupPlace
from tsunagu.scheduling.presenters.appointments import RIDE_MARKS
from tsunagu.scheduling.presenters.calendar import MARKS, state_words
from tsunagu.scheduling.queries.pooling import PooledNeed
from tsunagu.scheduling.rules.pooling import Half
from tsunagu.ui import formats


@dataclass(frozen=True)
class NeedRow:
    need: PooledNeed
    when: str
    why: str
    url: str


@dataclass
class NeedPool:
    """What several people need of one kind in one area, in blocks of the same time."""

    anchor: str
    type: str
    area: str
    ride: bool
    blocks: list[tuple[str, list[NeedRow]]] = field(default_factory=list)

    @property
    def people(self) -> int:
        return len({row.need.person.id for _when, rows in self.blocks for row in rows})


def pools_of(needs: Iterable[PooledNeed]) -> tuple[list[NeedPool], list[NeedPool]]:
    """The pools of two people and more, the largest first; then those of whom nobody else nearby needs the same."""
    ordered = sorted(
        needs, key=lambda need: (_kind(need), need.area, bool(need.ride), need.half.order, need.person.name)
    )
    pools: list[NeedPool] = []
    for (kind, area, ride), them in groupby(ordered, key=lambda need: (_kind(need), need.area, bool(need.ride))):
        pool = NeedPool(f"pool-{len(pools) + 1}", kind, area, ride)
        for half, same in groupby(them, key=lambda need: need.half):
            pool.blocks.append((half_words(half), [_row(need) for need in same]))
        pools.append(pool)
    together = sorted((pool for pool in pools if pool.people > 1), key=lambda pool: (-pool.people, pool.anchor))
    return together, [pool for pool in pools if pool.people < 2]


def _kind(need: PooledNeed) -> str:
    """Its type; what has none is the same only where it is said in the same words."""
    if need.type != ServiceType.OTHER:
        return str(need.type.label)
    return _("%(type)s: %(what)s") % {"type": need.type.label, "what": " ".join(need.what.split())}


def half_words(half: Half) -> str:
    if not half.part:
        return _("No time said")
    told = {
        "day": formats.weekday_date(half.day) if half.day else formats.WEEKDAYS[formats.reader()][half.weekday or 0]
    }
    match half.part:
        case "morning":
            return pgettext("part of a day", "%(day)s, morning") % told
        case "afternoon":
            return pgettext("part of a day", "%(day)s, afternoon") % told
    return pgettext("part of a day", "%(day)s, evening") % told


def _row(need: PooledNeed) -> NeedRow:
    return NeedRow(need, _when(need), _why(need), reverse("web:case", args=[need.case.id]))


def _when(need: PooledNeed) -> str:
    if need.ride:
        return formats.instant(need.ride.pickup_at)
    slots = need.line.slots if need.line else []
    days = formats.WEEKDAYS[formats.reader()]
    hours = [f"{days[day]} {start}–{end}" for day, start, end in sorted(slots)]
    return ", ".join(hours) or (need.line.frequency if need.line else "")


def _why(need: PooledNeed) -> str:
    """Why it stands on the list."""
    if need.line is None:
        return _("Nobody drives yet")
    if need.line.unmet:
        return need.line.unmet_reason or _("Nobody could be found")
    return str(need.line.get_link_display())


@dataclass(frozen=True)
class PlaceRow:
    place: GroupPlace
    name: str
    lang: str
    state: str
    words: str
    url: str


def place_rows(group: Group) -> list[PlaceRow]:
    return [_place_row(place) for place in group.places.all()]


def _place_row(place: GroupPlace) -> PlaceRow:
    person, ride = place.person.standing, place.transport
    state = RIDE_MARKS[TransportState(ride.state)] if ride else MARKS[State(place.appointment.state)]
    words = str(ride.get_state_display()) if ride else state_words(place.appointment)
    url = reverse("scheduling:appointment", args=[place.case_id, place.appointment_id])
    return PlaceRow(place, person.name, person.name_lang, state, words, url)


def group_when(group: Group) -> str:
    if group.kind == GroupKind.RIDE:
        return _("First pick-up %(at)s") % {"at": formats.instant(group.starts_at)}
    return f"{formats.instant(group.starts_at)}–{formats.clock_time(group.ends_at)}"
