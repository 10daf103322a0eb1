"""How high is the risk? Points of the factors that hold, and a floor that some of them set (practice norms 2.3a)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tsunagu.risk.rules.schemes import RANK, Scheme

__all__ = ["RANK", "Assessed", "Evidence", "assess", "is_lower", "one_to_a_factor"]


@dataclass(frozen=True)
class Evidence:
    """That a factor holds, and where that is known from: `source` names the kind of record, `data` what it says, `at` when."""

    factor: str
    source: str  # stay, stays, answer, instrument, person, contacts, stated
    at: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Assessed:
    points: int
    tier: str
    evidence: tuple[Evidence, ...]


def assess(evidence: Iterable[Evidence], scheme: Scheme) -> Assessed:
    """Each factor counts once, whatever number of records show it; what the scheme does not know counts nothing."""
    known = one_to_a_factor(e for e in evidence if e.factor in scheme.factors)
    points = sum(scheme.factors[e.factor].points for e in known)
    floors = [scheme.factors[e.factor].sets for e in known]
    tier = max([scheme.tier_of(points), *filter(None, floors)], key=lambda t: RANK[t])
    return Assessed(points, tier, tuple(sorted(known, key=lambda e: list(scheme.factors).index(e.factor))))


def one_to_a_factor(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The first of each factor: records before what somebody merely stated."""
    found: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda e: e.source == "stated"):
        found.setdefault(one.factor, one)
    return list(found.values())


def is_lower(tier: str, than: str) -> bool:
    """A tier nobody has set yet is lower than none."""
    return RANK.get(tier, 0) < RANK.get(than, 0)
