"""What this room shows on pages made of several rooms: the plan on the case file, its lines for monitoring, goals gone quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.panels import register_titles
from tsunagu.cases.queries import PlanLine
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.people.models import Person
from tsunagu.people.queries import Link, register_links
from tsunagu.planning.choices import Kind, LineStatus, Party
from tsunagu.planning.models import Goal, Plan
from tsunagu.planning.presenters import (
    NodeView,
    cost_rows,
    number_text,
    numbered,
    plan_title,
    responsible_words,
    tree_view,
    url,
    version_words,
)
from tsunagu.planning.queries import (
    lines_serving,
    number_of,
    plan_lines_of,
    plan_of,
    planned_cost_of,
    predecessor_of,
    tree_of,
)
from tsunagu.planning.queries import quiet_goals as _quiet_goals

TITLE_CHARS = 80


@dataclass(frozen=True)
class GoalLine:
    """A long-term goal with the services below it, in the fewest words."""

    number: str
    text: str
    lang: str
    target_date: date | None
    status: str
    services: list[NodeView]
    url: str


@dataclass(frozen=True)
class CasePanel:
    """For `{% include "planning/_case_panel.html" %}`: the plan in a few lines, and where it goes on."""

    plan: Plan | None
    draft: Plan | None
    title: str
    version: str
    url: str
    goals: list[GoalLine]
    costs: list[dict[str, str]]
    expired: bool
    may_write: bool


def case_panel(case: Case, actor: Actor) -> CasePanel:
    """The plan in force where there is one, else the draft."""
    found = plan_of(case)
    shown = (predecessor_of(found) or found) if found and found.is_draft else found
    return CasePanel(
        plan=shown,
        draft=found if found and found.is_draft else None,
        title=plan_title(shown) if shown else "",
        version=version_words(shown) if shown else "",
        url=url("plan", case),
        goals=_goal_lines(shown) if shown else [],
        costs=cost_rows(plan_lines_of(case)),
        expired=shown.has_expired(today(case.zone)) if shown else False,
        may_write=case.is_open and can(actor, Permission.PLAN_WRITE),
    )


def _goal_lines(plan: Plan) -> list[GoalLine]:
    return [
        GoalLine(
            goal.number,
            goal.text,
            goal.lang,
            goal.node.target_date,
            goal.status,
            [line for short in goal.children for line in short.children],
            f"{url('plan', plan.case, plan=plan.id)}#{goal.id}",
        )
        for need in tree_view(plan, tree_of(plan))
        for goal in need.children
    ]


def lines_to_monitor(case: Case) -> Iterator[PlanLine]:
    """Each line in force by the name it keeps through all versions (R-070)."""
    for line in plan_lines_of(case):
        text = f"{number_text(number_of(line), line=True)} {line.what}"
        yield PlanLine(line.key, text, line.party == Party.PROVIDER)


@register_links
def links(persons: Sequence[Person], actor: Actor) -> Iterator[Link]:
    """On the map of helpers: each line of a plan in force, by whoever answers for it (R-111)."""
    for line in lines_serving(persons, actor):
        number = number_text(number_of(line), line=True)
        yield Link(
            responsible_words(line),
            line.what,
            "formal" if line.kind == Kind.FORMAL or line.worker else "informal",
            how_often=line.frequency,
            planned=line.status == LineStatus.PLANNED,
            since=line.start,
            known_from=_("Plan, %(number)s") % {"number": number},
            url=f"{url('plan', line.plan.case, plan=line.plan_id)}#node-{line.key}",
        )


@dataclass(frozen=True)
class QuietGoal:
    case_id: UUID
    number: str
    goal: Goal
    url: str


def quiet_goals(actor: Actor) -> list[QuietGoal]:
    """For My day: goals without any action in thirty days (R-054)."""
    return [
        QuietGoal(goal.plan.case_id, numbered(goal), goal, f"{url('plan', goal.plan.case)}#node-{goal.key}")
        for goal in _quiet_goals(actor)
    ]


__all__ = ["CasePanel", "QuietGoal", "case_panel", "lines_to_monitor", "planned_cost_of", "quiet_goals"]


def goal_titles(ids: Sequence[UUID]) -> dict[UUID, str]:
    """Two goals of one person fall due in the same week: each row says which one."""
    rows = Goal.objects.filter(key__in=ids).order_by("plan__version").values_list("key", "text")
    return {key: _("Rate the goal: %(goal)s") % {"goal": Truncator(text).chars(TITLE_CHARS)} for key, text in rows}


register_titles("goal_rated", goal_titles)
