"""How wide is a name in a drawing, and where does it break? An estimate without a font, the same on every machine."""

from __future__ import annotations

import unicodedata

SIZE = 14
NARROW = 0.57  # of the size: a Latin letter, on average, in a bold face


def width_of(text: str, size: int = SIZE) -> float:
    """CJK characters are as wide as they are high."""
    return sum(size if unicodedata.east_asian_width(c) in "WF" else size * NARROW for c in text)


def lines_of(text: str, most: float, size: int = SIZE) -> list[str]:
    """Broken at spaces where there are such, else between characters; never shortened."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size) <= most:
            lines[-1] = joined
        else:
            lines += _pieces(word, most, size)
    return lines or [""]


def _pieces(word: str, most: float, size: int) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size) > most:
            pieces.append("")
        pieces[-1] += character
    return pieces
