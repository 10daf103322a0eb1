"""A case told in facts, for tests: its ledger, its duties, what a gate still asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from tsunagu.pathways.queries import library, place_for
from tsunagu.pathways.rules import Duty, Fact, Ledger, Missing, Place, Records, Ruleset, evaluate, missing

LIBRARY = library()
VOCABULARY, RULES, STAFF_RULES = LIBRARY.vocabulary, LIBRARY.rules_for(), LIBRARY.staff_rules()
JP, KR = place_for("jp", "Asia/Tokyo"), place_for("kr", "Asia/Seoul")
NY, LA = place_for("us", "America/New_York"), place_for("us_ca", "America/Los_Angeles")
HOME = {"mode": "in_person", "place": "home", "with": "person"}


class Story:
    def __init__(self, where: Place, **properties: str):
        self.where = where
        self.facts: list[Fact] = []
        self._ids = count(1)
        self.add("2020-01-01", "person.joined")
        for name, value in properties.items():
            self.add("2020-01-01", f"{name}.set", persons=(), **{name: value})

    def moment(self, text: str) -> datetime:
        local = datetime.fromisoformat(text if "T" in text else text + "T09:00")
        return local.replace(tzinfo=self.where.zone).astimezone(UTC)

    def add(
        self,
        at: str,
        kind: str,
        *,
        persons: Iterable[str] = ("ana",),
        ref: str | None = None,
        corrects: str | None = None,
        recorded: str | None = None,
        **data: Any,
    ) -> Fact:
        fact = Fact(
            id=f"f{next(self._ids):04d}",
            kind=kind,
            at=self.moment(at),
            persons=frozenset(persons),
            data=data,
            ref=ref,
            recorded_at=self.moment(recorded or at),
            corrects=corrects,
        )
        self.facts.append(fact)
        return fact

    def visit(self, day: str, **data: Any) -> None:
        """A home visit (or what data makes of it) with its record."""
        self.add(day, "contact.made", **{**HOME, **data})
        self.add(day, "monitoring.recorded")

    def duties(self, clock: str = "", until: str = "2027-12-31", rules: Ruleset = RULES, **more: Any) -> list[Duty]:
        found = evaluate(self.facts, rules.clocks, VOCABULARY, self.where, self.moment(until), **more)
        return sorted((d for d in found if clock in d.clock + "$"), key=lambda d: (d.due or d.opens, d.key))

    def one(self, clock: str, **how: Any) -> Duty:
        (found,) = self.duties(clock, **how)
        return found

    def by_period(self, clock: str, until: str = "2026-12-31") -> dict[str, Duty]:
        return {d.occurrence: d for d in self.duties(clock, until)}

    def ledger(self) -> Ledger:
        return Ledger(self.facts, VOCABULARY, self.where)

    def lacks(
        self, gate: str, at: str, records: Records | None = None, rules: Ruleset = RULES, **how: Any
    ) -> list[Missing]:
        duties = self.duties(until=at, rules=rules)
        return missing(gate, self.ledger(), rules, self.moment(at), duties, records, **how)

    def day(self, moment: datetime | None) -> str | None:
        return self.where.day(moment).isoformat() if moment else None

    def local(self, moment: datetime | None) -> str:
        assert moment is not None
        return f"{moment.astimezone(self.where.zone):%a %Y-%m-%d %H:%M}"
