"""Working out a case's duties, and keeping the rows the lists read.

The evaluation is pure (`pathways.rules`); this is its two ends: rows in, rows out. A row that did not change is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid5

from tsunagu.cases.choices import Tier
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.core.actor import SYSTEM_ID
from tsunagu.core.clock import now
from tsunagu.core.kinds import read_data
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library

ALWAYS_LED = datetime.fromisoformat("2000-01-01T00:00:00+00:00")  # -infinity is no Python datetime
WEIGHTS: dict[str, int] = {
    Tier.CRISIS: 30,
    Tier.HIGH: 20,
    Tier.STANDARD: 10,
    Tier.LOW: 3,
}  # tenths; practice norms 2.3a
RANK = {tier: n for n, tier in enumerate((Tier.LOW, Tier.STANDARD, Tier.HIGH, Tier.CRISIS), 1)}
FIELDS = [f.attname for f in Duty._meta.concrete_fields if f.attname != "id"]
_compared = itemgetter(*FIELDS)
PROJECTED = ("programme", "model", "jurisdiction", "payer", "tier", "last_contact_at", "duties_until")
_put_off: ContextVar[bool] = ContextVar("put_off", default=False)


@contextmanager
def put_off(off: bool = True) -> Iterator[None]:
    """Inside, facts are recorded and duties stay as they were: who tells a long history works them out once, at its end."""
    token = _put_off.set(off)
    try:
        yield
    finally:
        _put_off.reset(token)


def work_out(case: Case, *, horizon: datetime | None = None) -> None:
    """Rewrite the duties of a locked case from its facts, and the columns of the case that lists read."""
    ledger, horizon, jurisdiction = ledger_of(case), horizon or horizon_of(case), case.jurisdiction
    project(case, ledger, horizon)  # first: a duty of the whole case is as heavy as the case's tier is now
    if _put_off.get():
        return
    if case.jurisdiction != jurisdiction:
        ledger = ledger_of(case)  # the same facts, by the holidays of the place they are in now
    ruleset = library().rules_for(case.layers)
    found = rules.evaluate(ledger, ruleset.clocks, library().vocabulary, ledger.place, horizon, since=first_day(case))
    authors = authors_of(ledger_rows(case)) if any(d.owner == "author" for d in found) else {}
    store(case, (row_of(case, duty, ledger, authors) for duty in found))


def ledger_of(case: Case) -> rules.Ledger:
    """The case's facts as the engine reads them."""
    return rules.Ledger(
        [as_fact(row, case.aliases) for row in ledger_rows(case)],
        library().vocabulary,
        rules.place_for(case.jurisdiction, case.zone),
    )


def read_together(cases: Sequence[Case]) -> None:
    """Facts and duties of many cases with a query each, for what is worked out by the hundred."""
    by_id = {case.id: case.__dict__ for case in cases}
    for known in by_id.values():
        known["_ledger_rows"], known["_stored_duties"] = [], {}
    for fact in Fact.objects.filter(case_id__in=by_id):
        by_id[fact.case_id]["_ledger_rows"].append(fact)
    for case_id, id_, *values in Duty.objects.filter(case_id__in=by_id).values_list("case_id", "id", *FIELDS):
        by_id[case_id]["_stored_duties"][id_] = tuple(values)


def ledger_rows(case: Case, *, more: Iterable[Fact] = ()) -> list[Fact]:
    """Read once for each piece of work on a case: gates, recording and pages share it. `more` was appended just now."""
    rows: list[Fact] | None = case.__dict__.get("_ledger_rows")
    if rows is None:
        rows = case.__dict__["_ledger_rows"] = list(Fact.objects.filter(case_id=case.id))
    else:
        rows.extend(more)
    return rows


def as_fact(row: Fact, aliases: dict[str, str]) -> rules.Fact:
    return rules.Fact(
        id=str(row.id),
        kind=row.kind,
        at=row.occurred_at,
        persons=frozenset(aliases.get(str(p), str(p)) for p in row.persons),
        data=read_data(row.kind, row.data),
        ref=str(row.ref) if row.ref else None,
        recorded_at=row.recorded_at,
        corrects=str(row.corrects_id) if row.corrects_id else None,
    )


def first_day(case: Case) -> datetime:
    """Rules look at facts from the day the case opened here: imported history never makes a duty."""
    place = rules.place_for(case.jurisdiction, case.zone)
    return place.first(place.day(case.opened_at))


def horizon_of(case: Case) -> datetime:
    """62 to 92 days ahead, spread by the case, so that extending horizons is a trickle and no stampede."""
    return now() + timedelta(days=62 + case.id.int % 31)


def row_of(case: Case, duty: rules.Duty, ledger: rules.Ledger, authors: dict[str, UUID]) -> dict[str, Any]:
    """A duty as the columns of its row."""
    tier = ledger.value("tier", duty.person, now()) if duty.person else case.tier
    return {
        "id": uuid5(case.id, "|".join(duty.key)),
        "organisation_id": case.organisation_id,
        "team_id": case.team_id,
        "case_id": case.id,
        "person_id": UUID(duty.person) if duty.person else None,
        "owner_id": owner_of(case, duty, authors),
        "period": period_of(duty),
        "weight": WEIGHTS.get(tier, 10),
        **columns_of(duty),
    }


def columns_of(duty: rules.Duty) -> dict[str, Any]:
    """What the engine found, as the columns that every table of duties has."""
    return {
        "clock": duty.clock,
        "topic": duty.topic,
        "subject": UUID(duty.subject) if duty.subject else None,
        "occurrence": duty.occurrence,
        "anchor_at": duty.anchor,
        "opens_at": duty.opens,
        "warn_at": duty.warn,
        "due_at": duty.due,
        "grace_until": duty.grace_until,
        "closes_at": duty.closes,
        "escalate_at": duty.escalate_at,
        "lead_from": max(duty.lead_from, ALWAYS_LED) if duty.lead_from else None,
        "outcome": duty.outcome,
        "paused": duty.paused,
        "met_at": duty.met_at,
        "met_by": UUID(duty.met_by) if duty.met_by else None,
        "recorded_at": duty.recorded_at,
        "urgent": is_urgent(duty),
        "legal": duty.legal,
        "because": [[clock, due.isoformat() if due else None] for clock, due in duty.because],
    }


def authors_of(facts: Iterable[Fact]) -> dict[str, UUID]:
    """Who answers for what each fact starts: the worker last named for its record (a promise, an issue), else its writer."""
    in_order = sorted(facts, key=lambda f: f.recorded_at)
    named = {f.ref: UUID(f.data["worker"]) for f in in_order if f.ref and f.data.get("worker")}
    return {str(f.id): named[f.ref] if f.ref in named and f.data.get("worker") else f.by_id for f in in_order}


def owner_of(case: Case, duty: rules.Duty, authors: dict[str, UUID]) -> UUID | None:
    """A clock's role as a worker: what nobody holds falls to the case manager, before one is named to who took the referral in."""
    author = authors.get(duty.occurrence.split("@")[0]) if duty.owner == "author" else None
    if author and author != SYSTEM_ID:  # what came in by itself belongs to whoever manages the case
        return author
    held = {"supervisor": case.supervisor_id, "intake": case.intake_id}.get(duty.owner)
    return held or case.primary_id or case.intake_id


def is_urgent(duty: rules.Duty) -> bool:
    """Danger, and what the law counts in hours, comes before everything else on every list."""
    by_hours = duty.legal and duty.due is not None and duty.due - duty.anchor <= timedelta(hours=48)
    return (duty.clock.startswith("safety.") and duty.topic != "note_written") or by_hours


def period_of(duty: rules.Duty) -> datetime | None:
    month = duty.occurrence
    return datetime.strptime(month, "%Y-%m").date() if len(month) == 7 and month[4] == "-" else None  # type: ignore[return-value]  # noqa: DTZ007


def store(case: Case, rows: Iterable[dict[str, Any]]) -> None:
    """Insert what is new, update what differs, delete what is gone. Only what is written becomes an object: most rows stay as they are."""
    stored = _stored(case)
    wanted = {row["id"]: row for row in rows}
    changed = [Duty(**row) for id_, row in wanted.items() if stored.get(id_) != _compared(row)]
    gone = stored.keys() - wanted.keys()
    if gone:
        Duty.objects.filter(id__in=gone).delete()
    if changed:
        Duty.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=FIELDS)


def _stored(case: Case) -> dict[UUID, tuple[Any, ...]]:
    """What stands in the table, to compare with; read beforehand where many cases are worked out together."""
    known: dict[UUID, tuple[Any, ...]] | None = case.__dict__.pop("_stored_duties", None)
    if known is None:
        known = {row[0]: row[1:] for row in Duty.objects.filter(case_id=case.id).values_list("id", *FIELDS)}
    return known


def project(case: Case, ledger: rules.Ledger, horizon: datetime) -> None:
    """The columns of the case that say what the ledger says today. A row that says so already is left alone, and makes no history."""
    at = now()
    before = [getattr(case, name) for name in PROJECTED]
    case.programme = ledger.value("programme", None, at) or ""
    case.model = ledger.value("model", None, at) or ""
    case.jurisdiction = ledger.value("jurisdiction", None, at) or case.jurisdiction
    case.payer = ledger.value("payer", None, at) or ""
    tiers = [ledger.value("tier", person, at) for person in ledger.members]
    case.tier = max((t for t in tiers if t), key=lambda t: RANK[t], default=ledger.value("tier", None, at) or "")
    contacts = ledger.by_kind.get("contact.made", ())
    case.last_contact_at = contacts[-1].at if contacts else None
    case.duties_until = horizon
    touched = _touched(case)
    if touched or before != [getattr(case, name) for name in PROJECTED]:
        case.save(update_fields=[*PROJECTED, *touched])


def _touched(case: Case) -> list[str]:
    """Columns a command changed on the locked case and leaves to this one update."""
    return sorted(case.__dict__.pop("_touched", ()))


def touch(case: Case, **values: object) -> None:
    """Change columns of a locked case; they are saved with the facts that say so."""
    for name, value in values.items():
        setattr(case, name, value)
    case.__dict__.setdefault("_touched", set()).update(values)
