"""Where do the goals with a scale stand, and how has that changed from review to review?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from tsunagu.planning.models import Attainment, Goal, Plan, Scale
from tsunagu.planning.queries import number_of, open_goals_of
from tsunagu.planning.rules.attainment import Point, Rated, Scaled, trend


@dataclass(frozen=True)
class ScaledGoal:
    """A goal, its five levels, and each time it was rated, the oldest first."""

    goal: Goal
    number: tuple[int, ...]
    scale: Scale
    ratings: list[Attainment]

    @property
    def level(self) -> int:
        return self.ratings[-1].level if self.ratings else self.scale.baseline


@dataclass(frozen=True)
class AttainmentOf:
    goals: list[ScaledGoal]
    unscaled: list[Goal]
    points: list[Point]

    @property
    def score(self) -> Point | None:
        return self.points[-1] if self.points else None


def attainment_of(plan: Plan) -> AttainmentOf:
    """All that is measured by own levels in this plan, with what earlier versions measured of the same goals. Three queries."""
    found = plan.goals.filter(dropped_at__isnull=True).select_related("need", "parent__need", "scale")
    ratings: dict[UUID, list[Attainment]] = defaultdict(list)
    for rating in Attainment.objects.filter(plan__lineage=plan.lineage).order_by("on", "id"):
        ratings[rating.goal_key].append(rating)
    goals = [
        ScaledGoal(goal, number_of(goal), goal.scale, ratings[goal.key]) for goal in found if hasattr(goal, "scale")
    ]
    goals.sort(key=lambda scaled: scaled.number)
    points = trend(
        [Scaled(x.goal.key, x.scale.since, x.scale.baseline, x.scale.weight) for x in goals],
        [Rated(x.goal.key, rating.on, rating.level) for x in goals for rating in x.ratings],
    )
    unscaled = [goal for goal in open_goals_of(plan).select_related("scale") if not hasattr(goal, "scale")]
    return AttainmentOf(goals, sorted(unscaled, key=number_of), points)


def scales_of(plan: Plan) -> dict[UUID, Scale]:
    """The scale of each goal of the plan that has one, by the goal's key."""
    return {scale.goal.key: scale for scale in Scale.objects.filter(goal__plan=plan).select_related("goal")}
