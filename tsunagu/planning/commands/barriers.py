"""Naming what stands in the way, with the action that answers it or the reason there is none (R-046)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import BarrierCode
from tsunagu.planning.commands.editing import draft, under_lock
from tsunagu.planning.models import Barrier


@transaction.atomic
def add_barrier(
    *,
    plan_id: UUID,
    code: str,
    text: str,
    by: Actor,
    line_id: UUID | None = None,
    no_action_reason: str = "",
    finding_id: UUID | None = None,
) -> Barrier:
    case, plan = draft(plan_id, by)
    if code not in BarrierCode.values:
        raise Refused(_("Choose what sort of barrier it is."), field="code")
    if not text.strip():
        raise Refused(_("Write what stands in the way."), field="text")
    line = plan.lines.filter(id=line_id, dropped_at__isnull=True).first() if line_id else None
    if line is None and not no_action_reason.strip():
        raise Refused(
            _("Choose the action that answers this barrier, or write why there is none."), field="no_action_reason"
        )
    barrier = Barrier.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        code=code,
        text=text.strip(),
        line=line,
        no_action_reason=no_action_reason.strip(),
        finding_id=finding_id,
    )
    record_act(by, "add_barrier", barrier, case_id=case.id, code=code)
    return barrier


@transaction.atomic
def resolve_barrier(*, barrier_id: UUID, by: Actor) -> Barrier:
    """It is no longer in the way."""
    barrier = Barrier.objects.get(id=barrier_id)
    case, _plan = under_lock(barrier.plan_id, by)
    barrier.resolved_at = now()
    barrier.save(update_fields=["resolved_at"])
    record_act(by, "resolve_barrier", barrier, case_id=case.id, code=barrier.code)
    return barrier
