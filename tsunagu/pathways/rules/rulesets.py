"""Which rules are in force, which of them can one more fact move, and what are the duties then?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.duties import Duty, lead, unled
from tsunagu.pathways.rules.evaluating import evaluate
from tsunagu.pathways.rules.facts import Fact
from tsunagu.pathways.rules.needs import Need
from tsunagu.pathways.rules.questions import ALWAYS, Condition
from tsunagu.pathways.rules.spans import MIN, Place
from tsunagu.pathways.rules.vocabulary import Vocabulary, Words

ALWAYS_READ = frozenset({"person.joined", "person.left", "duty.waived"})


@dataclass(frozen=True, eq=False)
class GateNeed:
    """What one layer asks for before an act, in words, with the link to where it is put right."""

    layer: str
    needs: tuple[Need, ...]  # any of these will do
    says: Words
    mend: str | None = None  # a URL name, with a query if the page needs one
    while_: Condition = ALWAYS
    ask: str = "case"  # asked once, or for each person


@dataclass(frozen=True)
class LayerName:
    """What people are told about a layer: its title, its sort, the source its rules name."""

    id: str
    kind: str
    version: int
    title: Words
    source: str = ""


@dataclass(frozen=True, eq=False)
class Ruleset:
    """The union of some layers: clocks in order of id, gates in order of layer."""

    clocks: tuple[Clock, ...]
    gates: Mapping[str, tuple[GateNeed, ...]] = field(default_factory=dict)
    layers: Mapping[str, LayerName] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Clock]:
        return {clock.id: clock for clock in self.clocks}

    def touched_by(self, kinds: Collection[str]) -> tuple[Clock, ...]:
        """The clocks a new fact can move. All others keep their rows."""
        kinds = set(kinds)
        return tuple(clock for clock in self.clocks if kinds & clock.reads)

    def reads(self, kinds: Collection[str]) -> set[str]:
        """The fact kinds that must be fetched to work those clocks out again."""
        return set(ALWAYS_READ).union(*(clock.reads for clock in self.touched_by(kinds)))


def refresh(
    stored: Iterable[Duty],
    rules: Ruleset,
    kinds: Collection[str],
    facts: Iterable[Fact],
    vocabulary: Vocabulary,
    place: Place,
    horizon: datetime,
    *,
    since: datetime = MIN,
) -> list[Duty]:
    """The stored duties brought up to date after facts of these kinds (for a correction: the old kind and the new).

    Only the clocks that read those kinds are evaluated, from only the facts they read; the result equals a full
    evaluation.
    """
    if ALWAYS_READ.intersection(kinds):
        return evaluate(facts, rules.clocks, vocabulary, place, horizon, since=since)
    clocks = rules.touched_by(kinds)
    needed = rules.reads(kinds)
    relevant = [fact for fact in facts if fact.kind in needed or fact.corrects]
    fresh = evaluate(relevant, clocks, vocabulary, place, horizon, since=since)
    moved, topics = {clock.id for clock in clocks}, {clock.duty for clock in clocks}
    stored = list(stored)
    siblings = [duty for duty in stored if duty.topic in topics and duty.clock not in moved]
    untouched = [duty for duty in stored if duty.topic not in topics]
    return sorted([*lead(unled(d) for d in (*fresh, *siblings)), *untouched], key=lambda duty: duty.key)
