"""What is owed, by when, and what became of it? One window of one clock for one person.

A duty knows no "now": whether it is due, overdue or in grace is `Duty.state(now)`, a comparison. So stored rows stay
right without a nightly job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tsunagu.pathways.rules.spans import MAX, MIN, TICK

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Duty:
    clock: str
    person: str | None
    subject: str | None  # the record it speaks of
    occurrence: str  # the fact that started it, or the period: stable under correction
    topic: str
    anchor: datetime
    opens: datetime
    warn: datetime  # shown as due from here
    due: datetime | None  # None: paused for nobody knows how long, or a floor without a ceiling
    paused: bool
    grace_until: datetime | None
    closes: datetime | None  # after this it cannot be met any more (a month that has gone)
    legal: bool
    owner: str
    warnings: tuple[datetime, ...] = ()  # when the owner is reminded, while it is open
    escalations: tuple[tuple[datetime, str], ...] = ()  # when somebody else is told, and who
    outcome: str = "open"  # open · met · excused · waived · ended
    met_at: datetime | None = None
    met_by: str | None = None
    recorded_at: datetime | None = None
    lead_from: datetime | None = None  # strictest of its topic from this moment; None: another is stricter
    because: tuple[tuple[str, datetime | None], ...] = ()  # every rule that proposed a date, strictest first

    @property
    def key(self) -> Key:
        return self.clock, self.person or "", self.subject or "", self.occurrence

    @property
    def escalate_at(self) -> datetime | None:
        return self.escalations[0][0] if self.escalations else None

    def state(self, now: datetime) -> str:
        """upcoming, due, overdue, in grace, missed, paused; met, met in grace, met late; excused, waived, ended."""
        if self.outcome == "met":
            return self._met()
        if self.outcome != "open":
            return self.outcome
        if self.paused:
            return "paused"
        if self.due and now > self.due:
            return self._late(now)
        return "upcoming" if now < self.warn else "due"

    def _met(self) -> str:
        if not self.due or not self.met_at or self.met_at <= self.due:
            return "met"
        return "met in grace" if self.grace_until and self.met_at <= self.grace_until else "met late"

    def _late(self, now: datetime) -> str:
        if self.grace_until and now <= self.grace_until:
            return "in grace"
        return "missed" if self.closes and now > self.closes else "overdue"


def lead(duties: Iterable[Duty]) -> list[Duty]:
    """Among open duties of one topic the earliest due leads, and carries all that was proposed.

    A window that closes stops leading by itself: the next one's `lead_from` is that moment, so nothing need be
    rewritten at midnight.
    """
    settled: list[Duty] = []
    groups: dict[tuple[str, str | None, str | None], list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.outcome == "open":
            groups[duty.topic, duty.person, duty.subject].append(duty)
        else:
            settled.append(duty)
    led = (duty for group in groups.values() for duty in _led(group))
    return sorted([*settled, *led], key=lambda duty: duty.key)


def _led(group: list[Duty]) -> list[Duty]:
    group = sorted(group, key=lambda d: (d.due or MAX, d.opens, d.key))
    led: list[Duty] = []
    since: datetime | None = MIN
    for n, duty in enumerate(group):
        if since is None:
            led += group[n:]
            break
        led.append(replace(duty, lead_from=since, because=_proposals(group[n:])))
        since = max(since, duty.closes + TICK) if duty.closes else None
    return led


def _proposals(group: list[Duty]) -> tuple[tuple[str, datetime | None], ...]:
    """Each rule's strictest date, in order."""
    once: dict[str, datetime | None] = {}
    for duty in group:
        once.setdefault(duty.clock, duty.due)
    return tuple(once.items())


def unled(duty: Duty) -> Duty:
    return replace(duty, lead_from=None, because=()) if duty.lead_from or duty.because else duty
