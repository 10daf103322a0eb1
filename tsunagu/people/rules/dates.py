"""Which day is meant? Birth dates as Japanese, Koreans and Americans type them, in era years, with parts unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_ERA = {key: first for name, first in ERAS.items() for key in (name, name[0])} | {
    letter: first for letter, first in zip("mtshr", ERAS.values(), strict=True)
}
_MONTHS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_SEPARATOR = r"[-./年년\s]+"
_DAY = r"(?:[-./月월\s]+(\d{1,2})(?:日|일)?)?"
_ERA_DATE = re.compile(
    rf"(明治|大正|昭和|平成|令和|[明大昭平令mtshr])\.?\s*(元|\d{{1,2}})(?:{_SEPARATOR}?(?:(?<=\D)(\d{{1,2}}){_DAY})?)?(?:月|월|生|生まれ|생)?"
)
_ERA_COMPACT = re.compile(r"([mtshr1-5])(\d{2})(\d{2})(\d{2})")
_FULL = re.compile(rf"(\d{{4}})(?:{_SEPARATOR}(?:(\d{{1,2}}){_DAY})?)?(?:月|월|生|生まれ|생)?")
_SHORT_YEAR = re.compile(r"(\d{2})[-./](\d{1,2})[-./](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})")


@dataclass(frozen=True)
class Partial:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day it can mean: what is stored."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> str:
        return "full" if self.day else "month" if self.month else "year"

    @property
    def key(self) -> str:
        """19410308, 194103 or 1941: a prefix finds everybody it may be."""
        return f"{self.year:04}" + "".join(f"{part:02}" for part in (self.month, self.day) if part)


def partial(day: date | None, precision: str) -> Partial | None:
    """A stored date and its precision, as one value."""
    if day is None or precision == "unknown":
        return None
    return Partial(day.year, day.month if precision != "year" else None, day.day if precision == "full" else None)


def read_dates(text: str) -> list[Partial]:
    """Every day the text may mean, likeliest first; empty when it is no date."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip(".").lower()
    found: dict[Partial, None] = {}
    for meaning in _meanings(plain):
        if _is_possible(meaning):
            found[meaning] = None
    return list(found)


def read_date(text: str) -> Partial | None:
    """The one day the text means, or nothing when it means none or more than one (03/04/1950)."""
    meanings = read_dates(text)
    return meanings[0] if len(meanings) == 1 else None


def _meanings(text: str) -> Iterator[Partial]:
    if match := _ERA_DATE.fullmatch(text):
        era, year, month, day = match.groups()
        yield _partial(_ERA[era] + (1 if year == "元" else int(year)) - 1, month, day)
    if match := _ERA_COMPACT.fullmatch(text):  # 3160308, s160308: the era's number or letter, as Japanese forms have it
        era, year, month, day = match.groups()
        first = _ERA[era] if era in _ERA else list(ERAS.values())[int(era) - 1]
        yield _partial(first + int(year) - 1, month, day)
    if match := _FULL.fullmatch(text):
        yield _partial(int(match[1]), match[2], match[3])
    if re.fullmatch(r"\d{8}", text):
        yield _partial(int(text[:4]), text[4:6], text[6:])
    if re.fullmatch(r"\d{6}", text):  # 480521; also 194805
        yield from (_partial(century + int(text[:2]), text[2:4], text[4:]) for century in (1900, 2000))
        yield _partial(int(text[:4]), text[4:], None)
    if match := _SHORT_YEAR.fullmatch(text):
        yield from (_partial(century + int(match[1]), match[2], match[3]) for century in (1900, 2000))
    if match := _YEAR_LAST.fullmatch(text):
        yield _partial(int(match[3]), match[1], match[2])
        yield _partial(int(match[3]), match[2], match[1])
    if (match := _DAY_FIRST.fullmatch(text)) and match[2] in _MONTHS:
        yield _partial(int(match[3]), str(_MONTHS[match[2]]), match[1])
    if (match := _MONTH_FIRST.fullmatch(text)) and match[1] in _MONTHS:
        yield _partial(int(match[3]), str(_MONTHS[match[1]]), match[2])


def _partial(year: int, month: str | None, day: str | None) -> Partial:
    return Partial(year, int(month) if month else None, int(day) if day else None)


def _is_possible(meaning: Partial) -> bool:
    if not 1868 <= meaning.year <= 2100 or meaning.month == 0 or meaning.day == 0:
        return False
    try:
        return bool(meaning.first)
    except ValueError:
        return False
