"""How heavy is a worker's caseload, and how heavy may it be? Exact fractions: three clients at 1/3 are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

ONE = Fraction(1)
Arrangements = Mapping[str, Any]  # what is in place at the agency, such as clerical staff


@dataclass(frozen=True)
class Cap:
    """A limit, and what must be in place at the agency for it to hold."""

    at_most: int
    if_: Mapping[str, bool] = field(default_factory=dict)

    def holds(self, arrangements: Arrangements) -> bool:
        return all(bool(arrangements.get(name)) == wanted for name, wanted in self.if_.items())


@dataclass(frozen=True)
class CaseloadRule:
    """What one layer says about caseloads."""

    weights: Mapping[str, Fraction] = field(default_factory=dict)  # by tier
    weight_of_each: Fraction | None = None  # of every case, whatever its tier
    caps: tuple[Cap, ...] = ()
    flag_at: int | None = None

    def cap(self, arrangements: Arrangements) -> int | None:
        """The highest of the caps whose conditions the agency meets."""
        return max((cap.at_most for cap in self.caps if cap.holds(arrangements)), default=None)


@dataclass(frozen=True)
class Caseload:
    """What holds for cases of one programme and model."""

    weights: Mapping[str, Fraction] = field(default_factory=dict)
    weight_of_each: Fraction | None = None
    cap: int | None = None  # None: no rule sets one
    flag_at: int | None = None  # shown to the supervisor from here

    def weight(self, tier: str | None) -> Fraction:
        """How much one case of this tier weighs."""
        return self.weight_of_each if self.weight_of_each is not None else self.weights.get(tier or "", ONE)


def combine(rules: Iterable[CaseloadRule], arrangements: Arrangements) -> Caseload:
    """The last to speak of weights is heard, the general before the particular; of caps the lowest counts."""
    weights: Mapping[str, Fraction] = {}
    each: Fraction | None = None
    caps, flags = [], []
    for rule in rules:
        if rule.weights or rule.weight_of_each is not None:
            weights, each = rule.weights, rule.weight_of_each
        caps.append(rule.cap(arrangements))
        flags.append(rule.flag_at)
    return Caseload(weights, each, _lowest(caps), _lowest(flags))


def _lowest(limits: Iterable[int | None]) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)
