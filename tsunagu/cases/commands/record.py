"""Recording what happened: the ledger rows, the audit sentence, the case's duties and the handlers, in one transaction.

The case is locked before its facts are read, so two people who record at once are put in order. Every other command of every room ends
here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.duties import ledger_rows, work_out
from tsunagu.cases.events import FactRetracted
from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.core.kinds import data_of, kind
from tsunagu.core.listening import tell


@dataclass(frozen=True)
class Happening:
    """One event to record: when it was true (a date where only the date is known), of whom, and about which record.

    `id` may be given by a device that wrote it offline: recording the same id twice is harmless.
    """

    event: Any
    at: datetime | date | None = None
    persons: Collection[UUID] = ()
    ref: UUID | None = None
    corrects: Fact | None = None
    id: UUID = field(default_factory=uuid7)


def locked(case_id: UUID) -> Case:
    """The case, locked for the rest of the transaction. Lock first, read afterwards."""
    return Case.objects.select_for_update(of=("self",)).get(id=case_id)


@transaction.atomic
def record(case: Case, *happenings: Happening, by: Actor, verb: str | None = None, **audit: Any) -> list[Fact]:
    """Append facts to the ledger of a locked case, and bring its duties up to date.

    `verb` is the command's name for the trail (default: the first fact's kind); `audit` is what the sentence about it needs.
    Raises `Refused` for a fact that lies in the future or lacks the time its clocks count from.
    """
    facts = [_fact(case, happening, by) for happening in happenings]
    Fact.objects.bulk_create(facts)
    ledger_rows(case, more=facts)
    record_act(by, verb or facts[0].kind, facts[0], case_id=case.id, **audit)
    work_out(case)
    for fact, happening in zip(facts, happenings, strict=True):
        tell(fact.kind, fact=fact, event=happening.event, case=case, by=by)
    return facts


def _fact(case: Case, happening: Happening, by: Actor) -> Fact:
    name = happening.event.kind
    at, day_only = moment_of(happening.at, case.zone)
    if day_only and kind(name).timed:
        raise Refused(_("Give the time as well as the date: a deadline counts from it."), field="at")
    return Fact(
        id=happening.id,
        organisation_id=case.organisation_id,
        case=case,
        kind=name,
        occurred_at=at,
        day_only=day_only,
        recorded_at=now(),
        by_id=by.id,
        by_name=by.name,
        persons=sorted(happening.persons),
        ref=happening.ref,
        data=data_of(happening.event),
        corrects=happening.corrects,
    )


def moment_of(at: datetime | date | None, zone: str) -> tuple[datetime, bool]:
    """An instant, and whether only its date is known. Nothing can have happened in the future."""
    if at is None:
        return now(), False
    local = ZoneInfo(zone)
    if isinstance(at, datetime):
        if at > now():
            raise Refused(_("This lies in the future. Record it when it has happened."), field="at")
        return at, False
    if at > now().astimezone(local).date():
        raise Refused(_("This lies in the future. Record it when it has happened."), field="at")
    return datetime(at.year, at.month, at.day, tzinfo=local), True


def of_day(day: date, zone: str) -> date | None:
    """A day as the moment of a happening. Today is now, so that what happens on one day keeps the order in which it is written."""
    return None if day == now().astimezone(ZoneInfo(zone)).date() else day


@transaction.atomic
def correct_fact(
    fact: Fact, event: Any, *, by: Actor, at: datetime | date | None = None, persons: Collection[UUID] | None = None
) -> Fact:
    """Say it right: a new fact that speaks in the old one's place. Both stay readable."""
    case = locked(fact.case_id)
    kept = [UUID(str(p)) for p in fact.persons] if persons is None else persons
    (new,) = record(
        case,
        Happening(event, at or fact.occurred_at, kept, fact.ref, corrects=_first(fact)),
        by=by,
        verb="correct_fact",
        corrected=str(fact.id),
    )
    return new


@transaction.atomic
def retract_fact(fact: Fact, *, reason: str, by: Actor) -> Fact:
    """It never happened: written in the wrong chart, or by mistake. It stays readable, and no rule looks at it."""
    if not reason.strip():
        raise Refused(_("Say why this entry is withdrawn."), field="reason")
    case = locked(fact.case_id)
    (new,) = record(
        case,
        Happening(FactRetracted(reason), fact.occurred_at, (), fact.ref, corrects=_first(fact)),
        by=by,
        verb="retract_fact",
        retracted=str(fact.id),
        reason=reason,
    )
    return new


def _first(fact: Fact) -> Fact:
    return fact.corrects if fact.corrects_id and fact.corrects else fact


def changed(event: Any, **fields: Any) -> Any:
    """The event with other qualifiers: for corrections."""
    return dataclasses.replace(event, **fields)


def already_recorded(ids: Sequence[UUID]) -> set[UUID]:
    """Which of these facts came before: a device sends again what it is not sure of."""
    return set(Fact.objects.filter(id__in=ids).values_list("id", flat=True))
