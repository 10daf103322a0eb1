"""How the taking of medicines is drawn and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from tsunagu.monitoring.choices import RedFlag, Taken
from tsunagu.monitoring.models import Adherence, DischargeCall
from tsunagu.monitoring.presenters.rounds import url
from tsunagu.ui import formats

WIDTH, HEIGHT, LEFT, RIGHT, TOP, ROW = 640, 132, 112, 16, 16, 36
LEVELS = {Taken.AS_AGREED: 0, Taken.PARTLY: 1, Taken.NOT: 2}
STATES = {Taken.AS_AGREED: "met", Taken.PARTLY: "soon", Taken.NOT: "stop", Taken.UNKNOWN: "wait"}


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    y: int
    kind: str


@dataclass(frozen=True)
class Trend:
    """Each period as a bar at its level, from left to right; periods nobody knows of leave a gap."""

    bars: list[Bar]
    guides: list[tuple[int, str]]
    days: list[tuple[float, str, str]]
    says: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class AdherenceRow:
    period: str
    medicine: str
    state: str
    taken: str
    because: str
    known_by: str
    note: str
    by: str


def rows(found: Sequence[Adherence]) -> list[AdherenceRow]:
    return [
        AdherenceRow(
            period_words(one.since, one.until),
            one.medicine or _("All medicines"),
            STATES[Taken(one.taken)],
            one.get_taken_display(),
            one.get_because_display() if one.because else "",
            one.get_known_by_display() if one.known_by else "",
            one.note,
            one.by_name,
        )
        for one in found
    ]


def period_words(since: date, until: date) -> str:
    return _("%(since)s to %(until)s") % {"since": formats.full_date(since), "until": formats.full_date(until)}


def trend(found: Sequence[Adherence]) -> Trend | None:
    """Of the last twelve periods; nothing to draw with less than two."""
    periods = sorted(found, key=lambda one: (one.since, one.until))[-12:]
    if len(periods) < 2:
        return None
    first, last = periods[0].since, max(one.until for one in periods)
    scale = (WIDTH - LEFT - RIGHT) / max((last - first).days + 1, 1)

    def at(day: date) -> float:
        return round(LEFT + (day - first).days * scale, 1)

    bars = [
        Bar(at(one.since), round(max(((one.until - one.since).days + 1) * scale - 3, 3), 1), _y(one.taken), one.taken)
        for one in periods
        if one.taken in LEVELS
    ]
    well = sum(one.taken == Taken.AS_AGREED for one in periods)
    says = _("Taken as agreed in %(well)s of %(all)s periods, %(first)s to %(last)s.") % {
        "well": well,
        "all": len(periods),
        "first": formats.full_date(first),
        "last": formats.full_date(last),
    }
    guides = [(_y(taken), str(taken.label)) for taken in LEVELS]
    ends = [(at(first), formats.short_date(first), "start"), (WIDTH - RIGHT, formats.short_date(last), "end")]
    return Trend(bars, guides, ends, says)


def _y(taken: str) -> int:
    return TOP + LEVELS[Taken(taken)] * ROW


@dataclass(frozen=True)
class CallRow:
    """One call after a hospital stay, as its table shows it."""

    at: datetime
    by: str
    flags: list[str]
    lacks: list[str]
    issue_url: str
    clinician: str
    note: str


def call_rows(calls: Sequence[DischargeCall]) -> list[CallRow]:
    return [
        CallRow(
            call.at,
            call.by_name,
            [str(RedFlag(flag).label) for flag in call.flags],
            [
                words
                for there, words in (
                    (call.medicines, _("medicines")),
                    (call.appointment, _("appointment")),
                    (call.knows_whom, _("whom to call")),
                )
                if not there
            ],
            url("issue", call.case, issue_id=call.issue_id) if call.issue_id else "",
            call.clinician,
            call.contact.note,
        )
        for call in calls
    ]
