"""Needs of a draft: added, reworded, given up, moved."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.assessment.queries.findings import findings_of
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.editing import change, draft, next_number, next_position, not_overtaken
from tsunagu.planning.models import Need


@transaction.atomic
def add_need(
    *,
    plan_id: UUID,
    text: str,
    by: Actor,
    words: str = "",
    category: str = "",
    safety_override: bool = False,
    finding_id: UUID | None = None,
) -> Need:
    """A need, in the person's words where they said it. It comes last until the person puts it elsewhere."""
    case, plan = draft(plan_id, by)
    if not text.strip():
        raise Refused(_("Write the need in one sentence."), field="text")
    if finding_id and not findings_of(case, plan.person_id).filter(id=finding_id).exists():
        raise Refused(_("That finding is not in this case’s assessment."), field="finding")
    need = Need.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        number=next_number(Need.objects.filter(plan__lineage=plan.lineage)),
        position=next_position(plan.needs.all()),
        text=text.strip(),
        words=words.strip(),
        category=category,
        safety_override=safety_override,
        finding_id=finding_id,
    )
    record_act(by, "add_need", need, case_id=case.id, number=need.number)
    return need


@transaction.atomic
def change_need(
    *,
    need_id: UUID,
    text: str,
    words: str,
    category: str,
    safety_override: bool,
    by: Actor,
    revision: int | None = None,
) -> Need:
    need = Need.objects.get(id=need_id)
    case, _plan = draft(need.plan_id, by)
    need.refresh_from_db()
    not_overtaken(need, revision)
    if not text.strip():
        raise Refused(_("Write the need in one sentence."), field="text")
    if change(
        need, text=text.strip(), words=words.strip(), category=category, safety_override=safety_override, copied=False
    ):
        record_act(by, "change_need", need, case_id=case.id, number=need.number)
    return need


@transaction.atomic
def drop_need(*, need_id: UUID, reason: str, by: Actor) -> Need:
    """Take a need out of the draft. Its number is not given again."""
    need = Need.objects.get(id=need_id)
    case, _plan = draft(need.plan_id, by)
    if need.goals.filter(dropped_at__isnull=True).exists():
        raise Refused(_("This need still has goals. Drop or finish them first, so that each has its reason."))
    if not reason.strip():
        raise Refused(_("Write why this is taken out."), field="reason")
    change(need, dropped_at=now(), dropped_reason=reason.strip())
    record_act(by, "drop_need", need, case_id=case.id, number=need.number, reason=reason)
    return need
