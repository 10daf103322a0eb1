"""What a board says: who stands in which lane and why, and what each worker has left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tsunagu.cases.choices import ExceptionReason
from tsunagu.core.actor import Actor
from tsunagu.monitoring.queries.boards import Climb, Ladder, MonthBoard, Named, Rung, Standing
from tsunagu.monitoring.rules import Condition
from tsunagu.pathways.rules import place_for
from tsunagu.ui import formats

LANES = ("none", "arranged", "half", "done")
OF_LANE = {
    "none": ("none", "recorded_only"),
    "arranged": ("arranged",),
    "half": ("half",),
    "done": ("met", "excused", "paused"),
}
LACKS: Mapping[Condition, str | Promise] = {
    "consent": gettext_lazy("the person’s written consent"),
    "stable": gettext_lazy("the team’s agreement that the state is stable"),
    "can_express": gettext_lazy("the team’s agreement that the person can say how they are on video"),
    "others_inform": gettext_lazy("the team’s agreement on who tells what video does not show"),
    "home_visit": gettext_lazy("a visit at home in the months the norm counts"),
}


@dataclass(frozen=True)
class Slip:
    """One person in a lane: who, what, why, and the next act."""

    name: str
    lang: str
    reading: str
    born: str
    url: str
    text: str
    note: str
    worker: str
    lacks: list[str] = field(default_factory=list)
    hot: bool = False
    record_url: str = ""
    reason_url: str = ""


@dataclass(frozen=True)
class Lane:
    key: str
    title: str
    icon: str
    kind: str
    slips: list[Slip]
    note: str = ""


@dataclass(frozen=True)
class Sum:
    """One worker's month in a row."""

    worker_id: UUID | None
    worker: str
    total: int
    none: int
    arranged: int
    half: int
    done: int
    excused: int


def badge(left: int, business_days: int) -> str:
    """Plain, then *soon* with seven business days left, then as past due with three: the month cannot be won back."""
    if not left:
        return "met"
    return "over" if business_days <= 3 else "soon" if business_days <= 7 else "later"


def business_days_left(jurisdiction: str, zone: str, today: date, last: date) -> int:
    place = place_for(jurisdiction, zone)
    return sum(place.is_business(today + timedelta(days)) for days in range((last - today).days + 1))


def sums(board: MonthBoard, workers: Mapping[UUID, str]) -> list[Sum]:
    """Each worker, those with most left first."""
    rows = [_sum(worker_id, counter, workers) for worker_id, counter in board.counts.items()]
    return sorted(rows, key=lambda row: (-row.none, -row.half, -row.arranged, row.worker))


def _sum(worker_id: UUID | None, counter: Counter[str], workers: Mapping[UUID, str]) -> Sum:
    def times(lane: str) -> int:
        return sum(counter[state] for state in OF_LANE[lane])

    return Sum(
        worker_id,
        workers.get(worker_id, _("Nobody")) if worker_id else _("Nobody"),
        counter.total(),
        times("none"),
        times("arranged"),
        times("half"),
        counter["met"],
        counter["excused"] + counter["paused"],
    )


def lanes(
    board: MonthBoard, names: Mapping[UUID, Named], workers: Mapping[UUID, str], actor: Actor, today: date, hot: bool
) -> list[Lane]:
    """Four lanes that fill from facts: nothing is dragged."""
    titles = {
        "none": (_("Not visited, nothing agreed"), "over", "alarm"),
        "arranged": (_("A day is agreed"), "later", ""),
        "half": (_("Visited, not recorded"), "pen", "half"),
        "done": (_("Visited and recorded"), "met", "done"),
    }
    made = []
    for key in LANES:
        title, icon, kind = titles[key]
        found = board.lane(*OF_LANE[key])
        slips = [_slip(one, names, workers, actor, today, hot and key == "none") for one in found]
        made.append(Lane(key, title, icon, kind, _in_order(slips, found), _lane_note(key, found)))
    return made


def _in_order(slips: list[Slip], found: Sequence[Standing]) -> list[Slip]:
    paired = sorted(
        zip(slips, found, strict=True),
        key=lambda pair: (
            pair[1].planned_on or pair[1].met_on or date.max,
            pair[1].last_home or date.min,
            pair[0].name,
        ),
    )
    return [slip for slip, _standing in paired]


def _lane_note(key: str, found: Sequence[Standing]) -> str:
    excused = sum(one.state == "excused" for one in found)
    if key != "done" or not excused:
        return ""
    return ngettext(
        "%(number)s of them excused by a reason on record", "%(number)s of them excused by a reason on record", excused
    ) % {"number": excused}


def _slip(
    one: Standing, names: Mapping[UUID, Named], workers: Mapping[UUID, str], actor: Actor, today: date, hot: bool
) -> Slip:
    named = names.get(one.case_id)
    return Slip(
        name=named.name if named else "–",
        lang=named.lang if named else "",
        reading=named.reading if named else "",
        born=formats.birth(named.born) if named and named.born else "",
        url=reverse("web:case", kwargs={"case_id": one.case_id}),
        text=_state_words(one),
        note=_last_words(one, today),
        worker=workers.get(one.owner_id, "") if one.owner_id and one.owner_id != actor.id else "",
        lacks=[str(LACKS[condition]) for condition in one.lacks] if one.state in ("none", "arranged") else [],
        hot=hot,
        record_url=reverse("cases:contact_new", kwargs={"case_id": one.case_id})
        + "?mode=in_person&place=home&monitoring=1",
        reason_url=reverse("cases:exception", kwargs={"case_id": one.case_id}),
    )


def _state_words(one: Standing) -> str:
    if one.state == "excused":
        return _("Excused: %(reason)s") % {"reason": _reason(one.reason)} if one.reason else _("Excused")
    if one.state == "paused":
        return _("In hospital: the month does not count while it lasts")
    if one.state == "met" and one.met_on:
        return formats.short_date(one.met_on)
    if one.state == "half" and one.seen_on:
        words = _("Seen by video on %(day)s") if one.by_video else _("Visited on %(day)s")
        return words % {"day": formats.weekday_date(one.seen_on)}
    if one.state == "recorded_only":
        return _("Monitoring is recorded, but no visit that counts")
    if one.state == "arranged" and one.planned_on:
        return _("Agreed for %(day)s") % {"day": formats.weekday_date(one.planned_on)}
    return _("The reason on record does not excuse: %(reason)s") % {"reason": _reason(one.reason)} if one.reason else ""


def _reason(reason: str) -> str:
    return str(ExceptionReason(reason).label)


def _last_words(one: Standing, today: date) -> str:
    if one.state not in ("none", "arranged", "recorded_only"):
        return ""
    if one.by_video and one.seen_on:
        return _("Seen by video on %(day)s, which does not count yet") % {"day": formats.weekday_date(one.seen_on)}
    if one.last_home is None:
        return _("No visit at home in the last months")
    return _("Last visit %(day)s, %(days)s days ago") % {
        "day": formats.short_date(one.last_home),
        "days": (today - one.last_home).days,
    }


# -- steps --------------------------------------------------------------------------------------------------------------


STEP_TITLES: Mapping[str, str | Promise] = {
    "survey": gettext_lazy("Need and crisis survey, 10 days"),
    "selection": gettext_lazy("Conference and selection, 5 days"),
    "plan": gettext_lazy("Service plan, 15 days"),
    "in_all": gettext_lazy("In all, 30 days"),
    "contact": gettext_lazy("Spoken with, 2 business days"),
    "visit": gettext_lazy("Seen, 7 or 14 days"),
    "medicines": gettext_lazy("Medicines reconciled"),
    "thirty_days": gettext_lazy("At 30 days"),
}


@dataclass(frozen=True)
class Cell:
    """A step of one person: its mark, the day, and where why is said."""

    state: str
    words: str
    day: date | None = None
    why_url: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    lang: str
    reading: str
    born: str
    url: str
    worker: str
    began: date
    stands: str
    cells: list[Cell]
    over: bool


def titles_of(ladder: Ladder) -> list[str]:
    return [str(STEP_TITLES[step.name]) for step in ladder.steps]


def ladder_rows(
    ladder: Ladder, climbs: Sequence[Climb], names: Mapping[UUID, Named], workers: Mapping[UUID, str]
) -> list[Row]:
    return [_row(ladder, climb, names.get(climb.case_id), workers) for climb in climbs]


def _row(ladder: Ladder, climb: Climb, named: Named | None, workers: Mapping[UUID, str]) -> Row:
    following = climb.next
    at = next((step.name for step in ladder.steps if following and climb.rungs.get(step.name) is following), "")
    return Row(
        name=named.name if named else "–",
        lang=named.lang if named else "",
        reading=named.reading if named else "",
        born=formats.birth(named.born) if named and named.born else "",
        url=reverse("web:case", kwargs={"case_id": climb.case_id}),
        worker=workers.get(climb.owner_id, "") if climb.owner_id else "",
        began=climb.began_on,
        stands=str(STEP_TITLES[at]) if at else _("Every step is done"),
        cells=[_cell(climb, climb.rungs.get(step.name, Rung())) for step in ladder.steps],
        over=any(rung.over for rung in climb.rungs.values()),
    )


def _cell(climb: Climb, rung: Rung) -> Cell:
    why = reverse("cases:why", kwargs={"case_id": climb.case_id, "duty_id": rung.duty_id}) if rung.duty_id else ""
    if rung.state == "met":
        return Cell("met", formats.short_date(rung.met_on) if rung.met_on else _("Done"), rung.met_on, why)
    if rung.state == "excused":
        return Cell("info", _("Excused"), None, why)
    if rung.state == "paused":
        return Cell("wait", _("Waits"), rung.due_on, why)
    if rung.state == "open":
        return Cell("open", "", rung.due_on, why)
    return Cell("", _("Not begun"))
