"""How does this reader write a day, a time, a name, a sum? One habit per language, nothing assembled from pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from tsunagu.core import clock
from tsunagu.ui.eras import era_of

Day = date | datetime
State = Literal["over", "soon", "later"]

WEEKDAYS = {"en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "ja": "月火水木金土日", "ko": "월화수목금토일"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def reader() -> str:
    """The language of whoever reads: en, ja or ko."""
    language = (get_language() or "en")[:2]
    return language if language in WEEKDAYS else "en"


def here(moment: datetime) -> datetime:
    """A moment on the wall clock of the organisation acted in."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def today() -> date:
    return clock.today(timezone.get_current_timezone_name())


def as_day(value: Day) -> date:
    return here(value).date() if isinstance(value, datetime) else value


def long_date(value: Day) -> str:
    """Tue 24 Nov 2026 · 2026年(令和8年)11月24日(火) · 2026년 11월 24일(화)"""
    day = as_day(value)
    match reader():
        case "ja":
            return f"{day.year}年({_era_year(day)}){day.month}月{day.day}日({_weekday(day)})"
        case "ko":
            return f"{day.year}년 {day.month}월 {day.day}일({_weekday(day)})"
    return f"{_weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(value: Day) -> str:
    """Fri 20 Nov · 11月20日(金) · 11월 20일(금); the year only when it is not this one."""
    day = as_day(value)
    match reader():
        case "ja" | "ko":
            return f"{short_date(day)}({_weekday(day)})"
    return f"{_weekday(day)} {short_date(day)}"


def short_date(value: Day) -> str:
    """2 Dec · 12月2日 · 12월 2일; the year only when it is not this one."""
    day = as_day(value)
    return _month_day(day) if day.year == today().year else full_date(day)


def full_date(value: Day) -> str:
    """14 Mar 1991 · 令和9年1月31日 · 2027년 1월 31일"""
    day = as_day(value)
    match reader():
        case "ja":
            return f"{_era_year(day)}{_month_day(day)}"
        case "ko":
            return f"{day.year}년 {_month_day(day)}"
    return f"{_month_day(day)} {day.year}"


def month(value: Day) -> str:
    """November 2026 is the heading of a board: Nov 2026 · 2026年(令和8年)11月 · 2026년 11월"""
    day = as_day(value)
    match reader():
        case "ja":
            return f"{day.year}年({_era_year(day)}){day.month}月"
        case "ko":
            return f"{day.year}년 {day.month}월"
    return f"{MONTHS[day.month - 1]} {day.year}"


def typed_date(value: Day) -> str:
    """As it stands in a text box, so that it reads back as the same day."""
    day = as_day(value)
    return f"{day.year}.{day.month:02}.{day.day:02}" if reader() == "ko" else full_date(day)


def partial_date(iso: str) -> str:
    """What is known of a day: 1941, 1941-03 or 1941-03-08."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return full_date(date(*parts))
    year = parts[0]
    match reader():
        case "ja":
            known = f"{year}年({_era_year(date(year, parts[1] if len(parts) == 2 else 12, 28))})"
            return f"{known}{parts[1]}月" if len(parts) == 2 else known
        case "ko":
            return f"{year}년 {parts[1]}월" if len(parts) == 2 else f"{year}년"
    return f"{MONTHS[parts[1] - 1]} {year}" if len(parts) == 2 else str(year)


def birth(born: Day) -> str:
    """On a list, beside each name: b. 14 Mar 1991 · 昭9.4.2生 · 1948.05.21"""
    day = as_day(born)
    match reader():
        case "ja":
            era, year = era_of(day)
            return f"{era.name[0]}{year}.{day.month}.{day.day}生"
        case "ko":
            return f"{day.year}.{day.month:02}.{day.day:02}"
    return f"b. {full_date(day)}"


def age(born: Day, on: date | None = None) -> int:
    """Completed years. Who was born on 29 February is a year older on 1 March of a common year."""
    day, at = as_day(born), on or today()
    return at.year - day.year - ((at.month, at.day) < (day.month, day.day))


def birth_and_age(born: Day, on: date | None = None) -> str:
    """In the band: 14 Mar 1991 (35 years) · 昭和9年4月2日(92歳) · 1948.05.21 (78세)"""
    years = age(born, on)
    match reader():
        case "ja":
            return f"{full_date(born)}({years}歳)"
        case "ko":
            return f"{birth(born)} ({years}세)"
    return f"{full_date(born)} ({years} {'year' if years == 1 else 'years'})"


def clock_time(value: datetime | time) -> str:
    """14:32, the same in all three."""
    at = here(value) if isinstance(value, datetime) else value
    return f"{at.hour}:{at.minute:02}"


def instant(value: datetime) -> str:
    """Fri 20 Nov 14:10 · 11月20日(金) 14:10 · 11월 20일(금) 14:10"""
    return f"{weekday_date(value)} {clock_time(value)}"


@dataclass(frozen=True)
class Due:
    """How near a date is, for a mark: its state and its words."""

    state: State
    words: str


def due(day: date, *, on: date | None = None, near: int = 3) -> Due:
    """4 days over · Due today · In 3 days · By 2 Dec"""
    left = (day - (on or today())).days
    if left < 0:
        return Due("over", ngettext("%(days)d day over", "%(days)d days over", -left) % {"days": -left})
    if left == 0:
        return Due("soon", gettext("Due today"))
    state: State = "soon" if left <= near else "later"
    if left <= 7:
        return Due(state, ngettext("In %(days)d day", "In %(days)d days", left) % {"days": left})
    return Due(state, gettext("By %(date)s") % {"date": short_date(day)})


def due_instant(at: datetime, *, now: datetime | None = None, near: int = 3) -> Due:
    """A clock that runs by the hour: 5 hours left · 2 hours over; from two days away it is a day like others."""
    moment = now or clock.now()
    minutes = int((at - moment).total_seconds() // 60)
    if abs(minutes) >= 48 * 60:
        return due(as_day(at), on=as_day(moment), near=near)
    hours = abs(minutes) // 60
    if minutes < 0:
        if hours:
            return Due("over", ngettext("%(hours)d hour over", "%(hours)d hours over", hours) % {"hours": hours})
        return Due(
            "over", ngettext("%(minutes)d minute over", "%(minutes)d minutes over", -minutes) % {"minutes": -minutes}
        )
    if hours:
        return Due("soon", ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours})
    return Due("soon", ngettext("%(minutes)d minute left", "%(minutes)d minutes left", minutes) % {"minutes": minutes})


def duration(minutes: int) -> str:
    """50 min · 1 h 35 min · 1時間35分 · 1시간 35분"""
    hours, rest = divmod(int(minutes), 60)
    h, m, gap = {"ja": ("時間", "分", ""), "ko": ("시간", "분", " ")}.get(reader(), (" h", " min", " "))
    parts = [f"{hours}{h}"] * bool(hours) + [f"{rest}{m}"] * bool(rest or not hours)
    return gap.join(parts)


def number(value: int | float | Decimal) -> str:
    """Grouped by thousands; a whole number without decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def percent(share: float | Decimal) -> str:
    """0.955 as 96 %, and without the space in ja and ko."""
    return f"{share:.0%}" if reader() != "en" else f"{share * 100:.0f} %"


_CURRENCIES = {
    "JPY": {"en": "¥{}", "ja": "{}円", "ko": "{}엔"},
    "KRW": {"en": "₩{}", "ja": "{}ウォン", "ko": "{}원"},
    "USD": {"en": "${}", "ja": "{}ドル", "ko": "{}달러"},
}


def money(amount: int | Decimal, currency: str) -> str:
    """$1,234.50 · 12,300円 · 12,300원"""
    digits = f"{amount:,.0f}" if currency in {"JPY", "KRW"} else f"{amount:,.2f}"
    pattern = _CURRENCIES.get(currency, {}).get(reader(), f"{{}} {currency}")
    return pattern.format(digits)


_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_HAN_OR_KANA = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def person_name(family: str, given: str) -> str:
    """In the order of the name's own script: 森下 千尋 · 남궁순덕 · River Aldana-Whitfield."""
    both = family + given
    if _HANGUL.search(both):
        return both
    parts = (family, given) if _HAN_OR_KANA.search(both) else (given, family)
    return " ".join(part for part in parts if part)


def script_of(name: str) -> str:
    """The `lang` of a name, so that it gets its own glyphs: ja for kanji and kana, ko for hangul, else nothing."""
    return "ko" if _HANGUL.search(name) else "ja" if _HAN_OR_KANA.search(name) else ""


def _weekday(day: date) -> str:
    return WEEKDAYS[reader()][day.weekday()]


def _month_day(day: date) -> str:
    match reader():
        case "ja":
            return f"{day.month}月{day.day}日"
        case "ko":
            return f"{day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]}"


def _era_year(day: date) -> str:
    era, year = era_of(day)
    return f"{era.name}{'元' if year == 1 else year}年"
