"""What kind of help is this, when the source sorts by terms of its own? By words in three languages (`library/types.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent.parent / "library" / "types.yaml"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    known = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return {
        code: re.compile("|".join(_pattern(word) for word in words), re.IGNORECASE) for code, words in known.items()
    }


def _pattern(word: str) -> str:
    return rf"\b{re.escape(word)}" if word.isascii() else re.escape(word)


def types_of(terms: str, name: str, description: str = "") -> list[str]:
    """The kinds its terms and name speak of; only where those say nothing, its description."""
    found = [code for code, pattern in _patterns().items() if pattern.search(f"{terms}\n{name}")]
    return found or [code for code, pattern in _patterns().items() if pattern.search(description)]
