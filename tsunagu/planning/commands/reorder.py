"""Moving a need, a goal or a line up or down among its like. The order is the person's; the numbers stay (R-117)."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.db.models import QuerySet

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.planning.commands.editing import draft
from tsunagu.planning.models import Goal, Need, ServiceLine

Knot = Need | Goal | ServiceLine


@transaction.atomic
def reorder(*, node: Knot, direction: Literal["up", "down"], by: Actor) -> Knot:
    """Change places with the neighbour; at the end of the row nothing happens."""
    case, _plan = draft(node.plan_id, by)
    row = list(siblings(node))
    at = next(n for n, other in enumerate(row) if other.id == node.id)
    to = at - 1 if direction == "up" else at + 1
    if 0 <= to < len(row):
        row[at], row[to] = row[to], row[at]
        for position, other in enumerate(row, 1):
            other.position = position
            other.save(update_fields=["position"])
        record_act(by, "reorder", node, case_id=case.id, direction=direction)
        node.refresh_from_db()
    return node


def siblings(node: Knot) -> QuerySet[Need] | QuerySet[Goal] | QuerySet[ServiceLine]:
    """Those a node may change places with. A need that safety puts first stays among those of its kind."""
    if isinstance(node, Need):
        return Need.objects.filter(plan_id=node.plan_id, dropped_at__isnull=True, safety_override=node.safety_override)
    if isinstance(node, Goal):
        return Goal.objects.filter(need_id=node.need_id, parent_id=node.parent_id, dropped_at__isnull=True)
    return ServiceLine.objects.filter(goal_id=node.goal_id, dropped_at__isnull=True)
