"""In which order does a worker read what is due? Danger first, then risk times lateness (practice norms 2.3a)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tsunagu.cases.models import Duty


@dataclass
class Groups:
    """Past due is never folded away; what is due comes next; then what comes in the following days."""

    past: list[Duty] = field(default_factory=list)
    today: list[Duty] = field(default_factory=list)
    later: list[Duty] = field(default_factory=list)

    @property
    def all(self) -> list[Duty]:
        return [*self.past, *self.today, *self.later]


def days_late(duty: Duty, at: datetime) -> float:
    """Days past due; at least 1 from the day it is due."""
    if duty.due_at is None:
        return 1
    return max(1.0, (at - duty.due_at) / timedelta(days=1))


def rank(duty: Duty, at: datetime) -> tuple[bool, float, datetime]:
    """Smallest first: urgent duties, then the heaviest tier times the most days late, then the nearest date."""
    return (not duty.urgent, -duty.weight * days_late(duty, at), duty.due_at or duty.warn_at)


def grouped(duties: Iterable[Duty], at: datetime, zone: str) -> Groups:
    local = ZoneInfo(zone)
    today = at.astimezone(local).date()
    groups = Groups()
    for duty in duties:
        due = duty.due_at
        if due is not None and due < at:
            groups.past.append(duty)
        elif duty.warn_at <= at and (due is None or duty.urgent or due.astimezone(local).date() <= today):
            groups.today.append(duty)
        else:
            groups.later.append(duty)
    groups.past.sort(key=lambda d: rank(d, at))
    groups.today.sort(key=lambda d: rank(d, at))
    groups.later.sort(key=lambda d: (d.due_at or d.warn_at, -d.weight))
    return groups
