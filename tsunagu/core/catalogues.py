"""Which translations can the program read? Compiled catalogues are made here, from those that are committed.

With Babel, so that a machine without gettext speaks Japanese and Korean too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parent.parent


def sources() -> Iterator[Path]:
    """Every room's catalogues, of every language."""
    return ROOMS.glob("*/locale/*/LC_MESSAGES/*.po")


def stale() -> list[Path]:
    return [source for source in sources() if not _is_fresh(source)]


def compile_all() -> int:
    """Compile what is out of date; how many that were."""
    todo = stale()
    for source in todo:
        _compile(source)
    return len(todo)


def _is_fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compile(source: Path) -> None:
    """By way of a draft: another process may be reading the catalogue, or compiling it too."""
    language = source.parent.parent.name
    draft = source.with_suffix(f".{os.getpid()}.draft")
    with source.open("rb") as text, draft.open("wb") as binary:
        write_mo(binary, read_po(text, locale=language))
    draft.replace(source.with_suffix(".mo"))
