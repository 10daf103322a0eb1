"""The safety path: an answer opens it at once, a graver one raises it, and a disposition closes it. Nothing else does.

Practice norms 2.5: self-harm on the PHQ-9 asks for the C-SSRS, a safety plan and a word to the clinician; a high C-SSRS for staying with
the person. The lengths are in the safety layer of the pathways.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import SafetyLevel, SafetyOutcome
from tsunagu.cases.commands.gates import missing_for
from tsunagu.cases.commands.make_promise import new_promise, promise_made
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import (
    ClinicianNotified,
    DispositionRecorded,
    SafetyPathOpened,
    SafetyPathRaised,
    SafetyPlanMade,
)
from tsunagu.cases.models import Case, Fact, SafetyAlarm, SafetyPath
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Missing, Refused

RANK = {level: rank for rank, level in enumerate(SafetyLevel.values)}
UNGATED = (SafetyOutcome.EMERGENCY, SafetyOutcome.MISTAKEN)  # others have taken over, or there was nothing


@dataclass(frozen=True)
class Cause:
    """The answer that cannot wait. `why` names it in every language; `source` is the system it came from, where not here."""

    instrument: str
    level: SafetyLevel
    item: str = ""
    why: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    source: str = ""
    ref: UUID | None = None


@transaction.atomic
def open_safety_path(case_id: UUID, person_id: UUID, causes: Iterable[Cause], *, by: Actor) -> SafetyPath | None:
    """Called by the command that keeps the answer, in its transaction; who may answer may set this off.

    An answer that is known already changes nothing, so saving twice is harmless. The facts are recorded as of now: clocks count from
    when it came to be known here.
    """
    case = locked(case_id)
    path = SafetyPath.objects.open().filter(case=case, person_id=person_id).first()
    before = path.level if path else ""
    alarms = list(SafetyAlarm.objects.filter(path__case=case, path__person_id=person_id).select_related("path"))
    new = [cause for cause in causes if not any(_says(alarm, cause) for alarm in alarms)]
    if not new:
        return path
    gravest = max(new, key=lambda cause: RANK[cause.level])
    if path is None:
        path = SafetyPath.objects.create(
            organisation_id=case.organisation_id,
            case=case,
            person_id=person_id,
            level=gravest.level,
            opened_by_id=by.id,
            opened_by_name=by.name,
        )
    SafetyAlarm.objects.bulk_create([_alarm(path, cause, by) for cause in new])
    event = SafetyPathRaised if before else SafetyPathOpened
    if not before or RANK[gravest.level] > RANK[before] or gravest.instrument not in _heard(path, alarms):
        _raise_to(path, gravest.level)
        happening = Happening(event(gravest.instrument, gravest.level), None, [person_id], path.id)
        record(case, happening, by=by, verb="open_safety_path", instrument=gravest.instrument, level=str(gravest.level))
    return path


def _says(alarm: SafetyAlarm, cause: Cause) -> bool:
    """Is it known already: on the open path, or from the same record on one that was closed since?

    A whole result (without an item) is known when one of its answers is, at the same level or a graver one.
    """
    same = alarm.instrument == cause.instrument and (alarm.path.is_open or (alarm.ref and alarm.ref == cause.ref))
    if cause.item:
        return bool(same and alarm.item == cause.item and alarm.level == cause.level)
    return bool(same and RANK[alarm.level] >= RANK[cause.level])


def _heard(path: SafetyPath, alarms: Iterable[SafetyAlarm]) -> set[str]:
    """The instruments that have sounded on this path before."""
    return {alarm.instrument for alarm in alarms if alarm.path_id == path.id}


def _raise_to(path: SafetyPath, level: SafetyLevel) -> None:
    if RANK[level] > RANK[path.level]:
        path.level = level
        path.save(update_fields=["level"])


def _alarm(path: SafetyPath, cause: Cause, by: Actor) -> SafetyAlarm:
    return SafetyAlarm(
        organisation_id=path.organisation_id,
        path=path,
        instrument=cause.instrument,
        item=cause.item,
        why=dict(cause.why),
        level=cause.level,
        answered_at=cause.at or now(),
        source=cause.source,
        ref=cause.ref,
        by_name=by.name,
    )


@transaction.atomic
def record_safety_step(path_id: UUID, step: SafetyPlanMade | ClinicianNotified, *, at: datetime, by: Actor) -> Fact:
    """A safety plan was made with the person, or the clinician was told, since the path was opened."""
    check(by, Permission.CASE_WORK)
    case = locked(SafetyPath.objects.values_list("case_id", flat=True).get(id=path_id))
    path = SafetyPath.objects.get(id=path_id)
    if not path.is_open:
        raise Refused(_("This safety path has been closed already."))
    if at < path.opened_at:
        raise Refused(_("This lies before the safety path was opened. Write it into what was done."), field="at")
    (fact,) = record(case, Happening(step, at, [path.person_id], path.id), by=by, verb="record_safety_step")
    return fact


@dataclass(frozen=True)
class Disposition:
    """Who was told, what was done, what comes next, and when."""

    outcome: SafetyOutcome
    told: str = ""
    done: str = ""
    plan: str = ""
    next_on: date | None = None


@transaction.atomic
def close_safety_path(path_id: UUID, said: Disposition, *, by: Actor) -> SafetyPath:
    """Record the disposition and close. What comes next becomes a promise of whoever closes it."""
    check(by, Permission.CASE_WORK)
    case = locked(SafetyPath.objects.values_list("case_id", flat=True).get(id=path_id))
    path = SafetyPath.objects.get(id=path_id)
    if not path.is_open:
        raise Refused(_("This safety path has been closed already."))
    _refuse_incomplete(case, said)
    if said.outcome not in UNGATED and (lacking := missing_to_close(case, path)):
        raise Refused(_("The safety path cannot be closed yet. The list says what has not been done."), missing=lacking)
    path.outcome, path.closed_at, path.closed_by_id, path.closed_by_name = said.outcome, now(), by.id, by.name
    path.told, path.done, path.plan = said.told.strip(), said.done.strip(), said.plan.strip()
    path.next_on = said.next_on
    path.save()
    happenings = [Happening(DispositionRecorded(said.outcome), None, [path.person_id], path.id)]
    if said.next_on and path.plan and case.is_open:
        promise = new_promise(case, what=path.plan, due=said.next_on, by=by, person_id=path.person_id)
        happenings.append(promise_made(promise))
    record(case, *happenings, by=by, verb="close_safety_path", outcome=str(said.outcome))
    return path


def missing_to_close(case: Case, path: SafetyPath) -> list[Missing]:
    """What the gate still asks for: the screener, the safety plan, the clinician."""
    return missing_for(case, "safety.close", person_id=path.person_id)


def _refuse_incomplete(case: Case, said: Disposition) -> None:
    if not said.done.strip():
        raise Refused(_("Write what was done."), field="done")
    if said.outcome == SafetyOutcome.MISTAKEN:
        return
    if not said.told.strip():
        raise Refused(_("Write who was told: name and role."), field="told")
    if not said.plan.strip():
        raise Refused(_("Write what happens next."), field="plan")
    if said.next_on is None:
        raise Refused(_("Give the day of the next contact."), field="next_on")
    if said.next_on < today(case.zone):
        raise Refused(_("The next contact lies ahead. Choose today or a later day."), field="next_on")
