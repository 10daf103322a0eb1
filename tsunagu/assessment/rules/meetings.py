"""Which of several meetings speaks for an assessment?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MODES = ("in_person", "video", "phone", "message", "letter")
PLACES = ("home", "placement", "facility", "hospital", "day_support", "work_programme", "community", "office", "")


@dataclass(frozen=True)
class Met:
    mode: str
    place: str
    with_person: bool


def strongest(meetings: Iterable[Met]) -> Met | None:
    """The direct contact that counts most: in person before video before phone, where the person lives before elsewhere.

    Some rules ask for an interview at home (運営基準第13条): one home visit among several meetings is what they look for.
    """
    direct = [met for met in meetings if met.with_person]
    return min(direct, key=lambda met: (MODES.index(met.mode), PLACES.index(met.place)), default=None)
