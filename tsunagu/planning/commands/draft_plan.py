"""Beginning a plan: from nothing, from the version before, or because the one in force has to change."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case, Member
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.planning.choices import GoalStatus, PlanStatus, PlanWhy
from tsunagu.planning.choices.plan_types import types_for
from tsunagu.planning.commands.editing import in_force, persons_of, refuse_type
from tsunagu.planning.events import PlanDrafted, PlanRevisionProposed
from tsunagu.planning.models import Barrier, Goal, Ground, Need, Plan, Scale, Section, ServiceLine
from tsunagu.planning.queries import plans_for

Row = TypeVar("Row", Section, Need, Goal, Ground, Scale, ServiceLine, Barrier)


@transaction.atomic
def draft_plan(
    *,
    case_id: UUID,
    by: Actor,
    person_id: UUID | None = None,
    why: str = "",
    type: str = "",
    interim: bool = False,
    language: str = "",
) -> Plan:
    """An empty next version for a person of the case, or for the household as a whole; of the programme's usual type if none is said."""
    check(by, Permission.PLAN_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    return _begin(case, person_id, by, why=why, type=type, interim=interim, language=language)


@transaction.atomic
def copy_from_previous(*, previous_id: UUID, by: Actor, why: str = PlanWhy.RENEWAL, interim: bool = False) -> Plan:
    """The next version, filled with what still stands in an earlier one of the same person: under the same numbers, marked as carried
    over. It cannot be activated until at least one goal has been looked at and written anew (R-108).
    """
    check(by, Permission.PLAN_WRITE)
    previous = Plan.objects.get(id=previous_id)
    case = locked(previous.case_id)
    refuse_closed(case)
    return _copy(case, previous, by, why=why, interim=interim)


@transaction.atomic
def propose_revision(*, plan_id: UUID, reason: str, by: Actor, why: str = PlanWhy.PLAN_CHANGE) -> Plan:
    """Say that the plan in force has to change, and why; the next draft begins as its copy (R-029, R-058)."""
    case, plan = in_force(plan_id, by)
    if not reason.strip():
        raise Refused(_("Write what changed, and why the plan has to follow."), field="reason")
    event = PlanRevisionProposed(reason)
    record(case, Happening(event, persons=persons_of(plan), ref=plan.id), by=by, verb="propose_revision", reason=reason)
    return _copy(case, plan, by, why=why)


def _begin(case: Case, person_id: UUID | None, by: Actor, *, why: str, type: str, interim: bool, language: str) -> Plan:
    if person_id and not Member.objects.filter(case=case, person_id=person_id, left_at__isnull=True).exists():
        raise Refused(_("This person is not in the case."), field="person")
    versions = plans_for(case, person_id).order_by("-version")
    if versions.filter(status=PlanStatus.DRAFT).exists():
        raise Refused(_("There is already a draft. Go on with it, or lay it aside first."))
    usual, last = types_for(case.programme)[0], versions.first()
    refuse_type(case, type or usual)
    plan = Plan.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        lineage=last.lineage if last else uuid7(),
        version=last.version + 1 if last else 1,
        type=type or usual,
        why=why or (PlanWhy.PLAN_CHANGE if last else PlanWhy.NEW),
        interim=interim,
        language=language or by.language,
        drafted_at=now(),
        drafted_by_id=by.id,
        drafted_by_name=by.name,
    )
    event = PlanDrafted(plan.version)  # type: ignore[arg-type]
    record(
        case, Happening(event, persons=persons_of(plan), ref=plan.id), by=by, verb="draft_plan", version=plan.version
    )
    return plan


def _copy(case: Case, previous: Plan, by: Actor, *, why: str, interim: bool = False) -> Plan:
    type = previous.type if previous.type in types_for(case.programme) else ""  # the programme may be another by now
    plan = _begin(case, previous.person_id, by, why=why, type=type, interim=interim, language=previous.language)
    Plan.objects.filter(id=plan.id).update(
        copied_from=previous,
        policy=previous.policy,
        wishes=previous.wishes,
        family_wishes=previous.family_wishes,
        day=previous.day,
    )
    _copy_sections(previous, plan)
    needs = _copy_needs(previous, plan)
    goals = _copy_goals(previous, plan, needs)
    lines = _copy_lines(previous, plan, goals)
    _copy_barriers(previous, plan, lines)
    plan.refresh_from_db()
    return plan


def _copy_sections(previous: Plan, plan: Plan) -> None:
    Section.objects.bulk_create([_twin(section, plan) for section in previous.sections.all()])


def _copy_needs(previous: Plan, plan: Plan) -> dict[UUID, Need]:
    twins = {
        need.id: _twin(need, plan, copied=True, revision=1) for need in previous.needs.filter(dropped_at__isnull=True)
    }
    Need.objects.bulk_create(twins.values())
    return twins


def _copy_goals(previous: Plan, plan: Plan, needs: dict[UUID, Need]) -> dict[UUID, Goal]:
    """Open goals only: what was achieved or given up stays where it was. The long ones first, because the short ones hang on them."""
    twins: dict[UUID, Goal] = {}
    open_goals = previous.goals.filter(dropped_at__isnull=True, status=GoalStatus.OPEN)
    for goal in sorted(open_goals, key=lambda g: g.parent_id is not None):
        if goal.need_id in needs and (goal.parent_id is None or goal.parent_id in twins):
            parent = twins[goal.parent_id] if goal.parent_id else None
            twins[goal.id] = _twin(
                goal, plan, need=needs[goal.need_id], parent=parent, copied=True, individual=False, revision=1
            )
    Goal.objects.bulk_create(twins.values())
    grounds = Ground.objects.filter(goal__in=twins)
    Ground.objects.bulk_create([_twin(ground, plan, goal=twins[ground.goal_id]) for ground in grounds])
    scales = Scale.objects.filter(goal__in=twins)
    Scale.objects.bulk_create([_twin(scale, plan, goal=twins[scale.goal_id], revision=1) for scale in scales])
    return twins


def _copy_lines(previous: Plan, plan: Plan, goals: dict[UUID, Goal]) -> dict[UUID, ServiceLine]:
    current = [line for line in previous.lines.all() if line.is_current and line.goal_id in goals]
    twins = {line.id: _twin(line, plan, goal=goals[line.goal_id], copied=True, revision=1) for line in current}
    for twin in twins.values():
        twin.comparison = None
    ServiceLine.objects.bulk_create(twins.values())
    return twins


def _copy_barriers(previous: Plan, plan: Plan, lines: dict[UUID, ServiceLine]) -> None:
    for barrier in previous.barriers.filter(resolved_at__isnull=True):
        line = lines.get(barrier.line_id) if barrier.line_id else None
        if line or barrier.no_action_reason:
            Barrier.objects.bulk_create([_twin(barrier, plan, line=line)])


def _twin(row: Row, plan: Plan, **values: object) -> Row:
    """The same row in the next version: all it says, under an id of its own."""
    said = {f.name: getattr(row, f.name) for f in row._meta.concrete_fields if f.name not in ("id", "plan")}
    into = {"plan": plan} if hasattr(row, "plan_id") else {}
    return type(row)(**{**said, **into, **values})
