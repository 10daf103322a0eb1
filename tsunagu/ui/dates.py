"""Which day did they mean? Reads a date as people write it in Japanese, Korean and English, in one text box.

令和8年11月23日 · R8.11.23 · 昭9.4.2 · 2026-03-01 · 26.3.1 · 2026년 3월 1일 · 1 Mar 2026 · 3/1/2026 · 昨日 · 20260301
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from tsunagu.ui import formats
from tsunagu.ui.eras import EARLIEST, Era, era_named, era_of

Order = Literal["mdy", "dmy"]


class Unreadable(ValueError):
    """What was typed is no date, with the reason in the reader's language."""


@dataclass(frozen=True)
class Partial:
    """A day of which perhaps only the year, or the year and the month, are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def exact(self) -> date | None:
        return date(self.year, self.month, self.day) if self.month and self.day else None


def parse_date(
    text: str, lang: str = "en", *, on: date | None = None, past: bool = False, order: Order | None = None
) -> date:
    """The day that was meant. `past` for births: a year of two digits is then never in the future."""
    partial = parse_partial(text, lang, on=on, past=past, order=order)
    if partial.exact is None:
        raise Unreadable(gettext("Write the whole date: year, month and day."))
    return partial.exact


def parse_partial(
    text: str, lang: str = "en", *, on: date | None = None, past: bool = False, order: Order | None = None
) -> Partial:
    """As `parse_date`, and a year or a year and month alone will do."""
    written = _plain(text)
    asked = _Asked(lang.lower(), on or formats.today(), past, order)
    for pattern, read in _READERS:
        if found := pattern.fullmatch(written):
            return _checked(read(found, asked))
    raise Unreadable(gettext("Write a date such as %(example)s.") % {"example": formats.typed_date(asked.today)})


@dataclass(frozen=True)
class _Asked:
    lang: str
    today: date
    past: bool
    order: Order | None

    def century(self, year: int) -> int:
        """26 is 2026; 48 is 1948: at most ten years ahead, and for a birth not ahead at all."""
        latest = self.today.year + (0 if self.past else 10)
        return year + 2000 if year + 2000 <= latest else year + 1900


_SPACE = re.compile(r"\s+")
_WEEKDAY = re.compile(
    r"\(?(?:[月火水木金土日]曜日?|[월화수목금토일]요일|(?<=[日일])\([月火水木金土日월화수목금토일]\)"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b,?)\)?",
    re.IGNORECASE,
)
_DASHES = str.maketrans(
    {"―": "-", "‐": "-", "–": "-", "—": "-", "−": "-", "ー": "-", "・": ".", "、": ".", "。": ".", ",": " "}
)


def _plain(text: str) -> str:
    """One width, one dash, one space; without weekday, bracketed era and the word for birth."""
    written = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    written = re.sub(r"(?<=\d年)\((?:明治|大正|昭和|平成|令和)[\d元]+年\)", "", written)
    written = _WEEKDAY.sub("", written).replace("元年", "1年").strip()
    written = re.sub(r"^b\.?\s+|\s*(?:生まれ|生|생)$", "", written)
    return _SPACE.sub(" ", written).strip(" .").casefold()


def _number(found: re.Match[str], name: str) -> int | None:
    text = found.groupdict().get(name)
    return int(text) if text else None


def _western(found: re.Match[str], asked: _Asked) -> Partial:
    year = int(found["y"])
    return Partial(asked.century(year) if len(found["y"]) == 2 else year, _number(found, "m"), _number(found, "d"))


def _japanese(found: re.Match[str], _: _Asked) -> Partial:
    era, count = era_named(found["era"].upper()), int(found["y"])
    partial = Partial(era.year_one + count - 1, _number(found, "m"), _number(found, "d"))
    _within(era, count, _checked(partial))
    return partial


def _within(era: Era, count: int, partial: Partial) -> None:
    """Does the era have this day? 昭和64年1月7日 is its last; 昭和64年1月8日 is 平成1年1月8日."""
    first = date(partial.year, partial.month or 1, partial.day or 1)
    last = partial.exact or date(partial.year, partial.month or 12, 28 if partial.month else 31)
    if count >= 1 and first <= era.last and last >= era.first:
        return
    other, years = era_of(partial.exact or last)
    if partial.year < EARLIEST.year or count < 1:
        raise Unreadable(gettext("Dates can be read from 1 January 1873 (Meiji 6) on."))
    raise Unreadable(
        gettext("%(era)s has no such day: it is in %(other)s %(year)s.")
        % {"era": era.name, "other": other.name, "year": years}
    )


def _slashed(found: re.Match[str], asked: _Asked) -> Partial:
    """3/1/2026: which comes first, the month or the day, is for the organisation to say, unless only one can be."""
    one, two, year = int(found["a"]), int(found["b"]), int(found["y"])
    year = asked.century(year) if len(found["y"]) == 2 else year
    order = asked.order or {"en-us": "mdy", "en-gb": "dmy"}.get(asked.lang)
    if one > 12 or (order == "dmy" and two <= 12):
        return Partial(year, two, one)
    if two > 12 or order == "mdy" or one == two:
        return Partial(year, one, two)
    raise Unreadable(
        gettext("Day or month first? Write the month as a word, %(example)s, or begin with the year.")
        % {"example": formats.full_date(_checked(Partial(year, two, one)).exact or asked.today)}
    )


def _worded(found: re.Match[str], asked: _Asked) -> Partial:
    month_number = [name.casefold() for name in formats.MONTHS].index(found["month"][:3]) + 1
    if found["y"]:
        year = int(found["y"])
        return Partial(asked.century(year) if len(found["y"]) == 2 else year, month_number, _number(found, "d"))
    return _nearest(month_number, int(found["d"]), asked)


def _without_year(found: re.Match[str], asked: _Asked) -> Partial:
    return _nearest(int(found["m"]), int(found["d"]), asked)


def _nearest(month_number: int, day: int, asked: _Asked) -> Partial:
    """A day without its year: the nearest such day. A birth without a year cannot be read."""
    if asked.past:
        raise Unreadable(gettext("Write the year too."))
    years = [year for year in range(asked.today.year - 1, asked.today.year + 2) if _exists(year, month_number, day)]
    if not years:
        raise Unreadable(gettext("There is no such day. Look at the month and the day again."))
    return Partial(
        min(years, key=lambda year: abs((date(year, month_number, day) - asked.today).days)), month_number, day
    )


_NEAR_DAYS = {
    "today": 0, "今日": 0, "本日": 0, "오늘": 0,
    "yesterday": -1, "昨日": -1, "어제": -1,
    "tomorrow": 1, "明日": 1, "내일": 1,
}  # fmt: skip


def _near_day(found: re.Match[str], asked: _Asked) -> Partial:
    day = asked.today + timedelta(days=_NEAR_DAYS[unicodedata.normalize("NFC", found[0])])
    return Partial(day.year, day.month, day.day)


Reader = Callable[[re.Match[str], _Asked], Partial]
_Y4, _M, _D = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_ERA = r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令]|[mtshr])"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_READERS: list[tuple[re.Pattern[str], Reader]] = [
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_ERA}\.? ?(?P<y>\d{{1,2}})(?:年|[./-]|$) ?(?:{_M}(?:月|[./-]|$) ?(?:{_D}日?)?)?", _japanese),
        (rf"{_Y4} ?(?:[年년./-]|$) ?(?:{_M} ?(?:[月월./-]|$) ?(?:{_D} ?[日일]?)?)?", _western),
        (rf"{_Y4}(?P<m>\d\d)(?P<d>\d\d)", _western),
        (rf"(?P<y>\d\d) ?[年년.-] ?{_M} ?[月월.-] ?{_D} ?[日일]?", _western),
        (r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4}|\d\d)", _slashed),
        (rf"(?:{_NTH}(?: of)? )?{_MONTH} {_Y4}", _worded),
        (rf"{_NTH}(?: of)? {_MONTH}(?: (?P<y>\d\d))?", _worded),
        (rf"{_MONTH} {_NTH}(?: (?P<y>\d{{4}}|\d\d))?", _worded),
        (rf"{_M} ?[月월] ?{_D} ?[日일]", _without_year),
        ("|".join(_NEAR_DAYS), _near_day),
    )
]


def _exists(year: int, month_number: int, day: int) -> bool:
    return 1 <= month_number <= 12 and 1 <= day <= monthrange(year, month_number)[1]


def _checked(partial: Partial) -> Partial:
    if partial.year < EARLIEST.year or partial.year > 2200:
        raise Unreadable(gettext("Dates can be read from 1 January 1873 (Meiji 6) on."))
    if partial.month is not None and not _exists(
        partial.year, partial.month, 1 if partial.day is None else partial.day
    ):
        raise Unreadable(gettext("There is no such day. Look at the month and the day again."))
    return partial


_TIME = re.compile(
    r"""(?P<half>午前|午後|오전|오후)?\s?(?P<h>\d{1,2})
        (?:\s?[:.時시]\s?(?P<min>\d{1,2})?(?:\s?[分분])?|(?P<tight>\d\d))?
        \s?(?P<ampm>[ap]\.?m\.?)?""",
    re.VERBOSE,
)
_TRAILING_TIME = re.compile(
    r"""\s*(?P<time>(?:(?:午前|午後|오전|오후)\s*)?
        (?:\d{1,2}\s*(?::\s*\d{2}|[時시](?:\s*\d{1,2}\s*[分분])?)|\d{1,2}(?=\s*[ap]\.?m))
        \s*(?:[ap]\.?m\.?)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
TIME_EXAMPLE = gettext_lazy("Write a time such as 14:10.")


def parse_time(text: str) -> time:
    """14:10 · 1410 · 2:10 pm · 午後2時10分 · 오후 2시 10분"""
    found = _TIME.fullmatch(_SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold())
    if found is None or (found["tight"] and found["half"]):
        raise Unreadable(str(TIME_EXAMPLE))
    hour, minute = int(found["h"]), int(found["min"] or found["tight"] or 0)
    afternoon = found["half"] in ("午後", "오후") or (found["ampm"] or "").startswith("p")
    morning = found["half"] in ("午前", "오전") or (found["ampm"] or "").startswith("a")
    if afternoon and hour < 12:
        hour += 12
    elif morning and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise Unreadable(str(TIME_EXAMPLE))
    return time(hour, minute)


def parse_instant(
    text: str, zone: ZoneInfo | str, lang: str = "en", *, on: date | None = None, order: Order | None = None
) -> datetime:
    """A day and a time on the wall clock of `zone`; a time alone is today's."""
    written = unicodedata.normalize("NFKC", text).strip()
    found = _TRAILING_TIME.search(written)
    if found is None:
        raise Unreadable(gettext("Write the time too, such as 14:10."))
    at, rest = parse_time(found["time"]), written[: found.start()].rstrip(" ,T")
    day = parse_date(rest, lang, on=on, order=order) if rest else on or formats.today()
    moment = datetime.combine(day, at, ZoneInfo(zone) if isinstance(zone, str) else zone)
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Unreadable(gettext("There is no such time on that day: the clocks go forward."))
    return moment
