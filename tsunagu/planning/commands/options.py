"""Putting options side by side, and keeping which was chosen, by whom and why (R-062, R-092)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import Chooser
from tsunagu.planning.commands.editing import draft
from tsunagu.planning.models import Comparison, Goal, Option


@dataclass(frozen=True)
class OptionWords:
    name: str
    cost: Decimal | None = None
    currency: str = ""
    coverage: str = ""
    wait: str = ""
    distance: str = ""
    note: str = ""


@transaction.atomic
def offer_options(
    *, goal_id: UUID, what: str, options: Sequence[OptionWords], by: Actor, only_one_reason: str = ""
) -> Comparison:
    """Two or more ways to the same end. Where there is truly one, the reason is kept instead."""
    goal = Goal.objects.get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    named = [option for option in options if option.name.strip()]
    if not what.strip():
        raise Refused(_("Write what is being chosen."), field="what")
    if not named or (len(named) == 1 and not only_one_reason.strip()):
        raise Refused(
            _("Offer at least two options. If there is only one, write why there is no other."), field="only_one_reason"
        )
    comparison = Comparison.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        goal=goal,
        what=what.strip(),
        only_one_reason=only_one_reason.strip(),
    )
    Option.objects.bulk_create(
        Option(organisation_id=plan.organisation_id, comparison=comparison, position=n, **asdict(option))
        for n, option in enumerate(named)
    )
    record_act(by, "offer_options", comparison, case_id=case.id, what=comparison.what)
    return comparison


@transaction.atomic
def choose_option(*, comparison_id: UUID, option_id: UUID, chosen_by: str, reason: str, by: Actor) -> Comparison:
    """Somebody chose. Never the programme by itself, and never the cheapest by default."""
    comparison = Comparison.objects.get(id=comparison_id)
    case, _plan = draft(comparison.plan_id, by)
    option = comparison.options.filter(id=option_id).first()
    if option is None:
        raise Refused(_("Choose one of the options."), field="option")
    if chosen_by not in Chooser.values:
        raise Refused(_("Say who chose."), field="chosen_by")
    if not reason.strip():
        raise Refused(_("Write the reason for the choice."), field="reason")
    comparison.chosen, comparison.chosen_by = option, chosen_by
    comparison.reason, comparison.chosen_at = reason.strip(), now()
    comparison.save(update_fields=["chosen", "chosen_by", "reason", "chosen_at"])
    record_act(by, "choose_option", comparison, case_id=case.id, what=comparison.what, option=option.name)
    return comparison
