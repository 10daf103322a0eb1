"""Was the whole person asked about? Three lights: mind, body, social life (R-109)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tsunagu.assessment.rules.outlines import LIGHTS, Section

__all__ = ["LIGHTS", "Light", "lights"]


@dataclass(frozen=True)
class Light:
    code: str
    asked: int
    concluded: int

    @property
    def state(self) -> str:
        """`full` when every section of this part of life has a conclusion, `part` when some have, else `dark`."""
        if self.asked and self.concluded == self.asked:
            return "full"
        return "part" if self.concluded else "dark"


def lights(sections: Iterable[tuple[Section, bool]]) -> list[Light]:
    """From each section and whether it is concluded."""
    found = [(section.light, concluded) for section, concluded in sections]
    return [_light(code, [concluded for light, concluded in found if light == code]) for code in LIGHTS]


def _light(code: str, concluded: Collection[bool]) -> Light:
    return Light(code, len(concluded), sum(concluded))
