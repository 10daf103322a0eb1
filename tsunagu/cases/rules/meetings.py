"""Whose voice should a team meeting have, and whose is missing? (R-112)"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent.parent / "library"
Voices = Sequence[Sequence[str]]  # each: one of these professions


@cache
def load_voices(file: Path = SHIPPED / "meetings.yaml") -> Mapping[str, Mapping[str, Voices]]:
    """Programme -> what the meeting is about -> the professions it should hear."""
    found: Mapping[str, Mapping[str, Voices]] = yaml.safe_load(file.read_text("utf-8"))
    return found


def missing_voices(wanted: Voices, heard: Collection[str]) -> list[Sequence[str]]:
    """Those of whom nobody came and nobody wrote."""
    return [any_of for any_of in wanted if not set(any_of) & set(heard)]
