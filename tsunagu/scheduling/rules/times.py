"""Which times lie on one another, what is free between them, and when may somebody be reminded?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Taken:
    """A stretch of time and what takes it up."""

    start: datetime
    end: datetime
    what: str = ""


def overlaps(times: Sequence[Taken]) -> list[tuple[Taken, Taken]]:
    """Each pair of which one begins before the other has ended. What ends at ten leaves ten o'clock free."""
    pairs: list[tuple[Taken, Taken]] = []
    running: list[Taken] = []
    for one in sorted(times):
        running = [other for other in running if other.end > one.start]
        pairs += [(other, one) for other in running]
        running.append(one)
    return pairs


def free_between(times: Sequence[Taken], start: datetime, end: datetime, *, least: timedelta) -> list[Taken]:
    """What is free from `start` to `end`, in stretches of at least so long."""
    free: list[Taken] = []
    at = start
    for one in sorted(times):
        if one.start - at >= least and one.start <= end:
            free.append(Taken(at, one.start))
        at = max(at, one.end)
    if end - at >= least:
        free.append(Taken(at, end))
    return free


@dataclass(frozen=True)
class Quiet:
    """The hours in which nobody is written to, on the wall clock: from the evening to the morning."""

    begins: time = time(20)
    ends: time = time(8)

    @property
    def length(self) -> timedelta:
        """How long they last."""
        minutes = (self.ends.hour - self.begins.hour) * 60 + self.ends.minute - self.begins.minute
        return timedelta(minutes=minutes % (24 * 60))

    def holds(self, wall: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


def remind_at(starts_at: datetime, hours_before: int, zone: str, quiet: Quiet) -> datetime:
    """When to remind: so many hours before, and where that is in the quiet hours, before they begin.

    Earlier rather than later: a reminder that comes in the morning after may come too late to do anything. Half an hour before they
    begin, because whoever sends them looks only now and then.
    """
    wanted = (starts_at - timedelta(hours=hours_before)).astimezone(ZoneInfo(zone))
    if not quiet.holds(wanted.time()):
        return wanted.astimezone(UTC)
    day = wanted.date() if wanted.time() >= quiet.begins else wanted.date() - timedelta(days=1)
    before = datetime.combine(day, quiet.begins, ZoneInfo(zone)) - timedelta(minutes=30)
    return before.astimezone(UTC)
