"""How heavy is a worker's caseload, and how heavy may it be? Exact fractions: three clients at 1/3 are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

ONE = Fraction(1)


@dataclass(frozen=True)
class Cap:
    """A limit, and what must be in place at the agency for it to hold."""

    at_most: int
    if_: Mapping[str, bool] = field(default_factory=dict)

    def holds(self, arrangements: Mapping[str, bool]) -> bool:
        return all(arrangements.get(name, False) == wanted for name, wanted in self.if_.items())


@dataclass(frozen=True)
class Caseload:
    weights: Mapping[str, Fraction] = field(default_factory=dict)  # by tier
    weight: Fraction | None = None  # of every case, whatever its tier
    caps: tuple[Cap, ...] = ()
    flag_at: int | None = None  # shown to the supervisor from here

    def weight_of(self, tier: str | None) -> Fraction:
        return self.weight if self.weight is not None else self.weights.get(tier or "", ONE)

    def cap(self, arrangements: Mapping[str, bool]) -> int | None:
        """The highest of the caps whose conditions the agency meets."""
        return max((cap.at_most for cap in self.caps if cap.holds(arrangements)), default=None)


def combine(caseloads: Iterable[Caseload]) -> Caseload:
    """Of several, the last to speak of weights is heard; caps stay with their own layer (see `strictest_cap`)."""
    weights: dict[str, Fraction] = {}
    weight, flag_at = None, None
    for caseload in caseloads:
        if caseload.weights:
            weights, weight = dict(caseload.weights), None
        if caseload.weight is not None:
            weight = caseload.weight
        if caseload.flag_at is not None:
            flag_at = min(caseload.flag_at, flag_at or caseload.flag_at)
    return Caseload(weights, weight, (), flag_at)


def strictest_cap(caseloads: Iterable[Caseload], arrangements: Mapping[str, bool]) -> int | None:
    """Of the caps that apply from several layers, the lowest."""
    caps = (caseload.cap(arrangements) for caseload in caseloads)
    return min((cap for cap in caps if cap is not None), default=None)
