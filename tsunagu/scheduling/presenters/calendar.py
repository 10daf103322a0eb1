"""A stretch of time as a calendar shows it: days, what lies in them and where, and in words what clashes and what is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tsunagu.cases.models import Meeting
from tsunagu.core.clock import now
from tsunagu.people.models import Person
from tsunagu.scheduling.choices import Sort, State, TransportState
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.rules import Taken, free_between, overlaps
from tsunagu.ui import formats

VIEWS = ("day", "week", "month")
MARKS = {
    State.PROPOSED: "wait",
    State.BOOKED: "later",
    State.CONFIRMED: "later",
    State.ARRIVED: "note",
    State.KEPT: "met",
    State.MISSED: "stop",
    State.CANCELLED: "stop",
    State.MOVED: "undo",
}
ICONS = {State.CONFIRMED: "check"}
WORKDAY = (time(9), time(18))
LANES = 4  # more that lie on one another are in the list, and said in words


@dataclass
class Item:
    """One thing in a calendar, whichever room it is from. `at`, `quarters`, `lane`: where it lies in the grid of its day."""

    start: datetime
    end: datetime
    title: str
    url: str = ""
    who: str = ""
    lang: str = ""
    state: str = "later"
    icon: str = "later"
    words: str = ""
    where: str = ""
    workers: str = ""
    transport: str = ""
    kind: str = "appointment"
    sort: str = ""
    at: int = 0
    quarters: int = 1
    lane: int = 1
    id: UUID | None = None

    @property
    def span(self) -> str:
        return f"{formats.clock_time(self.start)}–{formats.clock_time(self.end)}"

    @property
    def name(self) -> str:
        """As it is called in a sentence about two of them."""
        return f"{self.span} {self.title}" + (f" ({self.who})" if self.who else "")

    @property
    def takes_time(self) -> bool:
        return self.state not in ("stop", "undo")


@dataclass
class Day:
    day: date
    items: list[Item] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    outside: bool = False  # of the month that is shown
    lanes: int = 1

    @property
    def is_today(self) -> bool:
        return self.day == formats.today()

    @property
    def label(self) -> str:
        return formats.weekday_date(self.day)


@dataclass
class Calendar:
    """What a page needs: its days, what it is called, where to go from it, and what is said beside it."""

    view: str
    on: date
    days: list[Day]
    title: str
    hours: list[tuple[int, str]]
    clashes: list[str]
    notes: list[str] = field(default_factory=list)

    @property
    def weeks(self) -> list[list[Day]]:
        return [self.days[n : n + 7] for n in range(0, len(self.days), 7)]

    @property
    def items(self) -> list[tuple[Day, Item]]:
        return [(day, item) for day in self.days for item in day.items if not day.outside]

    @property
    def before(self) -> date:
        return self._step(-1)

    @property
    def after(self) -> date:
        return self._step(1)

    def _step(self, by: int) -> date:
        if self.view == "month":
            first = self.on.replace(day=1)
            return (first - timedelta(days=1)).replace(day=1) if by < 0 else (first + timedelta(days=32)).replace(day=1)
        return self.on + timedelta(days=by * (7 if self.view == "week" else 1))

    @property
    def weekdays(self) -> list[str]:
        return list(formats.WEEKDAYS[formats.reader()])

    @property
    def switches(self) -> list[tuple[str, Any, bool]]:
        names = {
            "day": pgettext("calendar", "Day"),
            "week": pgettext("calendar", "Week"),
            "month": pgettext("calendar", "Month"),
        }
        return [(view, names[view], view == self.view) for view in VIEWS]


def days_of(view: str, on: date) -> tuple[date, date]:
    """First and last day of a view; weeks begin on Monday, a month is shown in whole weeks."""
    if view == "month":
        first = on.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    if view == "week":
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    return on, on


def stretch(view: str, on: date, zone: str) -> tuple[datetime, datetime]:
    """The same as moments there: from the first midnight to the one after the last day."""
    first, last = days_of(view, on)
    return _midnight(first, zone), _midnight(last + timedelta(days=1), zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def make(view: str, on: date, zone: str, items: Iterable[Item], *, free: bool = False) -> Calendar:
    """Lay items out in the days of a view."""
    first, last = days_of(view, on)
    days = {
        first + timedelta(n): Day(
            first + timedelta(n), outside=view == "month" and (first + timedelta(n)).month != on.month
        )
        for n in range((last - first).days + 1)
    }
    for item in sorted(items, key=lambda i: (i.start, i.end, i.title)):
        if (day := days.get(item.start.astimezone(ZoneInfo(zone)).date())) is not None:
            day.items.append(item)
    shown = list(days.values())
    hours = _lay_out(shown, zone)
    if free:
        for day in shown:
            day.free = _free(day, zone)
    return Calendar(view, on, shown, _title(view, on, first, last), hours, _clashes(shown))


def _title(view: str, on: date, first: date, last: date) -> str:
    if view == "month":
        return formats.month(on)
    if view == "day":
        return formats.long_date(on)
    return _("%(first)s to %(last)s") % {"first": formats.weekday_date(first), "last": formats.weekday_date(last)}


def _lay_out(days: Sequence[Day], zone: str) -> list[tuple[int, str]]:
    """Rows of a quarter of an hour, from the first hour that is needed to the last; what lies on one another goes side by side."""
    local = ZoneInfo(zone)
    spans = [(i.start.astimezone(local), i.end.astimezone(local)) for day in days for i in day.items]
    first = min([start.hour for start, _end in spans] + [WORKDAY[0].hour])
    last = max([_last_hour(start, end) for start, end in spans] + [WORKDAY[1].hour])
    for day in days:
        ends: list[datetime] = []
        for item in day.items:
            start, end = item.start.astimezone(local), item.end.astimezone(local)
            item.at = (start.hour - first) * 4 + start.minute // 15
            quarters = -(-int((item.end - item.start).total_seconds()) // 900)
            item.quarters = max(1, min(quarters, (last - first) * 4 - item.at))
            lane = next((n for n, until in enumerate(ends) if until <= start), len(ends))
            ends[lane : lane + 1] = [end]
            item.lane = min(lane + 1, LANES)
        day.lanes = min(max(len(ends), 1), LANES)
    return [((hour - first) * 4, f"{hour}:00") for hour in range(first, last)]


def _last_hour(start: datetime, end: datetime) -> int:
    if end.date() > start.date():
        return 24
    return end.hour + (1 if end.minute else 0)


def _clashes(days: Sequence[Day]) -> list[str]:
    """What lies on one another, said in words (R-065)."""
    found = []
    for day in days:
        taken = [Taken(i.start, i.end, i.name) for i in day.items if i.takes_time]
        for one, other in overlaps(taken):
            found.append(
                _("%(day)s: %(one)s and %(other)s are at the same time.")
                % {"day": day.label, "one": one.what, "other": other.what}
            )
    return found


def _free(day: Day, zone: str) -> list[str]:
    if day.day.weekday() > 4:
        return []
    local = ZoneInfo(zone)
    start, end = (datetime.combine(day.day, at, local) for at in WORKDAY)
    taken = [Taken(i.start, i.end) for i in day.items if i.takes_time]
    return [
        f"{formats.clock_time(gap.start)}–{formats.clock_time(gap.end)}"
        for gap in free_between(taken, start, end, least=timedelta(minutes=45))
    ]


# -- what comes in ------------------------------------------------------------------------------------------------------------------


def people_of(appointments: Iterable[Appointment]) -> dict[UUID, Person]:
    """Those they are for, in one query; each as the record that stands today."""
    ids = {person for one in appointments for person in one.persons}
    found = Person.objects.select_related("merged_into").filter(id__in=ids)
    return {person.id: person.standing for person in found}


def busy(start: datetime, end: datetime, *, words: str = "") -> Item:
    """For those who may know that somebody is taken, and not by what."""
    return Item(start, end, _("Busy"), kind="busy", words=words)


def item_of(one: Appointment, known: Mapping[UUID, Person], *, workers: str = "", named: bool = True) -> Item:
    """An appointment as a calendar shows it. Whose page it is need not be named on it (`named`)."""
    people = [known[person] for person in one.persons if person in known]
    return Item(
        id=one.id,
        start=one.starts_at,
        end=one.ends_at,
        title=one.title,
        url=reverse("scheduling:appointment", args=[one.case_id, one.id]),
        who=(", ".join(person.name for person in people) or one.case.said_name or one.case.number) if named else "",
        lang=people[0].name_lang if people else "",
        state=MARKS[State(one.state)],
        icon=ICONS.get(State(one.state), MARKS[State(one.state)]),
        words=state_words(one),
        where=where_words(one),
        workers=workers,
        transport=transport_words(one),
        sort=one.sort if one.sort != Sort.ORDINARY else "",
    )


def state_words(one: Appointment) -> str:
    """Booked; Kept; Cancelled by the family."""
    if one.state == State.CANCELLED:
        return _("Cancelled: %(who)s") % {"who": one.get_cancelled_by_display()}
    if one.state in (State.BOOKED, State.CONFIRMED, State.ARRIVED) and one.ends_at < now():
        return _("Not said yet how it went")
    return str(one.get_state_display())


def where_words(one: Appointment) -> str:
    parts = [one.where or (str(one.get_place_display()) if one.place else ""), one.provider]
    if one.mode != "in_person":
        parts.insert(0, str(one.get_mode_display()))
    parts += [booking.thing.name for booking in one.things.all()]
    return " · ".join(part for part in parts if part)


def transport_words(one: Appointment) -> str:
    rides = [ride for ride in one.transports.all() if ride.state != TransportState.CANCELLED]
    if not rides:
        return ""
    worst = min(rides, key=lambda ride: list(TransportState).index(TransportState(ride.state)))
    return _("Transport: %(state)s") % {"state": worst.get_state_display()}


def meeting_item(meeting: Meeting, workers: str = "", *, hidden: bool = False) -> Item | None:
    """A team meeting that has a time; one that has none is in the list of its case."""
    if meeting.start is None:
        return None
    zone = ZoneInfo(meeting.case.zone)
    start = datetime.combine(meeting.held_on, meeting.start, zone)
    end = datetime.combine(meeting.held_on, meeting.end, zone) if meeting.end else start + timedelta(hours=1)
    if end <= start:
        end = start + timedelta(hours=1)
    if hidden:
        return Item(start, end, _("Busy"), kind="busy", workers=workers)
    return Item(
        start,
        end,
        _("Team meeting"),
        url=reverse("cases:meeting", args=[meeting.case_id, meeting.id]),
        who=meeting.case.number,
        state="met" if meeting.is_held else "later",
        icon="people",
        words=str(meeting.get_about_display()),
        where=meeting.place,
        workers=workers,
        kind="meeting",
    )


def left_words(left: int, allowed: int, until: date | None) -> str:
    """4 of 12 left, until 31 Mar 2027"""
    told = {"left": left, "allowed": allowed, "until": formats.full_date(until) if until else ""}
    if until:
        return (
            ngettext(
                "%(left)s of %(allowed)s visit left, until %(until)s",
                "%(left)s of %(allowed)s visits left, until %(until)s",
                allowed,
            )
            % told
        )
    return ngettext("%(left)s of %(allowed)s visit left", "%(left)s of %(allowed)s visits left", allowed) % told
