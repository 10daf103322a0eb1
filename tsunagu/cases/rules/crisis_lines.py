"""Whom does one ring when somebody speaks of ending their life? Read from `library/crisis_lines.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from tsunagu.cases.rules.reporting import SHIPPED, HelpLine


@cache
def load_crisis_lines(file: Path = SHIPPED / "crisis_lines.yaml") -> Mapping[str, tuple[HelpLine, ...]]:
    """By country."""
    found = yaml.safe_load(file.read_text("utf-8"))
    return {
        country: tuple(HelpLine(one["name"], str(one["number"])) for one in lines) for country, lines in found.items()
    }


def crisis_lines(jurisdiction: str) -> tuple[HelpLine, ...]:
    """Those of the country a jurisdiction lies in."""
    return load_crisis_lines().get(jurisdiction[:2], ())
