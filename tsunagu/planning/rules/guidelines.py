"""What does a result ask of a plan, and is it in the plan? Guidelines are data: which results call for which kinds of answer.

`library/guidelines.yaml` has the shipped ones, each with its source; an agency's own file (`TSUNAGU_HOME/plans/guidelines.yaml`) adds to
them or takes the place of one with the same name. An answer is a line of the plan of one of the kinds named, recorded unmet needs among
them, or a standing goal in one of the areas named: which service it is remains the worker's judgement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]

LANGUAGES = ("en", "ja", "ko")
KEYS = {"says", "when", "services", "goals", "source", "within_days"}
TRIGGER_KEYS = {"instrument", "score", "bands", "item", "at_least", "at_most"}
YEAR = 365


class GuidelineError(Exception):
    """Everything that is wrong with a file of guidelines, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Trigger:
    """A result that asks for something: a score in one of these bands, or one item from or up to so many points."""

    instrument: str
    score: str = "total"
    bands: tuple[str, ...] = ()
    item: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, result: Result) -> bool:
        if result.instrument != self.instrument:
            return False
        if not self.item:
            return result.bands.get(self.score, "") in self.bands
        points = result.points.get(self.item)
        if points is None:
            return False
        return (self.at_least is None or points >= self.at_least) and (self.at_most is None or points <= self.at_most)


@dataclass(frozen=True)
class Guideline:
    key: str
    says: Words
    when: tuple[Trigger, ...]
    services: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    source: str = ""
    within: timedelta = timedelta(days=YEAR)

    def is_answered(self, services: Collection[str], goals: Collection[str]) -> bool:
        """By the kinds of the plan's lines, or the areas of its goals."""
        return bool(self.services & set(services) or self.goals & set(goals))


@dataclass(frozen=True)
class Result:
    """The newest result of one instrument: the band of each score, and the points of each item that was counted."""

    instrument: str
    on: date
    bands: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, Decimal] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Expected:
    """Something the plan is to answer: because of which guideline, result and trigger."""

    guideline: Guideline
    result: Result
    trigger: Trigger


def expected(guidelines: Iterable[Guideline], results: Collection[Result], today: date) -> Iterator[Expected]:
    """Each guideline once, by the newest result that calls for it. What is older than its term asks for nothing."""
    for guideline in guidelines:
        fresh = [result for result in results if today - result.on <= guideline.within]
        calling = [
            Expected(guideline, result, trigger)
            for result in fresh
            for trigger in guideline.when
            if trigger.holds(result)
        ]
        if calling:
            yield max(calling, key=lambda one: one.result.on)


def load_guidelines(*paths: Path) -> dict[str, Guideline]:
    """A later file's guideline of the same name takes the earlier one's place."""
    found: dict[str, Guideline] = {}
    problems: list[str] = []
    for path in paths:
        try:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            problems.append(f"{path.name}: {error}")
            continue
        for key, node in (document or {}).items():
            found[key] = _guideline(key, node, f"{path.name}: {key}", problems)
    if problems:
        raise GuidelineError(problems)
    return found


def _guideline(key: str, node: Any, where: str, problems: list[str]) -> Guideline:
    node = node if isinstance(node, dict) else {}
    problems += [f"{where} has no “{unknown}”" for unknown in sorted(node.keys() - KEYS)]
    says = node.get("says")
    if not isinstance(says, dict) or any(not says.get(language) for language in LANGUAGES):
        problems.append(f"{where}.says: say it in {', '.join(LANGUAGES)}")
    if not (node.get("services") or node.get("goals")):
        problems.append(f"{where}: name the services or goals that would answer it")
    if not node.get("source"):
        problems.append(f"{where}.source: say who asks for it")
    when = tuple(_trigger(one, f"{where}.when[{n}]", problems) for n, one in enumerate(node.get("when") or ()))
    if not when:
        problems.append(f"{where}.when: name the results that call for it")
    return Guideline(
        key,
        says or {},
        when,
        frozenset(node.get("services", ())),
        frozenset(node.get("goals", ())),
        node.get("source", ""),
        timedelta(days=int(node.get("within_days", YEAR))),
    )


def _trigger(node: Any, where: str, problems: list[str]) -> Trigger:
    node = node if isinstance(node, dict) else {}
    problems += [f"{where} has no “{unknown}”" for unknown in sorted(node.keys() - TRIGGER_KEYS)]
    if not node.get("instrument") or not (node.get("bands") or node.get("item")):
        problems.append(f"{where}: an instrument, and its bands or an item")
    low, high = (Decimal(str(node[key])) if key in node else None for key in ("at_least", "at_most"))
    return Trigger(
        node.get("instrument", ""),
        node.get("score", "total"),
        tuple(node.get("bands", ())),
        str(node.get("item", "")),
        low,
        high,
    )
