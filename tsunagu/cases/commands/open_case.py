"""Opening a case: on the day a referral is received, perhaps before anybody knows who it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Model, Stage
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.record import Happening, locked, moment_of, record
from tsunagu.cases.events import (
    CaseOpened,
    CaseStageEntered,
    JurisdictionSet,
    ModelSet,
    PersonDescribed,
    PersonJoined,
    PersonLeft,
    ProgrammeSet,
)
from tsunagu.cases.models import Assignment, AssignmentRole, Case, CaseNumber, Member
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.identity.queries import organisation_of
from tsunagu.pathways.queries import library
from tsunagu.people.choices import Precision
from tsunagu.people.models import Person


@transaction.atomic
def open_case(
    *,
    by: Actor,
    programme: str,
    first: Sequence[Any] = (),
    persons: Sequence[Person] = (),
    said_name: str = "",
    model: str = "",
    jurisdiction: str = "",
    zone: str = "",
    team_id: UUID | None = None,
    at: datetime | date | None = None,
) -> Case:
    """A new case with its number, its pathway versions and its first facts (`first`: events, such as the referral).

    Whoever opens it holds the intake role until somebody is assigned.
    """
    check(by, Permission.REFERRAL_TAKE_IN)
    organisation = organisation_of(by)
    zone = zone or organisation.zone
    opened_at, _day_only = moment_of(at, zone)
    case = Case.objects.create(
        id=uuid7(),
        organisation_id=organisation.id,
        number=next_number(by, opened_at.year),
        team_id=team_id or next(iter(by.team_ids), None),
        said_name=said_name,
        zone=zone,
        jurisdiction=jurisdiction or organisation.jurisdiction,
        layers=library().current_versions(),
        opened_at=opened_at,
        stage_since=opened_at,
        intake_id=None if by.is_system else by.id,
    )
    if not by.is_system:
        Assignment.objects.create(
            organisation_id=case.organisation_id,
            case=case,
            worker_id=by.id,
            role=AssignmentRole.INTAKE,
            started_at=opened_at,
        )
    events = [
        CaseOpened(case.number),
        JurisdictionSet(case.jurisdiction),
        ProgrammeSet(programme),
        *([ModelSet(Model(model))] if model else []),
        *first,
    ]
    joining = _join(case, persons, opened_at)
    record(case, *(Happening(event, at) for event in events), *joining, by=by, verb="open_case", number=case.number)
    return case


def next_number(by: Actor, year: int) -> str:
    """`2026-000123`: taken under lock, so that two who open at once get two numbers."""
    row, _made = CaseNumber.objects.get_or_create(organisation_id=by.organisation, year=year)
    CaseNumber.objects.filter(id=row.id).update(last=F("last") + 1)
    row.refresh_from_db()
    return f"{year}-{row.last:06d}"


@transaction.atomic
def add_member(case_id: UUID, person: Person, *, by: Actor, at: datetime | date | None = None) -> Member:
    """Somebody joins the case: a household counts and plans for all of its members."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if case.members.filter(person=person, left_at__isnull=True).exists():
        raise Refused(_("This person is already in the case."), field="person")
    moment, _day_only = moment_of(at, case.zone)
    joining = _join(case, [person], max(moment, case.opened_at))
    record(case, *joining, by=by, verb="add_member", person=str(person.id))
    return case.members.get(person=person, left_at__isnull=True)


@transaction.atomic
def remove_member(member_id: UUID, *, reason: str, by: Actor, at: datetime | date | None = None) -> None:
    """Somebody leaves the case; what was owed them and is unmet ends, and stays on record."""
    check(by, Permission.CASE_WORK)
    member = Member.objects.get(id=member_id)
    case = locked(member.case_id)
    moment, _day_only = moment_of(at, case.zone)
    member.left_at = moment
    member.save(update_fields=["left_at"])
    record(case, Happening(PersonLeft(reason), at, [member.person_id]), by=by, verb="remove_member", reason=reason)


def _join(case: Case, persons: Sequence[Person], at: datetime) -> list[Happening]:
    start = case.members.count() if persons else 0
    rows = [
        Member(organisation_id=case.organisation_id, case=case, person=person, position=start + n, joined_at=at)
        for n, person in enumerate(persons)
    ]
    Member.objects.bulk_create(rows)
    return [
        happening
        for person in persons
        for happening in (
            Happening(PersonJoined(), at, [person.id]),
            Happening(described(person), at, [person.id]),
        )
    ]


def described(person: Person) -> PersonDescribed:
    """What clocks read of a person: age, living alone, whether they can say when something is wrong."""
    born = person.born if person.born_precision == Precision.FULL else None
    return PersonDescribed(born, person.lives_alone, person.cannot_self_report)


@transaction.atomic
def set_programme(case_id: UUID, programme: str, *, reason: str, by: Actor, at: date | None = None) -> Case:
    """Put the case under another programme from a day, with the reason."""
    check(by, Permission.CASE_WORK)
    if programme not in library().programmes():
        raise Refused(_("No programme is called so."), field="programme")
    return _set(case_id, ProgrammeSet(programme, reason), reason, by, at, "set_programme")


@transaction.atomic
def set_model(case_id: UUID, model: str, *, reason: str, by: Actor, at: date | None = None) -> Case:
    """Work by another care model from a day. Clocks are counted anew from that day only; what was overdue stays so (R-032)."""
    check(by, Permission.CASE_WORK)
    return _set(case_id, ModelSet(model, reason), reason, by, at, "set_model")  # type: ignore[arg-type]


def _set(case_id: UUID, event: Any, reason: str, by: Actor, at: date | None, verb: str) -> Case:
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    case = locked(case_id)
    refuse_closed(case)
    record(case, Happening(event, at or today(case.zone)), by=by, verb=verb, reason=reason)
    return case


def refuse_closed(case: Case) -> None:
    """Most work belongs to open cases; a closed one is reopened first."""
    if case.closed_at is not None:
        raise Refused(_("This case is closed. Reopen it first."))


@transaction.atomic
def enter_stage(case_id: UUID, stage: Stage, *, by: Actor, reason: str = "") -> Case:
    """Enter, re-enter or skip to a stage: stages are a state with re-entry, never a wizard (R-005, R-025)."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    move_to(case, stage)
    record(case, Happening(CaseStageEntered(stage, reason or None)), by=by, verb="enter_stage", stage=str(stage))
    return case


def move_to(case: Case, stage: Stage) -> None:
    touch(case, stage=stage, stage_since=now())
