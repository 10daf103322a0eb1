"""When is a note late, and what is still to be looked at? Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

NOTE_WITHIN = timedelta(hours=24)  # practice norms T32


def late_by(happened: datetime, written: datetime) -> timedelta | None:
    """How long after the event it was written, where that is a late entry; else None."""
    gap = written - happened
    return gap if gap > NOTE_WITHIN else None


def unanswered(asked: Iterable[str], answers: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The items of a checklist that nobody answered, in its order."""
    return [item for item in asked if not answers.get(item, {}).get("seen")]
