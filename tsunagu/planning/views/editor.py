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
    lights_of,
    missing_view,
    tree_view,
    url,
)
from tsunagu.planning.queries import (
    PartAsked,
    active_plans_of,
    barriers_of,
    found_for,
    parts_of,
    predecessor_of,
    said_elsewhere,
    tree_of,
    unrated_goals,
)
from tsunagu.planning.queries.gaps import gaps_of, set_aside_of


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
        "sections": section_rows(plan),
        "barriers": barriers_of(plan),
        "costs": cost_rows(lines),
        "contributions": contribution_rows(plan),
        "answers": answer_words(plan),
        "copies": plan.copies.all(),
        "annotations": plan.annotations.all(),
        "lights": lights_of(plan),
        "gaps": gaps_of(plan) if plan.is_draft or plan.is_active else [],
        "set_aside": set_aside_of(plan),
        "unrated": unrated_goals(plan) if plan.is_active else [],
        "previous": predecessor_of(plan) if plan.is_draft else None,
        "others": [other for other in active_plans_of(case) if other.id != plan.id],
        "expired": plan.has_expired(today(case.zone)),
    }


def section_rows(plan: Plan) -> list[dict[str, Any]]:
    """The sections this plan has, and any others that were written."""
    asked = parts_of(plan)
    texts = {section.key: section for section in plan.sections.all()}
    said = said_elsewhere(plan)
    more = {key: PartAsked(key, key, required=False) for key in texts if key not in asked and texts[key].text}
    return [
        {
            "key": key,
            "title": part.title,
            "section": texts.get(key),
            "said": key in said,
            "required": part.required,
            "url": url("section", plan.case, plan=plan.id, section=key),
        }
        for key, part in {**asked, **more}.items()
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
