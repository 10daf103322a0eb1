"""May this be done now, and if not, what is missing?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tsunagu.pathways.rules.duties import Duty
from tsunagu.pathways.rules.ledger import Ledger
from tsunagu.pathways.rules.needs import DutiesAre, EachRecord, Evidence, Fields, Holds, Need, SomeRecord, Way
from tsunagu.pathways.rules.rulesets import GateNeed, Ruleset
from tsunagu.pathways.rules.vocabulary import Words

Records = Mapping[str, Mapping[str, Fields]]  # noun -> ref -> its fields, handed over by the room that keeps them
Lack = tuple[str | None, ...]  # the records that fall short; (None,) for the whole need; empty when it holds


@dataclass(frozen=True)
class Missing:
    """One thing that is still missing, in words, with the place where it is put right."""

    gate: str
    layer: str
    says: Words
    mend: str | None
    about: str | None = None  # the record or person it speaks of


def missing(
    gate: str,
    ledger: Ledger,
    rules: Ruleset,
    now: datetime,
    duties: Sequence[Duty] = (),
    records: Records | None = None,
    person: str | None = None,
) -> list[Missing]:
    """All that stands in the way, at once.

    A noun in `records` replaces what the facts say of it. An act for one `person` of a household asks about them alone.
    """
    asker = _Asker(ledger, now, duties, records or {})
    found: dict[Hashable, Missing] = {}
    for need in rules.gates.get(gate, ()):
        for whose in _asked(need, ledger, now, person):
            for about in asker.lacks(need, whose):
                lack = Missing(gate, need.layer, need.says, need.mend, about or whose)
                found.setdefault((*need.says.values(), lack.mend, lack.about), lack)  # two layers may ask for one thing
    return list(found.values())


def _asked(need: GateNeed, ledger: Ledger, now: datetime, person: str | None) -> Iterable[str | None]:
    """Whom a need is asked of: the case as a whole, or each who is in it now."""
    if need.ask != "person":
        return (None,)
    if person is not None:
        return (person,)
    return [whose for whose, (joined, left) in ledger.members.items() if joined <= now <= left]


@dataclass(frozen=True)
class _Asker:
    """Puts needs to one case at one moment."""

    ledger: Ledger
    now: datetime
    duties: Sequence[Duty]
    handed: Records

    def lacks(self, gate: GateNeed, person: str | None) -> Lack:
        """What the first way to satisfy it lacks, if no other way does."""
        if not self.ledger.true_at(gate.while_, person, self.now):
            return ()
        lacks = [self._lack(need, person) for need in gate.needs]
        return lacks[0] if all(lacks) else ()

    def _lack(self, need: Need, person: str | None) -> Lack:
        match need:
            case EachRecord():
                return tuple(need.short_of(self._records(need.noun, person)))
            case SomeRecord():
                return () if need.found_in(self._records(need.noun, person)) else (None,)
            case DutiesAre():
                standing = (duty for duty in self._about(need, person) if self._stands(duty, need.how))
                return tuple(dict.fromkeys(duty.subject or duty.person for duty in standing))
            case Evidence() | Holds():
                return () if need.holds(self.ledger, person, self.now) else (None,)

    def _records(self, noun: str, person: str | None) -> Mapping[str, Fields]:
        handed = self.handed.get(noun)
        return self.ledger.records(noun, person) if handed is None else handed

    def _about(self, need: DutiesAre, person: str | None) -> Iterable[Duty]:
        return (d for d in self.duties if d.topic == need.topic and (person is None or d.person in (None, person)))

    def _stands(self, duty: Duty, how: str) -> bool:
        """Does this duty stand in the way?"""
        if how == "not overdue":
            return duty.state(self.now) in ("overdue", "missed")
        if how == "open to act":
            return duty.outcome == "open" and self.now < duty.opens
        return duty.outcome == "open"


def ways(duty: Duty, rules: Ruleset, ledger: Ledger) -> list[tuple[Way, list[Evidence | Holds]]]:
    """Each way a duty can still be met, with what stands in its road: "on video: no home visit in two months"."""
    at = duty.due or duty.opens
    return [
        (way, [need for need in way.provided if not need.holds(ledger, duty.person, at)])
        for way in rules.by_id[duty.clock].met_by
    ]
