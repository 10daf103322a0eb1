"""How long is "2 business days", and when has it run out?

Spans and periods are what an author writes; a place knows where days begin there and which of them are working days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIN = datetime(1, 1, 2, tzinfo=UTC)
MAX = datetime(9999, 12, 30, tzinfo=UTC)
TICK = timedelta(microseconds=1)
Interval = tuple[datetime, datetime]

COUNTED = re.compile(r"(\d+) (minute|hour|business day|day|week|month|year)s?(?: less (\d+) days?)?")
NTH = re.compile(r"(\d+)(?:st|nd|rd|th) of next month")
PERIOD = re.compile(r"(?:(\d+) )?(calendar month|calendar week|day|week|month|year)s?")
_FIXED = {
    "immediately": (0, "minute"),
    "same day": (0, "day"),
    "the day before": (-1, "day"),  # of a date that a fact speaks of
    "end of the month": (0, "month end"),
}
_COARSE = {"week": (7, "day"), "year": (12, "month")}
_SPAN_EXAMPLES = "“36 hours”, “2 business days”, “3 months” or “10th of next month”"
_PERIOD_EXAMPLES = "“calendar month”, “calendar week”, “3 months” or “15 days”"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time. Minutes and hours elapse; everything else ends with a local day."""

    n: int
    unit: str
    less: int = 0
    text: str = ""

    @property
    def elapsed(self) -> bool:
        return self.unit in ("minute", "hour")

    @property
    def time(self) -> timedelta:
        """The elapsed time of minutes and hours."""
        return timedelta(minutes=self.n * (60 if self.unit == "hour" else 1))

    @property
    def rough_days(self) -> float:
        """About how many days: enough to see that a warning comes before its clock has begun."""
        return self.n * {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "business day": 1}.get(self.unit, 28)


@dataclass(frozen=True, slots=True)
class Period:
    """A grid of windows: calendar months, calendar weeks (from Monday), or n days or months from the clock's start."""

    n: int
    unit: str
    text: str = ""


def parse_span(text: str) -> Span:
    if text in _FIXED:
        return Span(*_FIXED[text], text=text)
    if nth := NTH.fullmatch(text):
        return Span(int(nth[1]), "nth of next month", text=text)
    if counted := COUNTED.fullmatch(text):
        n, unit, less = int(counted[1]), counted[2], int(counted[3] or 0)
        if less and unit in ("minute", "hour", "business day"):
            raise ValueError(f"“less … days” cannot be taken from {unit}s")
        return Span(*_finer(n, unit), less, text)
    raise ValueError(f"“{text}” is not a length of time, such as {_SPAN_EXAMPLES}")


def parse_period(text: str) -> Period:
    if match := PERIOD.fullmatch(text):
        n, unit = _finer(int(match[1] or 1), match[2])
        if n and not (unit == "calendar week" and n > 1):
            return Period(n, unit, text)
    raise ValueError(f"“{text}” is not a period, such as {_PERIOD_EXAMPLES}")


def _finer(n: int, unit: str) -> tuple[int, str]:
    factor, finer = _COARSE.get(unit, (1, unit))
    return n * factor, finer


def add_months(day: date, n: int) -> date:
    """The same day n months on, or the last day of a shorter month (29 February, a year on, is 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Place:
    """Where days begin and which of them are working days."""

    zone: ZoneInfo
    holidays: Container[date] = frozenset()
    weekend: frozenset[int] = frozenset({5, 6})
    calendars: Mapping[str, Container[date]] = field(default_factory=dict)  # other holidays that a rule may ask for

    def by(self, calendar: str | None) -> Place:
        """The same place, counting somebody else's holidays."""
        if calendar is None or calendar not in self.calendars:
            return self
        return Place(self.zone, self.calendars[calendar], self.weekend, self.calendars)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def first(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def last(self, day: date) -> datetime:
        """Due is the last moment still in time, so that one comparison serves every kind of clock."""
        return self.first(day + timedelta(1)) - TICK

    def is_business(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def business(self, day: date, n: int) -> date:
        """n working days on (or back). Day one is the working day after."""
        step = timedelta(1 if n > 0 else -1)
        for _ in range(abs(n)):
            day += step
            while not self.is_business(day):
                day += step
        return day

    def shift(self, day: date, span: Span, sign: int = 1) -> date:
        match span.unit:
            case "month end":
                return add_months(day.replace(day=1), 1) - timedelta(1)
            case "nth of next month":
                return add_months(day.replace(day=1), 1) + timedelta(span.n - 1)
            case "business day":
                return self.business(day, sign * span.n)
            case "month":
                return add_months(day, sign * span.n) - timedelta(sign * span.less)
            case _:
                return day + timedelta(sign * (span.n - span.less))

    def after(self, span: Span, anchor: datetime, pauses: Sequence[Interval] = ()) -> datetime | None:
        """The last moment that is still in time, or None while a pause without an end keeps the clock stopped."""
        due = anchor + span.time if span.elapsed else self.last(self.shift(self.day(anchor), span))
        for began, end in pauses:
            start = max(began, anchor)
            if end <= anchor or start > due:
                continue
            if end == MAX:
                return None
            due = self._resumed(due, span, start, end)
        return due

    def _resumed(self, due: datetime, span: Span, start: datetime, end: datetime) -> datetime:
        """What a pause took is added: hours as hours, days as days, business days as business days."""
        if span.elapsed:
            return due + (end - start)
        first, until = self.day(start), self.day(end)
        if span.unit != "business day":
            return self.last(self.day(due) + (until - first))
        lost = sum(self.is_business(first + timedelta(i)) for i in range((until - first).days))
        return self.last(self.business(self.day(due), lost))

    def fixed(self, span: Span, anchor: datetime) -> datetime:
        """`after` where nothing pauses."""
        return self.after(span, anchor) or MAX

    def before(self, span: Span, moment: datetime) -> datetime:
        if span.elapsed:
            return moment - span.time
        return self.first(self.shift(self.day(moment), span, -1))

    def periods(self, period: Period, origin: datetime, until: datetime) -> Iterator[tuple[str, datetime, datetime]]:
        """(label, first moment, last moment) of each window, from that which holds origin to that which holds until."""
        start = self._grid_start(period, self.day(origin))
        monthly = period.unit in ("calendar month", "month")
        step = timedelta(7 if period.unit == "calendar week" else period.n)
        i = 0
        while True:
            # always counted from the origin, so that a grid never drifts: 31 Jan, 28 Feb, 31 Mar
            opens = add_months(start, i * period.n) if monthly else start + i * step
            closes = add_months(start, (i + 1) * period.n) if monthly else start + (i + 1) * step
            first = self.first(opens)
            if first > until:
                return
            label = f"{opens:%Y-%m}" if period.unit == "calendar month" else opens.isoformat()
            yield label, first, self.first(closes) - TICK
            i += 1

    @staticmethod
    def _grid_start(period: Period, day: date) -> date:
        if period.unit == "calendar month":
            return day.replace(day=1)
        if period.unit == "calendar week":
            return day - timedelta(day.weekday())
        return day
