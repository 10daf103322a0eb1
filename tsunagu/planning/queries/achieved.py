"""What was delivered, in money, for the goals that a review rated achieved (R-093)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from tsunagu.cases.models import Case
from tsunagu.coverage.models import Delivery
from tsunagu.coverage.queries import LineMoney, Sums
from tsunagu.planning.choices import PlanStatus, Rating
from tsunagu.planning.models import Goal, GoalRating, ServiceLine
from tsunagu.planning.queries import number_of


@dataclass
class AchievedCost:
    """One goal and what was delivered for it and for the goals below it. `unpriced`: deliveries of which no price is known."""

    goal: Goal
    number: tuple[int, ...]
    at: datetime
    delivered: Sums = field(default_factory=dict)
    unpriced: int = 0


@dataclass
class Achieved:
    """All together counts each service once, also where a goal and one below it are both achieved."""

    goals: list[AchievedCost] = field(default_factory=list)
    delivered: Sums = field(default_factory=dict)
    unpriced: int = 0


def achieved_of(case: Case, money: Mapping[UUID, LineMoney]) -> Achieved:
    """By the last rating of each goal, through all versions of the plans, in three queries. `money` is that of the case's services."""
    ratings = _last_ratings(case)
    below = _lines_by_goal(case)
    free = _unpriced(case)
    found, counted = Achieved(), set[UUID]()
    for key, rating in ratings.items():
        if rating.rating == Rating.ACHIEVED:
            lines = below.get(key, set())
            counted |= lines
            cost = AchievedCost(rating.goal, number_of(rating.goal), rating.review.at)
            cost.delivered, cost.unpriced = _together(lines, money), sum(free.get(line, 0) for line in lines)
            found.goals.append(cost)
    found.goals.sort(key=lambda one: (one.number, one.at))
    found.delivered, found.unpriced = _together(counted, money), sum(free.get(line, 0) for line in counted)
    return found


def _last_ratings(case: Case) -> dict[UUID, GoalRating]:
    """What the last review that spoke of a goal said of it, by the goal's key."""
    rows = GoalRating.objects.filter(review__plan__case=case).order_by("review__at", "id")
    return {row.goal.key: row for row in rows.select_related("review", "goal__need", "goal__parent__need")}


def _lines_by_goal(case: Case) -> dict[UUID, set[UUID]]:
    """The services of each goal and of the one above it, where the last version that has the service puts it."""
    lines = ServiceLine.objects.filter(plan__case=case).exclude(plan__status=PlanStatus.DRAFT)
    newest = {line.key: line for line in lines.select_related("goal__parent").order_by("plan__version", "plan_id")}
    found: dict[UUID, set[UUID]] = {}
    for line in newest.values():
        for goal in (line.goal, line.goal.parent):
            if goal:
                found.setdefault(goal.key, set()).add(line.key)
    return found


def _unpriced(case: Case) -> dict[UUID, int]:
    rows = Delivery.objects.filter(case=case, withdrawn_at=None, amount=None).values("line").order_by("line")
    return dict(rows.annotate(number=Count("id")).values_list("line", "number"))


def _together(lines: Iterable[UUID], money: Mapping[UUID, LineMoney]) -> Sums:
    found: Sums = {}
    for line in lines:
        if line in money:
            for currency, amount in money[line].delivered.items():
                found[currency] = found.get(currency, Decimal(0)) + amount
    return found


__all__ = ["Achieved", "AchievedCost", "achieved_of"]
