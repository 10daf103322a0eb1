"""What every change of a draft begins with: permission, the lock, the state, and whether somebody else was faster."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Conflict, Refused
from tsunagu.planning.choices.plan_types import types_for
from tsunagu.planning.models import Plan


def draft(plan_id: UUID, by: Actor) -> tuple[Case, Plan]:
    """The locked case and the plan, which must still be a draft."""
    case, plan = under_lock(plan_id, by)
    if not plan.is_draft:
        raise Refused(_("This version is no longer a draft. Propose a change: it makes the next draft."))
    return case, plan


def in_force(plan_id: UUID, by: Actor) -> tuple[Case, Plan]:
    """The locked case and the plan, which must be the active one."""
    case, plan = under_lock(plan_id, by)
    if not plan.is_active:
        raise Refused(_("This is done on the plan in force, and this version is not."))
    return case, plan


def under_lock(plan_id: UUID, by: Actor, permission: Permission = Permission.PLAN_WRITE) -> tuple[Case, Plan]:
    check(by, permission)
    case = locked(Plan.objects.values_list("case_id", flat=True).get(id=plan_id))
    refuse_closed(case)
    return case, Plan.objects.select_related("person").get(id=plan_id)


def refuse_type(case: Case, type: str) -> None:
    """A programme plans by the types it may; where a norm names the plan, by that one alone (R-049)."""
    allowed = types_for(case.programme)
    if type in allowed:
        return
    if len(allowed) == 1:
        raise Refused(_("A norm names the plan of this programme: its type cannot be another."), field="type")
    raise Refused(_("Choose a type of plan that this programme may have."), field="type")


def not_overtaken(row: Any, revision: int | None) -> None:
    """Somebody may have changed the same thing since it was read; what was typed is kept by the screen."""
    if revision is not None and row.revision != revision:
        raise Conflict(_("Someone changed this while you were writing. Your text is safe."))


def change(row: Any, **values: Any) -> list[str]:
    """Set what differs, count the change, save; the names of what differed."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, values[name])
    if differing:
        row.revision += 1
        row.save(update_fields=[*differing, "revision"])
    return differing


def next_number(ever: QuerySet[Any]) -> int:
    """One more than was ever given, dropped ones included."""
    return int(ever.aggregate(last=Max("number"))["last"] or 0) + 1


def next_position(siblings: QuerySet[Any]) -> int:
    return int(siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def persons_of(plan: Plan) -> list[UUID]:
    """Whom a fact about this plan is about: its person, or the household as a whole."""
    return [plan.person_id] if plan.person_id else []


def is_carried(node: Any) -> bool:
    """Is it also in another version? Then what becomes of it is said when this version takes effect, not while it is drafted."""
    return bool(type(node).objects.filter(key=node.key).exclude(id=node.id).exists())
