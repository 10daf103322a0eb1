"""What would be expected of this plan that is not in it: from what was found, and from what others know of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.planning.models import Plan, SetAside
from tsunagu.planning.queries import found_for


@dataclass(frozen=True)
class Gap:
    """Something that a guideline expects: what is missing, the fact and the source that ask for it, and what would mend it.

    `key` is its name for good ("instrument:hunger_vital_sign"): by it a gap that was set aside stays so. `finding_id` is a finding of
    the assessment that can be taken into the plan with one press.
    """

    key: str
    says: str
    why: str
    source: str = ""
    finding_id: UUID | None = None


Expecting = Callable[[Plan], Iterable[Gap]]
_expecting: list[Expecting] = []


def register_gaps(expecting: Expecting) -> None:
    """Whoever knows what a plan should answer says so: a room below hands in its results with the norm that reads them."""
    if expecting not in _expecting:
        _expecting.append(expecting)


def gaps_of(plan: Plan) -> list[Gap]:
    """All that is expected and neither in the plan nor set aside."""
    aside = set(SetAside.objects.filter(lineage=plan.lineage).values_list("key", flat=True))
    gaps = {gap.key: gap for expecting in (_found, *_expecting) for gap in expecting(plan)}
    return [gap for key, gap in gaps.items() if key not in aside]


def set_aside_of(plan: Plan) -> list[SetAside]:
    return list(SetAside.objects.filter(lineage=plan.lineage))


def _found(plan: Plan) -> Iterable[Gap]:
    """A need that bears on safety, or that the person put first, has an answer in the plan (R-044, R-117)."""
    for need in found_for(plan).needs:
        if need.safety:
            why = _("The assessment found a need that bears on safety.")
            says = _("No action for: %(need)s") % {"need": need.text}
            yield Gap(f"finding:{need.id}", says, why, finding_id=need.id)
        elif need.rank_by_person == 1:
            why = _("It is what the person put first.")
            says = _("No action for: %(need)s") % {"need": need.text}
            yield Gap(f"finding:{need.id}", says, why, finding_id=need.id)
