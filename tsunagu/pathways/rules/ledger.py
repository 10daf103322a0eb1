"""What is true of this case, and since when? Its standing facts, indexed, and the properties read off them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from tsunagu.pathways.rules.facts import Fact, effective, in_order
from tsunagu.pathways.rules.questions import ALWAYS, Condition, Selectors
from tsunagu.pathways.rules.spans import MAX, MIN, Interval, Place
from tsunagu.pathways.rules.vocabulary import Property, Vocabulary

Timeline = tuple[list[datetime], list[Any]]  # moments of change, and the value from each


class Ledger:
    """One case's standing facts. Everything is worked out when first asked, and remembered."""

    def __init__(self, facts: Iterable[Fact], vocabulary: Vocabulary, place: Place):
        self.vocabulary, self.place = vocabulary, place
        self.by_kind: dict[str, list[Fact]] = defaultdict(list)
        for fact in effective(facts):
            self.by_kind[fact.kind].append(fact)
        self.members = self._members()
        self._matching: dict[tuple[Selectors, str | None, bool], list[Fact]] = {}
        self._timelines: dict[tuple[str, str | None], Timeline] = {}
        self._intervals: dict[tuple[Condition, str | None, bool], list[Interval]] = {}

    def _members(self) -> dict[str, Interval]:
        members: dict[str, Interval] = {}
        for fact in self.by_kind.get("person.joined", ()):
            for person in sorted(fact.persons):
                members.setdefault(person, (fact.at, MAX))
        for fact in self.by_kind.get("person.left", ()):
            for person in fact.persons & members.keys():
                members[person] = (members[person][0], fact.at)
        return members

    # -- facts -------------------------------------------------------------------------------------------------

    def matching(self, selectors: Selectors, person: str | None, named: bool = True) -> list[Fact]:
        """Facts in order of time. named: only those that name the person; else also those about the case as a whole."""
        key = (selectors, person, named)
        found = self._matching.get(key)
        if found is None:
            found = self._matching[key] = self._find(selectors, person, named)
        return found

    def _find(self, selectors: Selectors, person: str | None, named: bool) -> list[Fact]:
        found = [
            fact
            for selector in selectors
            for fact in self.by_kind.get(selector.kind, ())
            if (person is None or person in fact.persons or (not named and not fact.persons))
            and (not selector.tests or selector(fact))
        ]
        if len(selectors) == 1:
            return found
        return sorted({fact.id: fact for fact in found}.values(), key=in_order)

    def moment(self, fact: Fact, qualifier: str | None) -> datetime | None:
        """When the fact was true, or the date it speaks of. A bare date means its first moment."""
        if qualifier is None:
            return fact.at
        value = fact.data.get(qualifier)
        if isinstance(value, datetime):
            return value.astimezone(UTC)  # hours added to a local time go by the wall clock, across daylight saving too
        return self.place.first(value) if isinstance(value, date) else None

    # -- properties --------------------------------------------------------------------------------------------

    def value(self, name: str, person: str | None, at: datetime) -> Any:
        times, values = self.timeline(name, person)
        i = bisect_right(times, at)
        if i:
            return values[i - 1]
        return None if self.vocabulary.properties[name].set_by else False

    def timeline(self, name: str, person: str | None) -> Timeline:
        key = (name, person)
        found = self._timelines.get(key)
        if found is None:
            found = self._timelines[key] = self._timeline(self.vocabulary.properties[name], person)
        return found

    def _timeline(self, prop: Property, person: str | None) -> Timeline:
        if prop.set_by:
            facts = [fact for fact in self._about((prop.set_by,), person) if prop.name in fact.data]
            return [f.at for f in facts], [f.data[prop.name] for f in facts]
        if prop.by_record:
            return self._while_open(prop, person)
        return self._states(prop, person)

    def _about(self, selectors: Selectors, person: str | None) -> list[Fact]:
        """Facts about the person or the whole case; where nobody is asked for, only those about the whole case."""
        if person:
            return self.matching(selectors, person, named=False)
        return [fact for fact in self.matching(selectors, None) if not fact.persons]

    def _states(self, prop: Property, person: str | None) -> Timeline:
        changes = [(fact.at, False, MAX) for fact in self._about(prop.ends, person)]
        for fact in self._about(prop.begins, person):
            start, end = self._run_of(prop, fact)
            if start is not None:
                changes.append((start, True, end))
        times, values, lapse = [], [], MAX
        for at, on, end in sorted(changes):
            if lapse < at:
                times.append(lapse)
                values.append(False)
            times.append(at)
            values.append(on)
            lapse = end if on else MAX
        if lapse < MAX:
            times.append(lapse)
            values.append(False)
        return times, values

    def _run_of(self, prop: Property, fact: Fact) -> tuple[datetime | None, datetime]:
        """From when to when one beginning fact makes a state true, if nothing ends it."""
        start, end = self.moment(fact, prop.at), MAX
        if start is None:
            return None, end
        if prop.after:
            start = self.place.first(self.place.shift(self.place.day(start), prop.after))
        if prop.until and (named := self.moment(fact, prop.until)):
            end = self.place.last(self.place.day(named))
        if prop.lasts:
            end = min(end, self.place.fixed(prop.lasts, start))
        return start, end

    def _while_open(self, prop: Property, person: str | None) -> Timeline:
        begins = self.matching(prop.begins, person, named=False)
        opening = {fact.id for fact in begins}
        times, values = [], []
        running: set[str | None] = set()
        for fact in sorted([*begins, *self.matching(prop.ends, person, named=False)], key=in_order):
            running = running | {fact.ref} if fact.id in opening else running - {fact.ref}
            times.append(fact.at)
            values.append(bool(running))
        return times, values

    # -- conditions --------------------------------------------------------------------------------------------

    def _scopes(self, person: str | None) -> list[str | None]:
        """Whose properties are asked: the person's, or every member's for the case as a whole."""
        return [person] if person or not self.members else list(self.members)

    def true_at(self, condition: Condition, person: str | None, at: datetime) -> bool:
        if condition is ALWAYS:
            return True
        return any(self._holds(condition, scope, at) for scope in self._scopes(person))

    def _holds(self, condition: Condition, person: str | None, at: datetime) -> bool:
        return condition(lambda name: self.value(name, person, at))

    def intervals(self, condition: Condition, person: str | None, everyone: bool = False) -> list[Interval]:
        """When the condition holds: for a whole case when it holds for anyone in it, or for everyone.

        A duty of the whole case applies when its condition holds for anyone and pauses when it holds for everyone:
        doubt resolves toward the duty.
        """
        if condition is ALWAYS:
            return [(MIN, MAX)]
        key = (condition, person, everyone)
        found = self._intervals.get(key)
        if found is None:
            found = self._intervals[key] = self._work_out(condition, person, everyone)
        return found

    def _work_out(self, condition: Condition, person: str | None, everyone: bool) -> list[Interval]:
        scopes = self._scopes(person)
        points = sorted({t for name in condition.names() for scope in scopes for t in self.timeline(name, scope)[0]})
        found: list[Interval] = []
        for start, end in zip([MIN, *points], [*points, MAX], strict=True):
            if not (all if everyone else any)(self._holds(condition, scope, start) for scope in scopes):
                continue
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    # -- records -----------------------------------------------------------------------------------------------

    def records(self, noun: str, person: str | None) -> dict[str, Mapping[str, Any]]:
        """Open records of a noun ("goal") with their latest qualifiers, each as the facts about it left it."""
        spec = self.vocabulary.records[noun]
        opening, closing = {s.kind for s in spec.opened_by}, {s.kind for s in spec.closed_by}
        state: dict[str, Mapping[str, Any]] = {}
        for fact in self.matching(spec.selectors(), person, named=False):
            name = cast(str, fact.data.get(spec.named_by) if spec.named_by else fact.ref) or fact.id
            if fact.kind in closing:
                state.pop(name, None)
            elif fact.kind in opening or name in state:
                state[name] = {**state.get(name, {}), **fact.data}
        return state
