"""What is a pathway file once it has been read? A layer: clocks, gates and names that share one condition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsunagu.pathways.rules.caseloads import CaseloadRule
from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.questions import ALWAYS, Condition
from tsunagu.pathways.rules.rulesets import GateNeed, LayerName
from tsunagu.pathways.rules.spans import Span
from tsunagu.pathways.rules.vocabulary import Words

STAGES = (
    "identify", "assess", "stratify", "plan", "implement", "follow",
    "transition", "post_transition", "evaluate", "close", "aftercare",
)  # fmt: skip
KINDS = ("safety", "jurisdiction", "payer", "programme", "model", "tier", "agency", "staff")


@dataclass(frozen=True)
class Stage:
    """What a programme makes of a common stage: its own name, or shown under another, or not at all."""

    code: str
    title: Words | None = None
    merged_into: str | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Assessment:
    """A required assessment, and for how long it stays current."""

    code: str
    title: Words
    current_for: Span | None = None


@dataclass(frozen=True, eq=False)
class Layer:
    id: str
    kind: str
    version: int
    title: Words
    while_: Condition = ALWAYS
    governed_by: frozenset[str] = frozenset()  # the kinds of fact behind its condition
    source: str = ""
    note: str = ""
    person: Words | None = None
    stages: Mapping[str, Stage] = field(default_factory=dict)
    tiers: Mapping[str, Words] = field(default_factory=dict)
    plan_title: Words | None = None
    sections: Mapping[str, Words] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    caseload: CaseloadRule | None = None
    clocks: tuple[Clock, ...] = ()
    gates: Mapping[str, tuple[GateNeed, ...]] = field(default_factory=dict)
    without: Mapping[str, str] = field(default_factory=dict)  # clock id -> why it was taken away

    @property
    def name(self) -> LayerName:
        return LayerName(self.id, self.kind, self.version, self.title, self.source)

    def speaks_for(self, properties: Mapping[str, object]) -> bool:
        """Does it apply to a case with these properties (those not named are unset)?"""
        return self.while_(lambda name: properties.get(name))

    def is_about(self, name: str, value: str) -> bool:
        """`while: {programme: jp_home_care}` is about jp_home_care, and so is a list that names it."""
        return self.while_.op == "is" and self.while_.name == name and value in self.while_.among
