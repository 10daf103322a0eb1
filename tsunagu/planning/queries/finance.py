"""What a case costs: planned, authorised and delivered, by service, goal and currency (R-002, R-091, R-093)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from tsunagu.cases.models import Case
from tsunagu.coverage.models import Delivery
from tsunagu.coverage.queries import LineMoney, Sums, money_by_line
from tsunagu.coverage.rules import planned_amount
from tsunagu.planning.models import Goal, ServiceLine
from tsunagu.planning.queries import active_plans_of, number_of
from tsunagu.planning.queries.achieved import Achieved, achieved_of

COLUMNS = ("planned", "authorised", "delivered")


@dataclass
class Money:
    """Three sums by currency. Currencies are never added up; a service without a price counts as `unpriced`, not as nothing."""

    planned: Sums = field(default_factory=dict)
    authorised: Sums = field(default_factory=dict)
    delivered: Sums = field(default_factory=dict)
    unpriced: int = 0
    beyond: bool = False  # more was delivered than authorised, in units or in money

    def add(self, other: Money) -> None:
        for column in COLUMNS:
            mine, theirs = getattr(self, column), getattr(other, column)
            for currency, amount in theirs.items():
                mine[currency] = mine.get(currency, Decimal(0)) + amount
        self.unpriced += other.unpriced
        self.beyond |= other.beyond

    @property
    def currencies(self) -> list[str]:
        return sorted({currency for column in COLUMNS for currency in getattr(self, column)})


@dataclass
class LineCost:
    line: ServiceLine | None  # none: it is no longer in the plan in force
    key: UUID
    what: str
    number: tuple[int, ...]
    units: LineMoney
    money: Money


@dataclass
class GoalCost:
    """A long-term goal and what the services below it cost; without a goal, services that left the plan."""

    goal: Goal | None
    number: tuple[int, ...]
    lines: list[LineCost] = field(default_factory=list)
    money: Money = field(default_factory=Money)


@dataclass
class Finance:
    goals: list[GoalCost]
    money: Money
    achieved: Achieved


def finance_of(case: Case) -> Finance:
    """In a number of queries that does not grow with the plan."""
    known = money_by_line(case)
    achieved = achieved_of(case, known)
    groups: dict[UUID, GoalCost] = {}
    for line in _lines_in_force(case):
        goal = line.goal.parent or line.goal
        group = groups.setdefault(goal.id, GoalCost(goal, number_of(goal)))
        group.lines.append(_line_cost(line, known.pop(line.key, LineMoney())))
    goals = sorted(groups.values(), key=lambda group: (str(group.goal.plan_id if group.goal else ""), group.number))
    if known:
        goals.append(GoalCost(None, (), _left_the_plan(case, known)))
    total = Money()
    for group in goals:
        group.lines.sort(key=lambda one: (one.number, one.what))
        for one in group.lines:
            group.money.add(one.money)
        total.add(group.money)
    return Finance(goals, total, achieved)


def _lines_in_force(case: Case) -> list[ServiceLine]:
    plans = [plan.id for plan in active_plans_of(case)]
    lines = ServiceLine.objects.filter(plan__in=plans, dropped_at__isnull=True, unmet=False)
    return list(lines.select_related("goal__need", "goal__parent__need", "plan"))


def _line_cost(line: ServiceLine, units: LineMoney) -> LineCost:
    money = Money(delivered=dict(units.delivered), unpriced=int(line.unit_price is None))
    if line.expected_total is not None:
        money.planned[line.currency] = line.expected_total
    if line.unit_price is not None and units.granted:
        money.authorised[line.currency] = planned_amount(units.granted, line.unit_price, line.currency)
    money.beyond = units.beyond > 0
    return LineCost(line, line.key, line.what, number_of(line), units, money)


def _left_the_plan(case: Case, known: dict[UUID, LineMoney]) -> list[LineCost]:
    names = dict(Delivery.objects.filter(case=case, line__in=known, withdrawn_at=None).values_list("line", "what"))
    return [
        LineCost(None, key, names[key], (), units, Money(delivered=dict(units.delivered), beyond=units.beyond > 0))
        for key, units in known.items()
        if key in names
    ]


__all__ = ["COLUMNS", "Finance", "GoalCost", "LineCost", "Money", "finance_of"]
