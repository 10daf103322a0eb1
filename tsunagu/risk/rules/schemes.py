"""Which factors are there, and what does each weigh? Data, with an agency's and a programme's own changes laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]

RANK = {"low": 1, "standard": 2, "high": 3, "crisis": 4}
LEVELS = ("low", "medium", "high")  # of the result of an instrument
FACTOR_KEYS = {"points", "label", "days", "times", "answers", "instruments", "sets"}


class SchemeError(Exception):
    """What is wrong with a file of tiers, all at once."""


@dataclass(frozen=True)
class Factor:
    """`answers`: "section.item" -> the answers that count, or {"at_least": n}. `instruments`: from so many points, or from this level
    of the result. `sets` is a floor that points cannot undercut."""

    code: str
    points: int
    label: Words
    days: int = 0
    times: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    instruments: Mapping[str, int | str] = field(default_factory=dict)
    sets: str = ""

    def counts(self, question: str, value: Any) -> bool:
        """Does this answer to this question show the factor?"""
        wanted = self.answers.get(question)
        if isinstance(wanted, Mapping):
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= wanted["at_least"]
        return wanted is not None and value in wanted

    def scored(self, instrument: str, total: Any, level: str) -> bool:
        """Does this result of this instrument show the factor?"""
        least = self.instruments.get(instrument)
        if isinstance(least, str):
            return level in LEVELS and LEVELS.index(level) >= LEVELS.index(least)
        return least is not None and total is not None and total >= least


@dataclass(frozen=True)
class Scheme:
    factors: Mapping[str, Factor]
    tiers: Mapping[str, int]  # tier -> from so many points
    programmes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    version: str = ""  # of each layer that made it: the shipped file, the agency's own changes, those for a programme

    def tier_of(self, points: int) -> str:
        return max((t for t, least in self.tiers.items() if points >= least), key=lambda t: RANK[t])

    def for_programme(self, programme: str) -> Scheme:
        own = self.programmes.get(programme)
        return _over(self, own) if own else self

    def changed_by(self, document: Mapping[str, Any], version: str) -> Scheme:
        """With an organisation's own changes laid over it. Raises `SchemeError` for what makes no sense."""
        try:
            scheme = _over(self, document)
        except (KeyError, TypeError, ValueError) as error:
            raise SchemeError(str(error)) from error
        if min(scheme.tiers.values(), default=1) != 0:
            raise SchemeError("“tiers” starts at 0 points, so that everybody has one")
        return replace(scheme, version="+".join(filter(None, [self.version, version])))


def load_scheme(*paths: Path) -> Scheme:
    """The shipped file, then an agency's: what a later one names takes the earlier one's place, line by line."""
    scheme = Scheme({}, {})
    for path in paths:
        try:
            scheme = _over(scheme, yaml.safe_load(path.read_text(encoding="utf-8")))
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise SchemeError(f"{path.name}: {error}") from error
    if min(scheme.tiers.values(), default=1) != 0:
        raise SchemeError("“tiers” starts at 0 points, so that everybody has one")
    for programme in scheme.programmes:
        scheme.for_programme(programme)
    return scheme


def _over(scheme: Scheme, document: Mapping[str, Any]) -> Scheme:
    factors = dict(scheme.factors)
    for code, node in document.get("factors", {}).items():
        factors[code] = _factor(code, node, factors.get(code))
    for code in document.get("without", ()):
        factors.pop(code, None)
    tiers = document.get("tiers") or scheme.tiers
    if unknown := [t for t in [*tiers, *(f.sets for f in factors.values() if f.sets)] if t not in RANK]:
        raise ValueError(f"no tier is called {unknown[0]}")
    version = str(document["version"]) if "version" in document else scheme.version
    return Scheme(factors, tiers, {**scheme.programmes, **document.get("programmes", {})}, version)


def _factor(code: str, node: Mapping[str, Any], before: Factor | None) -> Factor:
    if unknown := node.keys() - FACTOR_KEYS:
        raise ValueError(f"{code} has no “{min(unknown)}”")
    for least in node.get("instruments", {}).values():
        if isinstance(least, str) and least not in LEVELS:
            raise ValueError(f"{code}: an instrument counts from a number of points or a level, not from “{least}”")
    if before is None:
        return Factor(
            code, int(node["points"]), node["label"], **{k: v for k, v in node.items() if k not in ("points", "label")}
        )
    return replace(before, **node)
