"""Closing a case when nothing stands in the way, and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import CloseReason, Stage
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.gates import missing_for
from tsunagu.cases.commands.open_case import move_to, refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import CaseClosed, CaseReopened, CaseStageEntered
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused

UNPLANNED = (
    CloseReason.DIED,
    CloseReason.MOVED,
    CloseReason.TRANSFERRED,
    CloseReason.DECLINED,
    CloseReason.NOT_ACCEPTED,
    CloseReason.REFERRED_OUT,
    CloseReason.DUPLICATE,
)


@transaction.atomic
def close_case(case_id: UUID, *, reason: CloseReason, by: Actor) -> Case:
    """End the work. Its clocks end with it; what was overdue stays counted."""
    check(by, Permission.CASE_CLOSE)
    case = locked(case_id)
    refuse_closed(case)
    lacking = missing_to_close(case, reason)
    if lacking:
        raise Refused(_("The case cannot be closed yet. The list says what is missing."), missing=lacking)
    record(case, *closing(case, reason), by=by, verb="close_case", reason=str(reason))
    return case


def missing_to_close(case: Case, reason: CloseReason | str) -> list[Missing]:
    """What the gate of this way out still asks for: planned, not planned, or nobody can be reached."""
    return missing_for(case, gate_of(reason))


def gate_of(reason: CloseReason | str) -> str:
    if reason == CloseReason.UNABLE_TO_REACH:
        return "case.close_unreachable"
    return "case.close_unplanned" if reason in UNPLANNED else "case.close"


def closing(case: Case, reason: CloseReason) -> list[Happening]:
    """The facts of a closure on a locked case, for the room whose decision ends it."""
    touch(case, closed_at=now(), close_reason=reason)
    move_to(case, Stage.CLOSE)
    return [Happening(CaseStageEntered(Stage.CLOSE)), Happening(CaseClosed(reason))]


@transaction.atomic
def reopen_case(case_id: UUID, *, reason: str, by: Actor, stage: Stage = Stage.ASSESS) -> Case:
    """The work goes on in the same chart."""
    check(by, Permission.CASE_CLOSE)
    case = locked(case_id)
    if case.closed_at is None:
        raise Refused(_("This case is open."))
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    touch(case, closed_at=None, close_reason="")
    move_to(case, stage)
    record(
        case,
        Happening(CaseReopened(reason.strip())),
        Happening(CaseStageEntered(stage, reason.strip())),
        by=by,
        verb="reopen_case",
        reason=reason.strip(),
    )
    return case
