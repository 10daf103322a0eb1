"""Writing the scale of a goal, and saying where it stands (R-079)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, moment_of, of_day, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import PlanStatus
from tsunagu.planning.commands.editing import change, in_force, not_overtaken, persons_of, under_lock
from tsunagu.planning.events import GoalScaled
from tsunagu.planning.models import Attainment, Goal, Plan, Review, Scale
from tsunagu.planning.rules.attainment import LEVELS

NAMES = ("minus_two", "minus_one", "zero", "plus_one", "plus_two")


@dataclass(frozen=True)
class ScaleWords:
    """What each level would look like, from much less than expected to much more, and where it starts."""

    minus_two: str
    minus_one: str
    zero: str
    plus_one: str
    plus_two: str
    baseline: int = -2
    weight: int = 1


@transaction.atomic
def set_scale(*, goal_id: UUID, words: ScaleWords, by: Actor, revision: int | None = None) -> Scale:
    """Write the five levels of a goal: in a draft, or in the plan in force as long as it has not been rated by them."""
    goal = Goal.objects.get(id=goal_id)
    case, plan = under_lock(goal.plan_id, by)
    scale = Scale.objects.filter(goal=goal).first()
    _refuse_late(plan, goal, scale)
    if scale is not None:
        not_overtaken(scale, revision)
    said = {**asdict(words), **{name: getattr(words, name).strip() for name in NAMES}}
    _refuse_words(said)
    if scale is None:
        scale = Scale.objects.create(organisation_id=plan.organisation_id, goal=goal, since=today(case.zone), **said)
    else:
        change(scale, **said)
    record_act(by, "set_scale", scale, case_id=case.id)
    return scale


@transaction.atomic
def rate_attainment(
    *, goal_id: UUID, level: int, by: Actor, note: str = "", on: date | None = None, review: Review | None = None
) -> Attainment:
    """Where the goal stands on a day, by its own words."""
    goal = Goal.objects.get(id=goal_id)
    case, plan = in_force(goal.plan_id, by)
    scale = Scale.objects.filter(goal=goal).first()
    if scale is None:
        raise Refused(_("This goal has no levels yet. Write them first: then anybody can see which is reached."))
    if level not in LEVELS:
        raise Refused(_("Choose one of the five levels."), field="level")
    day = on or today(case.zone)
    moment_of(day, case.zone)
    if day < scale.since:
        raise Refused(_("The levels were written later than that day."), field="on")
    attained = Attainment.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        goal_key=goal.key,
        level=level,
        on=day,
        note=note.strip(),
        review=review,
        by_id=by.id,
        by_name=by.name,
    )
    event = GoalScaled(level=Decimal(level))
    record(
        case,
        Happening(event, of_day(day, case.zone), persons_of(plan), goal.key),
        by=by,
        verb="rate_attainment",
        level=level,
    )
    return attained


def _refuse_late(plan: Plan, goal: Goal, scale: Scale | None) -> None:
    """What a level means is settled before anybody is measured by it."""
    if plan.is_draft:
        return
    if plan.status != PlanStatus.ACTIVE:
        raise Refused(_("This version is no longer in force. Write the levels in the one that is."))
    if scale and Attainment.objects.filter(plan=plan, goal_key=goal.key).exists():
        raise Refused(_("This goal has been rated by these levels. Change them in the next version of the plan."))


def _refuse_words(said: dict[str, str | int]) -> None:
    for name in NAMES:
        if not said[name]:
            raise Refused(_("Write what this level would look like."), field=name)
    levels: Sequence[str] = [str(said[name]) for name in NAMES]
    twice = next((name for name in NAMES if levels.count(str(said[name])) > 1), None)
    if twice:
        raise Refused(_("Two levels say the same. Each has to be seen apart from the others."), field=twice)
    if said["baseline"] not in LEVELS:
        raise Refused(_("Choose the level it starts from."), field="baseline")
    if not 1 <= int(said["weight"]) <= 9:
        raise Refused(_("The weight is a number from 1 to 9."), field="weight")
