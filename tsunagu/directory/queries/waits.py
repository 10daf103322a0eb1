"""How long do people wait for a provider? Said by the room that sends referrals; until it speaks, nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Waits:
    """Of the referrals of the last year: how many were sent, answered and taken up; days to the answer and to the first service."""

    sent: int = 0
    answered: int = 0
    accepted: int = 0
    started: int = 0
    days_to_answer: float | None = None
    days_to_start: float | None = None


Figures = Callable[[UUID], Waits]
_figures: list[Figures] = []


def register_waits(figures: Figures) -> None:
    _figures[:] = [figures]


def waits_for(provider_id: UUID) -> Waits | None:
    for figures in _figures:
        found = figures(provider_id)
        return found if found.sent else None
    return None
