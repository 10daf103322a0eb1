"""Under which law is a consent taken, and what does that law ask of it? Read from `library/consents.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Text = Mapping[str, str]
SHIPPED = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class Regime:
    """One form of consent: for which purposes and kinds of data, what must be filled in, what the person must be told."""

    code: str
    title: Text
    jurisdictions: tuple[str, ...]
    purposes: frozenset[str]
    classes: tuple[str, ...]
    separate: frozenset[str]
    needs: tuple[str, ...]
    written: bool
    tells: Mapping[str, Text]
    travels: Text | None
    source: str

    def fits(self, purpose: str, classes: Collection[str]) -> bool:
        return purpose in self.purposes and set(classes) <= set(self.classes)


@cache
def load_regimes(file: Path = SHIPPED / "consents.yaml") -> Mapping[str, Regime]:
    """By code, in the order of the file."""
    return {code: _regime(code, data) for code, data in yaml.safe_load(file.read_text("utf-8")).items()}


def _regime(code: str, data: Mapping[str, Any]) -> Regime:
    return Regime(
        code=code,
        title=data["title"],
        jurisdictions=tuple(data["jurisdictions"]),
        purposes=frozenset(data["purposes"]),
        classes=tuple(data["classes"]),
        separate=frozenset(data.get("separate", ())),
        needs=tuple(data["needs"]),
        written=bool(data.get("written", False)),
        tells=data["tells"],
        travels=data.get("travels"),
        source=data["source"],
    )
