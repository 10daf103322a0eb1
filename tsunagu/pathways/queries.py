"""Which pathways are in force? The shipped library, checked against the kinds of fact that rooms have registered."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tsunagu.core import kinds
from tsunagu.pathways.rules import Library, load_library, place_for

__all__ = ["check", "library", "place_for"]

SHIPPED = Path(__file__).parent / "library"


@cache
def library(*extra: Path) -> Library:
    """The shipped layers with those of some folders more, loaded once.

    Ask when all rooms are loaded: the kinds of fact are registered by their events. A folder with mistakes raises a
    PathwayError that names them all; what was loaded before stays as it was.
    """
    return load_library(SHIPPED, kinds.vocabulary(), _timed(), *extra)


def check(paths: Iterable[Path]) -> None:
    """Say everything that is wrong with these files, alone or beside the shipped library: a PathwayError, or nothing."""
    load_library(SHIPPED, kinds.vocabulary(), _timed(), *paths)


def _timed() -> frozenset[str]:
    return frozenset(kind.name for kind in kinds.kinds().values() if kind.timed)
