"""Stating that a factor holds although no record shows it, and taking that back; each with its reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.risk.commands.stratify import raise_if_higher
from tsunagu.risk.models import StatedFactor
from tsunagu.risk.queries.stratification import scheme_for


@transaction.atomic
def state_factor(
    case_id: UUID, person_id: UUID, factor: str, *, reason: str, known_from: str, by: Actor
) -> StatedFactor:
    """The tier is raised at once where it follows; see `raise_if_higher`."""
    check(by, Permission.TIER_SET)
    case = locked(case_id)
    refuse_closed(case)
    if factor not in scheme_for(case).factors:
        raise Refused(_("No factor is called so."), field="factor")
    if not reason.strip():
        raise Refused(_("Write what makes you say so."), field="reason")
    if not known_from.strip():
        raise Refused(_("Write where it is known from: who said it, or which paper."), field="known_from")
    if not case.members.filter(person_id=person_id, left_at=None).exists():
        raise Refused(_("This person is not in the case."), field="person")
    if StatedFactor.objects.filter(case=case, person_id=person_id, factor=factor, withdrawn_at=None).exists():
        raise Refused(_("This is stated already."), field="factor")
    stated = StatedFactor.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        factor=factor,
        reason=reason.strip(),
        known_from=known_from.strip(),
        stated_by_id=by.id,
        stated_by_name=by.name,
    )
    record_act(by, "state_factor", stated, case_id=case.id, factor=factor, reason=stated.reason)
    raise_if_higher(case, person_id, why="state_factor")
    return stated


@transaction.atomic
def withdraw_factor(stated_id: UUID, *, reason: str, by: Actor) -> StatedFactor:
    """It does not hold any more. The tier stays until somebody sets a lower one and says why."""
    check(by, Permission.TIER_SET)
    case = locked(StatedFactor.objects.values_list("case_id", flat=True).get(id=stated_id))
    refuse_closed(case)
    stated = StatedFactor.objects.get(id=stated_id)
    if stated.withdrawn_at:
        raise Refused(_("This was withdrawn already."))
    if not reason.strip():
        raise Refused(_("Write why it does not hold any more."), field="reason")
    stated.withdrawn_at, stated.withdrawn_by_name, stated.withdrawn_reason = now(), by.name, reason.strip()
    stated.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    record_act(by, "withdraw_factor", stated, case_id=case.id, factor=stated.factor, reason=stated.withdrawn_reason)
    return stated
