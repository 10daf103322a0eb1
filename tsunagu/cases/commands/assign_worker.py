"""Who works on this case? One primary case manager at any time, co-workers as needed; history is never overwritten (R-004)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import can, check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import CaseAssigned, CaseUnassigned
from tsunagu.cases.models import AssigningBody, Assignment, AssignmentRole, Case
from tsunagu.cases.queries import caseload_of
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Membership

HELD_IN = {
    AssignmentRole.PRIMARY: "primary_id",
    AssignmentRole.SUPERVISOR: "supervisor_id",
    AssignmentRole.INTAKE: "intake_id",
}


@transaction.atomic
def assign_worker(
    *,
    case_id: UUID,
    worker: Membership,
    by: Actor,
    role: str = AssignmentRole.PRIMARY,
    body: str = AssigningBody.OWN,
    body_name: str = "",
    reason: str,
    handover_note: str = "",
    over_cap: str = "",
) -> Assignment:
    """Give the case to a worker. A new primary ends the old one's assignment in the same moment, so there is never none and never two.

    An intake worker or case manager may take a case that has no primary yet; moving it is the supervisor's. `over_cap` is the
    supervisor's reason for going beyond the caseload the programme and model allow (R-036).
    """
    case = locked(case_id)
    refuse_closed(case)
    _may_assign(case, worker, AssignmentRole(role), by)
    if not reason.strip():
        raise Refused(_("Write the reason for this assignment."), field="reason")
    if role == AssignmentRole.PRIMARY:
        _within_cap(case, worker, over_cap, by)
    at = now()
    if role in HELD_IN:
        _end(case.assignments.filter(role=role, ended_at__isnull=True), reason)
        touch(case, **{HELD_IN[AssignmentRole(role)]: worker.user_id})
    if role == AssignmentRole.PRIMARY and worker.team_id:
        touch(case, team_id=worker.team_id)
    assignment = Assignment.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        worker_id=worker.user_id,
        role=role,
        body=body,
        body_name=body_name,
        reason=reason,
        started_at=at,
        handover_note=handover_note,
    )
    event = CaseAssigned(str(worker.user_id), AssignmentRole(role), reason)
    record(
        case, Happening(event, ref=assignment.id), by=by, verb="assign_worker", worker=worker.user.name, role=str(role)
    )
    return assignment


@transaction.atomic
def end_assignment(assignment_id: UUID, *, reason: str, by: Actor) -> None:
    """Take a co-worker, trainee or supervisor off the case. A primary is replaced, never removed."""
    check(by, Permission.CASE_ASSIGN)
    assignment = Assignment.objects.select_related("worker").get(id=assignment_id)
    case = locked(assignment.case_id)
    if assignment.role == AssignmentRole.PRIMARY:
        raise Refused(_("A case has one primary case manager at any time. Assign the next one instead."))
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    _end(case.assignments.filter(id=assignment.id), reason)
    if assignment.role in HELD_IN:
        touch(case, **{HELD_IN[AssignmentRole(assignment.role)]: None})
    event = CaseUnassigned(str(assignment.worker_id), reason)
    record(case, Happening(event, ref=assignment.id), by=by, verb="end_assignment", worker=assignment.worker.name)


@transaction.atomic
def reassign_cases(
    *, case_ids: Sequence[UUID], worker: Membership, by: Actor, reason: str, handover_note: str = "", over_cap: str = ""
) -> int:
    """Move many cases to another worker in one step: a colleague left, or is ill (R-138)."""
    check(by, Permission.CASE_ASSIGN)
    for case_id in sorted(case_ids):
        assign_worker(
            case_id=case_id, worker=worker, by=by, reason=reason, handover_note=handover_note, over_cap=over_cap
        )
    return len(case_ids)


def _may_assign(case: Case, worker: Membership, role: AssignmentRole, by: Actor) -> None:
    taking_an_untaken_case = (
        role == AssignmentRole.PRIMARY and case.primary_id is None and can(by, Permission.REFERRAL_DECIDE)
    )
    if not taking_an_untaken_case:
        check(by, Permission.CASE_ASSIGN)
    if "case_manager" not in worker.roles and role in (AssignmentRole.PRIMARY, AssignmentRole.CO_WORKER):
        raise Refused(_("%(name)s is not a case manager here.") % {"name": worker.user.name}, field="worker")


def _within_cap(case: Case, worker: Membership, over_cap: str, by: Actor) -> None:
    load = caseload_of(worker, by=by, and_case=case)
    if load.cap is None or load.weighted <= load.cap or (over_cap.strip() and can(by, Permission.CASE_ASSIGN)):
        return
    raise Refused(
        _("This would bring %(name)s to %(load)s of %(cap)s cases. A supervisor can go beyond, with a reason.")
        % {"name": worker.user.name, "load": load.shown, "cap": load.cap},
        field="over_cap",
    )


def _end(assignments: object, reason: str) -> None:
    for assignment in assignments:  # type: ignore[attr-defined]
        assignment.ended_at, assignment.end_reason = now(), reason
        assignment.save(update_fields=["ended_at", "end_reason"])
