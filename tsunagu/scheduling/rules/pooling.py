"""When would a need be served, so coarsely that several people can be served together; and does a text give anybody away?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

PARTS = ((12, "morning"), (17, "afternoon"), (24, "evening"))


@dataclass(frozen=True)
class Half:
    """A part of a day: of a weekday (0 is Monday), or of one day; of neither, where nothing was said of the time."""

    day: date | None = None
    weekday: int | None = None
    part: str = ""

    @property
    def order(self) -> tuple[int, date, int, int]:
        """Days first, then weekdays, then what has no time."""
        parts = [part for _until, part in PARTS]
        at = parts.index(self.part) if self.part else 0
        if self.day:
            return 0, self.day, 0, at
        return (1, date.min, self.weekday, at) if self.weekday is not None else (2, date.min, 0, 0)


def part_of(hour: int) -> str:
    return next(part for until, part in PARTS if hour < until)


def half_of_slots(slots: Sequence[Sequence[object]]) -> Half:
    """The first hour of the week that a service line fills."""
    if not slots:
        return Half()
    weekday, start, *_end = min(slots, key=lambda slot: (slot[0], slot[1]))
    return Half(weekday=int(str(weekday)), part=part_of(int(str(start)[:2])))


def half_of(moment: datetime) -> Half:
    """The part of the day of a moment on a wall clock."""
    return Half(day=moment.date(), part=part_of(moment.hour))


def given_away(texts: Iterable[str], names: Iterable[str]) -> str:
    """The first of these names that stands in one of the texts, however it is spaced or written large; else nothing."""
    run_on = ["".join(text.split()).casefold() for text in texts]
    for name in names:
        bare = "".join(name.split()).casefold()
        if bare and any(bare in text for text in run_on):
            return name
    return ""
