"""Saying of a gap that it is none here, and why."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.editing import under_lock
from tsunagu.planning.models import SetAside
from tsunagu.planning.queries.gaps import gaps_of


@transaction.atomic
def set_aside_gap(*, plan_id: UUID, key: str, reason: str, by: Actor) -> SetAside:
    """It stays visible with its reason, in this version and the next ones; nothing is dismissed unseen."""
    case, plan = under_lock(plan_id, by)
    gap = next((gap for gap in gaps_of(plan) if gap.key == key), None)
    if gap is None:
        raise Refused(_("This is no longer missing, or was set aside already."), field="key")
    if not reason.strip():
        raise Refused(_("Write why the plan does not need this."), field="reason")
    aside = SetAside.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        lineage=plan.lineage,
        key=key,
        says=gap.says,
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "set_aside_gap", aside, case_id=case.id, what=gap.says, reason=aside.reason)
    return aside
