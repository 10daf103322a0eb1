"""Which pathways are in force? The shipped library, checked against the kinds of fact that rooms have registered."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tsunagu.core import kinds
from tsunagu.pathways.rules import Library, load_library

SHIPPED = Path(__file__).parent / "library"


@cache
def library(*extra: Path) -> Library:
    """The shipped layers with those of some folders more, loaded once.

    Ask when all rooms are loaded: the kinds of fact are registered by their events. A folder with mistakes raises a
    PathwayError that names them all; what was loaded before stays as it was.
    """
    timed = frozenset(kind.name for kind in kinds.kinds().values() if kind.timed)
    return load_library(SHIPPED, kinds.vocabulary(), timed, *extra)
