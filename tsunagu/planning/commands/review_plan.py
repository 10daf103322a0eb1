"""Looking at the plan in force together: each goal rated, the person's view kept, the way onward said (R-029, R-059)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, moment_of, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import GoalStatus, Outlook, PlanStatus, Rating
from tsunagu.planning.commands.attainment import rate_attainment
from tsunagu.planning.commands.editing import in_force, persons_of
from tsunagu.planning.events import GoalAchieved, GoalDropped, GoalRated, PlanAnnotated, PlanReviewed
from tsunagu.planning.models import Annotation, Goal, GoalRating, Plan, Review
from tsunagu.planning.queries import node_of, open_goals_of

CLOSES = {Rating.ACHIEVED: GoalStatus.ACHIEVED, Rating.DROPPED: GoalStatus.DROPPED}


@dataclass(frozen=True)
class Judgement:
    """What is said of a goal; `level` where it has levels of its own."""

    rating: str
    reason: str = ""
    level: int | None = None


@transaction.atomic
def review_plan(
    *,
    plan_id: UUID,
    ratings: Mapping[UUID, Judgement],
    summary: str,
    outlook: str,
    by: Actor,
    person_view: str = "",
    next_review: date | None = None,
    at: datetime | date | None = None,
) -> Review:
    """Rate every open goal, `ratings` by the goal's key; none may be left out. What is achieved or dropped is closed by it."""
    case, plan = in_force(plan_id, by)
    goals = {goal.key: goal for goal in open_goals_of(plan).select_related("scale")}
    _refuse(goals, ratings, summary, outlook)
    if next_review and next_review <= today(case.zone):
        raise Refused(_("The next review lies in the future."), field="next_review")
    moment, _day_only = moment_of(at, case.zone)
    day = moment.astimezone(ZoneInfo(case.zone)).date()
    review = Review.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        at=moment,
        summary=summary.strip(),
        person_view=person_view.strip(),
        outlook=outlook,
        next_review=next_review,
        by_id=by.id,
        by_name=by.name,
    )
    GoalRating.objects.bulk_create(
        GoalRating(
            organisation_id=plan.organisation_id,
            review=review,
            goal=goal,
            rating=ratings[key].rating,
            reason=ratings[key].reason.strip(),
        )
        for key, goal in goals.items()
    )
    for key, goal in goals.items():
        if (level := ratings[key].level) is not None:
            rate_attainment(goal_id=goal.id, level=level, review=review, on=day, by=by)
    events = [Happening(PlanReviewed(next_review), at, persons_of(plan), plan.id)]
    for key, goal in goals.items():
        events += _what_became(plan, goal, ratings[key], at)
    record(case, *events, by=by, verb="review_plan", outlook=outlook)
    return review


@transaction.atomic
def annotate_plan(
    *, plan_id: UUID, text: str, by: Actor, on: date | None = None, node_key: UUID | None = None
) -> Annotation:
    """Note a minor change with its date; the version stays (R-058). What changes a goal or a service is a new version."""
    case, plan = in_force(plan_id, by)
    if not text.strip():
        raise Refused(_("Write what changed."), field="text")
    if node_key and node_of(plan, node_key) is None:
        raise Refused(_("That is not in this plan."), field="node")
    day = on or today(case.zone)
    moment_of(day, case.zone)
    annotation = Annotation.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        node_key=node_key,
        text=text.strip(),
        on=day,
        by_id=by.id,
        by_name=by.name,
    )
    record(case, Happening(PlanAnnotated(), on, persons_of(plan), plan.id), by=by, verb="annotate_plan")
    return annotation


def _refuse(goals: Mapping[UUID, Goal], ratings: Mapping[UUID, Judgement], summary: str, outlook: str) -> None:
    for key, goal in goals.items():
        judgement = ratings.get(key)
        if judgement is None or judgement.rating not in Rating.values:
            raise Refused(_("Rate every goal: “%(goal)s” has no answer.") % {"goal": goal.text}, field=f"rating_{key}")
        if judgement.rating in (Rating.NOT, Rating.DROPPED) and not judgement.reason.strip():
            raise Refused(_("Write the reason for “%(goal)s”.") % {"goal": goal.text}, field=f"reason_{key}")
        if hasattr(goal, "scale") and judgement.level is None:
            raise Refused(
                _("Choose the level that “%(goal)s” has reached.") % {"goal": goal.text}, field=f"level_{key}"
            )
    if not summary.strip():
        raise Refused(_("Write what the review found."), field="summary")
    if outlook not in Outlook.values:
        raise Refused(_("Say how it goes on."), field="outlook")


def _what_became(plan: Plan, goal: Goal, judgement: Judgement, at: datetime | date | None) -> list[Happening]:
    """The rating as a fact; where it closes the goal that too, here and in the draft that follows."""
    persons = persons_of(plan)
    found = [Happening(GoalRated(judgement.rating), at, persons, goal.key)]  # type: ignore[arg-type]
    status = CLOSES.get(Rating(judgement.rating))
    if status:
        versions = Goal.objects.filter(key=goal.key, plan__status__in=[PlanStatus.DRAFT, PlanStatus.ACTIVE])
        versions.update(status=status)
        event = GoalAchieved() if status == GoalStatus.ACHIEVED else GoalDropped(judgement.reason)
        found.append(Happening(event, at, persons, goal.key))
    return found
