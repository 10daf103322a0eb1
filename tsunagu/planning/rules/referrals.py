"""Which step may follow which, and how well are loops closed?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import median

# The steps of closed-loop referral (Gravity SDOH Clinical Care, Task.status): any answer may come at once, none is taken back by silence.
NEXT: Mapping[str, tuple[str, ...]] = {
    "sent": ("arrived", "wait_listed", "accepted", "declined", "withdrawn"),
    "arrived": ("wait_listed", "accepted", "declined", "withdrawn"),
    "wait_listed": ("accepted", "declined", "withdrawn"),
    "accepted": ("started", "closed", "declined", "withdrawn"),
    "started": ("closed",),
    "declined": (),
    "closed": (),
    "withdrawn": (),
}
OPEN = ("sent", "arrived", "wait_listed", "accepted", "started")
AWAITED = ("sent", "arrived")


def may_follow(state: str, to: str) -> bool:
    return to in NEXT.get(state, ())


def link_of(states: Collection[str]) -> str:
    """How far a service is linked, when several providers were asked for it: the best answer counts."""
    for state, link in (
        ("closed", "accepted"),
        ("started", "accepted"),
        ("accepted", "accepted"),
        ("wait_listed", "wait_listed"),
        ("arrived", "sent"),
        ("sent", "sent"),
        ("declined", "declined"),
    ):
        if state in states:
            return link
    return "not_asked"


def closure_rate(states: Sequence[str]) -> float | None:
    """The share whose end is known, with or without success, among those that were not withdrawn."""
    counted = [state for state in states if state != "withdrawn"]
    return sum(state in ("closed", "declined") for state in counted) / len(counted) if counted else None


def middle(days: Iterable[float]) -> float | None:
    found = list(days)
    return round(median(found), 1) if found else None
