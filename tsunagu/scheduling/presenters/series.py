"""A rule as one says it: every week on Tuesday and Thursday at 10:00, twelve times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.planning.models import ServiceLine
from tsunagu.scheduling.choices import HELD, Repeat
from tsunagu.scheduling.models import Appointment, Series
from tsunagu.scheduling.presenters.calendar import Item, left_words
from tsunagu.scheduling.queries import Countdown
from tsunagu.scheduling.rules import from_wall, on_wall, parts_of
from tsunagu.ui import formats


@dataclass(frozen=True)
class SeriesView:
    id: UUID
    title: str
    rule: str
    ends: str
    left: str
    over: bool
    ended: str
    provider: str


def series_view(series: Series, count: Countdown | None) -> SeriesView:
    ended = ""
    if series.ended_at:
        ended = _("Ended on %(day)s: %(reason)s") % {
            "day": formats.full_date(series.ended_at),
            "reason": series.ended_reason,
        }
    return SeriesView(
        series.id,
        series.title,
        rule_words(series),
        _ends(series),
        left_words(count.left, count.allowed, count.until) if count else "",
        bool(count and count.over),
        ended,
        series.provider,
    )


def rule_words(series: Series) -> str:
    parts, wall = parts_of(series.rule), on_wall(series.starts, series.zone)
    names = formats.WEEKDAYS[formats.reader()]
    end = wall + timedelta(minutes=series.minutes)
    told = {
        "every": str(Repeat(parts.every).label),
        "days": "・".join(names[day] for day in parts.weekdays)
        if formats.reader() == "ja"
        else ", ".join(names[day] for day in parts.weekdays),
        "start": formats.clock_time(wall.time()),
        "end": formats.clock_time(end.time()),
    }
    if parts.every == "monthly":
        if parts.nth < 0:
            return _("Every month on the last %(days)s, %(start)s–%(end)s") % told
        return _("Every month on %(days)s number %(nth)s, %(start)s–%(end)s") % {**told, "nth": parts.nth}
    return _("%(every)s: %(days)s, %(start)s–%(end)s") % told


def _ends(series: Series) -> str:
    parts = parts_of(series.rule)
    if parts.times:
        return _("%(times)s times") % {"times": parts.times}
    if parts.until:
        return pgettext("series", "until %(day)s") % {"day": formats.full_date(parts.until)}
    return _("without an end")


# -- the plan's week beside what is booked ---------------------------------------------------------------------------------------------


def slots_of(lines: Sequence[ServiceLine], first: date, last: date, zone: str) -> list[Item]:
    """The hours of the week that the plan's lines fill, as items: what other providers do stands beside what we booked."""
    found: list[Item] = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        for line in lines:
            if (line.start and line.start > day) or (line.end and line.end < day):
                continue
            for weekday, begins, ends in line.slots:
                if weekday == day.weekday():
                    start, end = (
                        from_wall(datetime.combine(day, time.fromisoformat(at)), zone) for at in (begins, ends)
                    )
                    found.append(
                        Item(
                            start,
                            end,
                            line.what,
                            who=line.party_name,
                            words=_("In the plan"),
                            kind="plan",
                            icon="target",
                        )
                    )
    return found


def not_booked(appointments: Sequence[Appointment], lines: Sequence[ServiceLine]) -> list[str]:
    """Lines of the plan that are to happen by the week, and of which nothing is booked or given a time (R-065, R-077)."""
    booked = {one.line for one in appointments if one.state in HELD}
    found = []
    for line in lines:
        if line.frequency and not line.slots and line.key not in booked and not line.unmet:
            found.append(
                _("%(what)s (%(frequency)s): nothing is booked in these days.")
                % {"what": line.what, "frequency": line.frequency}
            )
    return found
