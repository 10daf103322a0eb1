"""What the plan page needs to know: the tree, what is missing, what is worth a look, what the assessment found."""

from __future__ import annotations

from typing import Any

from tsunagu.access.check import can
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.activate_plan import missing_before_activation
from tsunagu.planning.models import Plan
from tsunagu.planning.presenters import (
    NodeView,
    advice_on,
    answer_words,
    contribution_rows,
    cost_rows,
    missing_view,
    tree_view,
    url,
)
from tsunagu.planning.queries import (
    active_plans_of,
    barriers_of,
    found_for,
    predecessor_of,
    said_by_tree,
    sections_asked,
    tree_of,
    unrated_goals,
)


def editor(request: Request, case: Case, plan: Plan, *, refused: Refused | None = None) -> dict[str, Any]:
    may_write = plan.is_draft and case.is_open and can(request.actor, Permission.PLAN_WRITE)
    missing = missing_before_activation(case, plan) if plan.is_draft else []
    lines = list(plan.lines.filter(dropped_at__isnull=True))
    nodes = tree_view(plan, tree_of(plan), missing)
    return {
        "nodes": nodes,
        "goals": short_goals(nodes),
        "missing": missing_view(missing, nodes),
        "refused": refused if refused and not refused.missing else None,
        "takes_focus": refused is not None,
        "may_write": may_write,
        "may_activate": may_write and can(request.actor, Permission.PLAN_ACTIVATE),
        "may_run": plan.is_active and case.is_open and can(request.actor, Permission.PLAN_WRITE),
        "advice": advice_on(plan) if plan.is_draft else [],
        "found": found_for(plan) if may_write else None,
        "sections": section_rows(case, plan),
        "barriers": barriers_of(plan),
        "costs": cost_rows(lines),
        "contributions": contribution_rows(plan),
        "answers": answer_words(plan),
        "copies": plan.copies.all(),
        "annotations": plan.annotations.all(),
        "unrated": unrated_goals(plan) if plan.is_active else [],
        "previous": predecessor_of(plan) if plan.is_draft else None,
        "others": [other for other in active_plans_of(case) if other.id != plan.id],
        "expired": plan.has_expired(today(case.zone)),
    }


def section_rows(case: Case, plan: Plan) -> list[dict[str, Any]]:
    """The sections the layers ask for, and any others that were written."""
    asked = sections_asked(case)
    texts = {section.key: section for section in plan.sections.all()}
    from_tree = said_by_tree(plan)
    return [
        {
            "key": key,
            "title": asked.get(key, key),
            "section": texts.get(key),
            "from_tree": key in from_tree,
            "missing": key not in from_tree and not (key in texts and texts[key].text),
            "url": url("section", case, plan=plan.id, section=key),
        }
        for key in [*asked, *(key for key in texts if key not in asked and texts[key].text)]
    ]


def short_goals(nodes: list[NodeView]) -> list[tuple[str, str]]:
    """Every goal with its number: what a strength may be tied to."""
    found: list[tuple[str, str]] = []
    for node in nodes:
        if node.noun == "goal":
            found.append((str(node.key), f"{node.number} {node.text}"))
        found += short_goals(node.children)
    return found


def numbered_lines(nodes: list[NodeView]) -> list[tuple[str, Any]]:
    """Every line of the tree with its number, in order."""
    found: list[tuple[str, Any]] = []
    for node in nodes:
        if node.noun == "service":
            found.append((node.number, node.node))
        found += numbered_lines(node.children)
    return found
