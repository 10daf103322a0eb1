"""Reminding the owner of a duty, and telling the next level, once each; both stand on the case as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse

from tsunagu.access.check import check
from tsunagu.access.choices import Role
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.duties import first_day, ledger_of
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import DutyEscalated, DutyWarned
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.cases.queries import leading
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.identity.models import Membership, User
from tsunagu.notices.commands import notify_user
from tsunagu.pathways import rules
from tsunagu.pathways.queries import library


@dataclass(frozen=True)
class Told:
    """Somebody who is to be told of a duty, and as what."""

    duty: rules.Duty
    event: Any
    to: UUID | None
    template: str


def cases_to_look_at(by: Actor, limit: int) -> list[UUID]:
    """Cases with an open duty whose reminder or escalation has come and is not on the ledger: what was told is passed over."""
    at = now()
    clocks = library().rules_for().clocks
    asked: Any = Q(escalate_at__lte=at) & ~_told("duty.escalated", OuterRef("escalate_at"))
    asked |= Q(clock__in=[c.id for c in clocks if c.warn], warn_at__lte=at, due_at__gte=at) & ~_told(
        "duty.warned", OuterRef("warn_at")
    )
    for clock in clocks:
        for span in clock.warn if len(clock.warn) > 1 else ():
            days = timedelta(days=span.rough_days)  # to the day: the engine says which hour
            near = Q(clock=clock.id, due_at__range=(at, at + days))
            asked |= near & ~_told("duty.warned", OuterRef("due_at") - days)
    duties = Duty.objects.filter(leading(at), asked, organisation_id=by.organisation, paused=False)
    return list(duties.order_by("case_id").values_list("case_id", flat=True).distinct()[:limit])


def _told(kind: str, since: Any) -> Exists:
    """Is such a fact about this very window on the ledger since then? `since` is read from the duty's row."""
    same = Fact.objects.annotate(of=KeyTextTransform("clock", "data"), window=KeyTextTransform("occurrence", "data"))
    return Exists(
        same.filter(
            case_id=OuterRef("case_id"),
            kind=kind,
            of=OuterRef("clock"),
            window=OuterRef("occurrence"),
            occurred_at__gte=since,
        )
    )


def send_warnings(*, by: Actor, limit: int = 2000) -> int:
    """Each case in a transaction of its own. What was told before is read off the ledger, so running twice tells nobody twice."""
    check(by, Permission.CASE_WORK)
    sent = 0
    for case_id in cases_to_look_at(by, limit):
        with transaction.atomic():
            sent += _tell(locked(case_id), by)
    return sent


def _tell(case: Case, by: Actor) -> int:
    ledger = ledger_of(case)
    ruleset = library().rules_for(case.layers)
    duties = rules.evaluate(ledger, ruleset.clocks, library().vocabulary, ledger.place, now(), since=first_day(case))
    todo = [told for duty in duties if duty.outcome == "open" for told in _owed(case, duty, ledger)]
    if not todo:
        return 0
    persons = [[UUID(told.duty.person)] if told.duty.person else [] for told in todo]
    happenings = [Happening(told.event, None, who) for told, who in zip(todo, persons, strict=True)]
    record(case, *happenings, by=by, verb="send_warnings", told=len(todo))
    users = {user.id: user for user in User.objects.filter(id__in={told.to for told in todo if told.to})}
    for told, who in zip(todo, persons, strict=True):
        if told.to in users:
            _notify(case, told, users[told.to], who[0] if who else None, ruleset, by)
    return len(todo)


def _owed(case: Case, duty: rules.Duty, ledger: rules.Ledger) -> list[Told]:
    """The reminder and the escalations whose moment has come since somebody was last told."""
    at, found = now(), []
    reminders = [moment for moment in duty.warnings if moment <= at]
    if reminders and duty.due and at <= duty.due and not _is_told(ledger, duty, "duty.warned", reminders[-1]):
        event = DutyWarned(duty.clock, duty.occurrence, duty.owner)
        found.append(Told(duty, event, _holder(case, duty.owner), "cases/notices/duty_warned"))
    for moment, role in duty.escalations:
        if moment <= at and not _is_told(ledger, duty, "duty.escalated", moment):
            event_up = DutyEscalated(duty.clock, duty.occurrence, role)
            found.append(Told(duty, event_up, _holder(case, role), "cases/notices/duty_escalated"))
    return found


def _is_told(ledger: rules.Ledger, duty: rules.Duty, kind: str, since: datetime) -> bool:
    return any(
        fact.at >= since
        and fact.data["clock"] == duty.clock
        and fact.data["occurrence"] == duty.occurrence
        and (duty.person is None or duty.person in fact.persons)
        for fact in ledger.by_kind.get(kind, ())
    )


def _holder(case: Case, role: str) -> UUID | None:
    """Who holds a role of a clock on this case; a supervisor of the team where the case names none."""
    if role == "supervisor":
        return case.supervisor_id or _supervisor_of(case.team_id)
    return {"intake": case.intake_id}.get(role) or case.primary_id or case.intake_id


def _supervisor_of(team_id: UUID | None) -> UUID | None:
    if team_id is None:
        return None
    found = Membership.objects.filter(team_id=team_id, is_active=True, roles__contains=[Role.SUPERVISOR])
    return found.order_by("id").values_list("user_id", flat=True).first()


def _notify(case: Case, told: Told, to: User, person_id: UUID | None, ruleset: rules.Ruleset, by: Actor) -> None:
    rule = rules.describe(ruleset.by_id[told.duty.clock], library().vocabulary, to.language)
    notify_user(
        to=to,
        template=told.template,
        context={
            "what": rule.title,
            "number": case.number,
            "due": told.duty.due,
            "source": rule.source,
        },
        by=by,
        url=reverse("web:case", kwargs={"case_id": case.id}),
        case_id=case.id,
        person_id=person_id,
    )
