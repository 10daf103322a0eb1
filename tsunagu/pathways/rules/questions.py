"""What may be asked of facts: a qualifier's test, a selector, a condition over properties.

They are compared by identity, because they are cache keys: the grammar makes each meaning once, and a ledger answers
it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagu.pathways.rules.facts import Fact


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """One qualifier's test: one of, or none of, some values; a number at least or at most; or simply given."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    name: str
    among: frozenset[Any] | None = None
    besides: frozenset[Any] | None = None
    at_least: float | None = None
    at_most: float | None = None

    def __call__(self, data: Mapping[str, Any]) -> bool:
        value = data.get(self.name)
        if self.among is not None:
            return value in self.among
        if self.besides is not None:
            return value not in self.besides
        if value is None or value == "":
            return False
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True, eq=False)
class Selector:
    """Which facts: a kind, and tests on its qualifiers."""

    kind: str
    tests: tuple[Test, ...] = ()

    def __call__(self, fact: Fact) -> bool:
        return all(test(fact.data) for test in self.tests)


Selectors = tuple[Selector, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """What must be true of the case: {tier: high}, {any: […]}, {not: {…}} over dated properties."""

    op: str = "all"  # all · any · not · is
    parts: tuple[Condition, ...] = ()
    name: str = ""
    among: frozenset[Any] = frozenset()

    def names(self) -> set[str]:
        return {self.name} - {""} | {name for part in self.parts for name in part.names()}

    def __call__(self, value: Callable[[str], Any]) -> bool:
        if self.op == "is":
            return value(self.name) in self.among
        if self.op == "not":
            return not self.parts[0](value)
        return (any if self.op == "any" else all)(part(value) for part in self.parts)


ALWAYS = Condition()
