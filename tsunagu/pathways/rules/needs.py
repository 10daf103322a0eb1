"""What must be there? Needs are asked by clocks (did something meet the duty?) and by gates (may this be done now?)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsunagu.pathways.rules.facts import Fact, in_order
from tsunagu.pathways.rules.ledger import Ledger
from tsunagu.pathways.rules.questions import Condition, Selectors, Test
from tsunagu.pathways.rules.spans import MIN, Period, Span

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Facts that must be there (or must not): which, how many, how different, how much in all, how recent."""

    of: Selectors
    absent: bool = False
    times: int = 1
    different: tuple[tuple[str, int], ...] = ()  # at least n different values of a qualifier
    total: tuple[tuple[str, float], ...] = ()  # a qualifier's sum is at least n
    in_the_last: Span | Period | None = None
    since: Selectors = ()  # only facts from the day of the latest of these

    @property
    def single(self) -> bool:
        """One fact is enough: the usual case, for which the search may stop at the first."""
        return self.times == 1 and not self.different and not self.total

    def enough(self, facts: list[Fact]) -> bool:
        return (
            len(facts) >= self.times
            and all(len({f.data.get(q) for f in facts} - {None}) >= n for q, n in self.different)
            and all(sum(f.data.get(q) or 0 for f in facts) >= n for q, n in self.total)
        )

    def holds(self, ledger: Ledger, person: str | None, at: datetime) -> bool:
        """Judged at one moment, looking back."""
        since = max(self._recent(ledger, at), self._latest(ledger, person, at))
        found = [f for f in ledger.matching(self.of, person, named=False) if since <= f.at <= at]
        return not found if self.absent else self.enough(found)

    def _recent(self, ledger: Ledger, at: datetime) -> datetime:
        """How far back the look goes: "2 calendar months" is the month of `at` and the one before it."""
        if self.in_the_last is None:
            return MIN
        if isinstance(self.in_the_last, Span):
            return ledger.place.before(self.in_the_last, at)
        month = ledger.place.day(at).replace(day=1)
        return ledger.place.first(ledger.place.shift(month, Span(self.in_the_last.n - 1, "month"), -1))

    def _latest(self, ledger: Ledger, person: str | None, at: datetime) -> datetime:
        """From the first moment of its day: an agreement known by date alone counts on the day of the draft."""
        if not self.since:
            return MIN
        past = [f.at for f in ledger.matching(self.since, person, named=False) if f.at <= at]
        return ledger.place.first(ledger.place.day(past[-1])) if past else MIN

    def kinds(self) -> set[str]:
        return {s.kind for s in (*self.of, *self.since)}


@dataclass(frozen=True, slots=True, eq=False)
class Holds:
    """A condition over properties is true."""

    condition: Condition

    def holds(self, ledger: Ledger, person: str | None, at: datetime) -> bool:
        return ledger.true_at(self.condition, person, at)


@dataclass(frozen=True, slots=True, eq=False)
class EachRecord:
    """Every open record of a noun (of those that pass `where`) passes tests, and has a part that passes others."""

    noun: str
    with_: tuple[Test, ...] = ()
    where: tuple[Test, ...] = ()
    parts: tuple[Test, ...] = ()  # a record of the same noun whose `parent` is this one

    def short_of(self, records: Mapping[str, Fields]) -> list[str]:
        """The records that fall short."""
        asked = {ref: fields for ref, fields in records.items() if _passes(fields, self.where)}
        return [
            ref for ref, fields in asked.items() if not (_passes(fields, self.with_) and self._parted(ref, records))
        ]

    def _parted(self, ref: str, records: Mapping[str, Fields]) -> bool:
        return not self.parts or any(f.get("parent") == ref and _passes(f, self.parts) for f in records.values())


@dataclass(frozen=True, slots=True, eq=False)
class SomeRecord:
    """At least one open record of a noun passes these tests."""

    noun: str
    with_: tuple[Test, ...] = ()

    def found_in(self, records: Mapping[str, Fields]) -> bool:
        return any(_passes(fields, self.with_) for fields in records.values())


@dataclass(frozen=True, slots=True, eq=False)
class DutiesAre:
    """All duties of a topic are settled, not overdue, or open to act (no floor is still ahead)."""

    topic: str
    how: str


Need = Evidence | Holds | EachRecord | SomeRecord | DutiesAre


def _passes(fields: Fields, tests: Iterable[Test]) -> bool:
    return all(test(fields) for test in tests)


@dataclass(frozen=True, slots=True)
class Look:
    """Which stretch of the ledger is searched: past one point, to a moment, without the fact that started the clock."""

    after: tuple[datetime, str]
    until: datetime
    skip: str = ""

    def over(self, facts: list[Fact], ref: str | None = None) -> Iterator[Fact]:
        for i in range(bisect_left(facts, self.after, key=in_order), len(facts)):
            fact = facts[i]
            if fact.at > self.until:
                return
            if fact.id != self.skip and (ref is None or fact.ref == ref):
                yield fact


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to meet a duty: all of some needs inside the window, provided that other things hold at that moment."""

    needs: tuple[Evidence, ...]
    provided: tuple[Evidence | Holds, ...] = ()

    def met(self, ledger: Ledger, person: str | None, ref: str | None, look: Look, named: bool = True) -> Fact | None:
        """The fact that completes it inside the look; `named`: only facts that name the person count."""
        first = self.needs[0]
        if len(self.needs) == 1 and first.single:
            candidates = look.over(ledger.matching(first.of, person, named), ref)
        else:
            candidates = self._completions(ledger, person, ref, look, named)
        if not self.provided:
            return next(candidates, None)
        return next((f for f in candidates if all(need.holds(ledger, person, f.at) for need in self.provided)), None)

    def _completions(
        self, ledger: Ledger, person: str | None, ref: str | None, look: Look, named: bool
    ) -> Iterator[Fact]:
        """Facts at which, counting everything up to them, all needs have been filled."""
        pools = [list(look.over(ledger.matching(need.of, person, named), ref)) for need in self.needs]
        if not all(pools):
            return
        for fact in sorted({f.id: f for pool in pools for f in pool}.values(), key=in_order):
            filled = zip(self.needs, pools, strict=True)
            if all(need.enough([f for f in pool if f.order <= fact.order]) for need, pool in filled):
                yield fact

    def kinds(self) -> set[str]:
        evidence = (n for n in (*self.needs, *self.provided) if isinstance(n, Evidence))
        return {kind for need in evidence for kind in need.kinds()}

    def conditions(self) -> list[Condition]:
        return [n.condition for n in self.provided if isinstance(n, Holds)]
