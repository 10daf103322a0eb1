"""What would change if this case worked by another model or programme? The clocks before and after, without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tsunagu.cases.commands.duties import as_fact, first_day, horizon_of, ledger_rows
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.ids import uuid7
from tsunagu.core.words import in_language
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library, place_for
from tsunagu.ui import formats

SET_BY = {"model": "model.set", "programme": "programme.set"}


@dataclass(frozen=True)
class ClockLine:
    """One clock that runs, and when it is next due."""

    title: str
    due: str


@dataclass(frozen=True)
class Change:
    """What stops, what begins, and what moves."""

    stops: list[ClockLine]
    begins: list[ClockLine]
    moves: list[tuple[ClockLine, ClockLine]]
    same: int


def clocks_changed(case: Case, name: str, value: str, lang: str) -> Change:
    """Evaluated twice by the same pure functions that keep the duties: as it is, and with the change from now on."""
    ruleset = library().rules_for(case.layers)
    facts = [as_fact(row, case.aliases) for row in ledger_rows(case)]
    changed = rules.Fact(id=str(uuid7()), kind=SET_BY[name], at=now(), data={name: value}, recorded_at=now())
    before = _next_of(case, facts, ruleset)
    after = _next_of(case, [*facts, replace(changed)], ruleset)
    titles = {id_: in_language(ruleset.by_id[id_].title, lang) for id_ in before.keys() | after.keys()}

    def line(id_: str, due: datetime | None) -> ClockLine:
        return ClockLine(titles[id_], formats.weekday_date(due) if due else "")

    kept = sorted(before.keys() & after.keys(), key=lambda id_: titles[id_])
    return Change(
        stops=[line(id_, before[id_]) for id_ in sorted(before.keys() - after.keys(), key=lambda id_: titles[id_])],
        begins=[line(id_, after[id_]) for id_ in sorted(after.keys() - before.keys(), key=lambda id_: titles[id_])],
        moves=[(line(id_, before[id_]), line(id_, after[id_])) for id_ in kept if before[id_] != after[id_]],
        same=sum(before[id_] == after[id_] for id_ in kept),
    )


def _next_of(case: Case, facts: Sequence[rules.Fact], ruleset: rules.Ruleset) -> dict[str, datetime | None]:
    """Each clock's nearest open due moment."""
    place = place_for(case.jurisdiction, case.zone)
    found = rules.evaluate(facts, ruleset.clocks, library().vocabulary, place, horizon_of(case), since=first_day(case))
    nearest: dict[str, datetime | None] = {}
    for duty in found:
        if duty.outcome == "open" and duty.state(now()) != "missed":
            known = nearest.get(duty.clock)
            nearest[duty.clock] = min(filter(None, (known, duty.due)), default=None)
    return nearest
