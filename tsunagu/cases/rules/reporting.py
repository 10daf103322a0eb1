"""What does the law of a place say of reporting a concern, and whom does one call? Read from `library/reporting.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Text = Mapping[str, str]
SHIPPED = Path(__file__).parent.parent / "library"


@dataclass(frozen=True)
class HelpLine:
    """A number to call, and who answers."""

    name: Text
    number: str


@dataclass(frozen=True)
class ReportingLaw:
    """Who must report what about whom, how soon, to whom, and how they are protected."""

    groups: tuple[str, ...]
    title: Text
    who: Text
    limit: Text
    to: Text
    protects: Text
    source: str
    numbers: tuple[HelpLine, ...]


@dataclass(frozen=True)
class Jurisdiction:
    code: str
    title: Text
    act: Text  # the word of the law: report, 通告・通報, 신고
    suspicion: Text
    danger: tuple[HelpLine, ...]
    laws: tuple[ReportingLaw, ...]

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(group for law in self.laws for group in law.groups)


@cache
def load_reporting(file: Path = SHIPPED / "reporting.yaml") -> Mapping[str, Jurisdiction]:
    """By code, in the order of the file."""
    return {code: _jurisdiction(code, data) for code, data in yaml.safe_load(file.read_text("utf-8")).items()}


def _jurisdiction(code: str, data: Mapping[str, Any]) -> Jurisdiction:
    laws = tuple(
        ReportingLaw(
            groups=tuple(law["groups"]),
            title=law["title"],
            who=law["who"],
            limit=law["limit"],
            to=law["to"],
            protects=law["protects"],
            source=law["source"],
            numbers=_lines(law.get("numbers", ())),
        )
        for law in data["laws"]
    )
    return Jurisdiction(code, data["title"], data["act"], data["suspicion"], _lines(data["danger"]), laws)


def _lines(found: Any) -> tuple[HelpLine, ...]:
    return tuple(HelpLine(line["name"], str(line["number"])) for line in found)
