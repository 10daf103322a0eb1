"""Taking a need or a strength of the assessment into a goal, and out of it again (R-035, R-047)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.assessment.choices import FindingKind
from tsunagu.assessment.queries.findings import findings_of
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.editing import draft
from tsunagu.planning.commands.goals import change_goal, words_of
from tsunagu.planning.models import Goal, Ground


@transaction.atomic
def ground_goal(*, goal_id: UUID, finding_id: UUID, by: Actor) -> Ground:
    """The goal answers this need, or builds on this strength. The first strength is also what the goal says of itself."""
    goal = Goal.objects.get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    kinds = (FindingKind.NEED, FindingKind.STRENGTH)
    finding = findings_of(case, plan.person_id, *kinds).filter(id=finding_id).first()
    if finding is None:
        raise Refused(_("That need or strength is not in this case’s assessment."), field="finding")
    ground, new = Ground.objects.get_or_create(
        goal=goal, finding=finding, defaults={"organisation_id": plan.organisation_id}
    )
    if finding.kind == FindingKind.STRENGTH and not goal.strength:
        words = replace(words_of(goal), strength=finding.text, strength_found_id=finding.id)
        change_goal(goal_id=goal.id, words=words, by=by)
    if new:
        record_act(by, "ground_goal", goal, case_id=case.id, finding=finding.text)
    return ground


@transaction.atomic
def unground_goal(*, goal_id: UUID, finding_id: UUID, by: Actor) -> None:
    """The goal no longer stands on it."""
    goal = Goal.objects.get(id=goal_id)
    case, _plan = draft(goal.plan_id, by)
    for ground in Ground.objects.filter(goal=goal, finding_id=finding_id).select_related("finding"):
        record_act(by, "unground_goal", goal, case_id=case.id, finding=ground.finding.text)
        ground.delete()
