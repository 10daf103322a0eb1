"""When does a series take place? RFC 5545 (iCalendar), section 3.3.10, through python-dateutil.

A rule is laid out on the wall clock: what is at ten stays at ten when the clocks change. A wall time that a change skips is read with
the offset before the change, and of one that comes twice the first is meant, as RFC 5545 says (3.3.5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 400  # appointments of one layout: more is a mistake in the rule
STAMP = "%Y%m%dT%H%M%S"


class RuleBroken(ValueError):
    """This is no rule that a series can be laid out by."""


@dataclass(frozen=True)
class Parts:
    """A rule as people say it."""

    every: str  # weekly, fortnightly, monthly
    weekdays: tuple[int, ...] = ()
    nth: int = 0  # of the month: the 2nd Tuesday; -1 the last
    times: int | None = None
    until: date | None = None


def make_rule(
    every: str, first: date, *, weekdays: Collection[int] = (), times: int | None = None, until: date | None = None
) -> str:
    """The RRULE of "every week on Tuesday and Thursday, twelve times". Monthly: the same weekday of the month as the first."""
    days = sorted(set(weekdays) or {first.weekday()})
    if every == "monthly":
        nth = (first.day - 1) // 7 + 1
        parts = ["FREQ=MONTHLY", f"BYDAY={nth if nth < 5 else -1}{DAYS[first.weekday()]}"]
    else:
        step = ["INTERVAL=2"] if every == "fortnightly" else []
        parts = ["FREQ=WEEKLY", *step, "BYDAY=" + ",".join(DAYS[day] for day in days), "WKST=MO"]
    if times:
        parts.append(f"COUNT={times}")
    elif until:
        parts.append("UNTIL=" + datetime.combine(until, time(23, 59, 59)).strftime(STAMP))
    return ";".join(parts)


def parts_of(rule: str) -> Parts:
    """The other way round, for screens."""
    said = dict(part.split("=", 1) for part in rule.split(";"))
    days = said.get("BYDAY", "").split(",") if said.get("BYDAY") else []
    every = {"MONTHLY": "monthly"}.get(said.get("FREQ", ""), "fortnightly" if said.get("INTERVAL") == "2" else "weekly")
    until = datetime.strptime(said["UNTIL"], STAMP).date() if "UNTIL" in said else None  # noqa: DTZ007 - wall time
    return Parts(
        every,
        tuple(DAYS.index(day[-2:]) for day in days),
        int(days[0][:-2]) if every == "monthly" and days else 0,
        int(said["COUNT"]) if "COUNT" in said else None,
        until,
    )


def layout(rule: str, starts: datetime, zone: str, *, after: datetime | None = None, to: datetime) -> list[datetime]:
    """The moments of a series, in UTC, from `after` (exclusive) or its beginning, up to `to`."""
    wall = on_wall(starts, zone)
    try:
        found = rrulestr(rule, dtstart=wall)
    except (ValueError, TypeError) as error:
        raise RuleBroken(rule) from error
    moments: list[datetime] = []
    for local in _until(iter(found), on_wall(to, zone)):
        moment = from_wall(local, zone)
        if after is None or moment > after:
            moments.append(moment)
        if len(moments) > MOST:
            raise RuleBroken(rule)
    return moments


def _until(walls: Iterator[datetime], last: datetime) -> Iterator[datetime]:
    for wall in walls:
        if wall > last:
            return
        yield wall


def on_wall(moment: datetime, zone: str) -> datetime:
    """What the clock on the wall shows there, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def from_wall(wall: datetime, zone: str) -> datetime:
    """The moment when the clock on the wall shows that."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
