"""Which Japanese era is a day in? From Meiji 6 (1873), when the calendar became the solar one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Era(NamedTuple):
    name: str
    letter: str
    first: date
    last: date
    year_one: int


ERAS = (
    Era("明治", "M", date(1873, 1, 1), date(1912, 7, 29), 1868),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24), 1912),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7), 1926),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30), 1989),
    Era("令和", "R", date(2019, 5, 1), date.max, 2019),
)
EARLIEST = ERAS[0].first


def era_of(day: date) -> tuple[Era, int]:
    """The era and its year; a day before 1873 is counted in Meiji all the same."""
    era = next((era for era in reversed(ERAS) if era.first <= day), ERAS[0])
    return era, day.year - era.year_one + 1


def era_named(text: str) -> Era:
    """By name, by its first character or by its letter: 令和, 令, R."""
    return next(era for era in ERAS if text in (era.name, era.name[0], era.letter))
