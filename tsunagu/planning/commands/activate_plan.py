"""Putting a plan into force: the gate, what this room adds to it, and what the new version ends."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Stage
from tsunagu.cases.commands.gates import missing_for
from tsunagu.cases.commands.open_case import move_to
from tsunagu.cases.commands.record import Happening, record
from tsunagu.cases.events import CaseStageEntered
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Missing, Refused
from tsunagu.planning.choices import GoalStatus, LineStatus, PlanStatus
from tsunagu.planning.commands.editing import persons_of, under_lock
from tsunagu.planning.events import GoalDropped, PlanActivated, ServiceCancelled, ServiceEnded
from tsunagu.planning.models import Plan
from tsunagu.planning.queries import (
    answered,
    misdated_goals,
    predecessor_of,
    records_of,
    unrated_goals,
    unwritten_parts,
)
from tsunagu.planning.rules import expiry

BEFORE = frozenset({Stage.IDENTIFY, Stage.ASSESS, Stage.STRATIFY, Stage.PLAN})


@transaction.atomic
def activate_plan(*, plan_id: UUID, by: Actor) -> Plan:
    """From now on this version holds, and the one before does not. Refused with the list of what is missing, all at once."""
    case, plan = under_lock(plan_id, by, Permission.PLAN_ACTIVATE)
    if not plan.is_draft:
        raise Refused(_("Only a draft can be activated."))
    lacking = missing_before_activation(case, plan)
    if lacking:
        raise Refused(_("This plan cannot be activated yet."), missing=lacking)
    at, previous = now(), predecessor_of(plan)
    ended = _supersede(previous, plan, by) if previous else []
    plan.status = PlanStatus.ACTIVE
    plan.activated_at, plan.activated_by_id, plan.activated_by_name = at, by.id, by.name
    plan.period_start = plan.period_start or today(case.zone)
    plan.expires_on = expiry(today(case.zone)) if plan.interim else None
    plan.save(
        update_fields=["status", "activated_at", "activated_by_id", "activated_by_name", "period_start", "expires_on"]
    )
    event = PlanActivated(interim=plan.interim, why=plan.why, version=plan.version)  # type: ignore[arg-type]
    activated = Happening(event, persons=persons_of(plan), ref=plan.id)
    record(
        case, activated, *_begins(case), *ended, by=by, verb="activate_plan", version=plan.version, interim=plan.interim
    )
    return plan


def _begins(case: Case) -> list[Happening]:
    """A case that was on its way to a plan is now carried out; one that was further already stays where it is."""
    if case.stage not in BEFORE:
        return []
    move_to(case, Stage.IMPLEMENT)
    return [Happening(CaseStageEntered(Stage.IMPLEMENT))]


def missing_before_activation(case: Case, plan: Plan) -> list[Missing]:
    """What the pathway's gate asks of this plan, and what this room asks of every plan.

    A household's plan waits for each of its members, by name; a member's own plan for that member alone.
    """
    gate = "plan.activate_interim" if plan.interim else "plan.activate"
    found = missing_for(case, gate, records=records_of(plan), person_id=plan.person_id)
    return [*found, *_own(case, plan, {one.mend.partition("?")[0] for one in found})]


def _own(case: Case, plan: Plan, mended_at: set[str]) -> list[Missing]:
    found: list[Missing] = []
    agreement = _url("agreement", case, plan)
    if not answered(plan) and agreement.partition("?")[0] not in mended_at:
        found.append(
            Missing(
                _("The person’s answer to this version"),
                _("An agreement or a refusal speaks of one version. This one has not been answered yet."),
                agreement,
            )
        )
    if not plan.interim:
        found += [
            Missing(part.title, part.help, f"{_url('section', case, plan)}&section={part.key}")
            for part in unwritten_parts(plan)
            if not part.by_pathway
        ]
    found += [
        Missing(
            _("A nearer date for “%(goal)s”") % {"goal": goal.text},
            _("A short-term goal comes before the long-term goal it leads to."),
            f"{_url('goals', case, plan)}&about={goal.key}",
        )
        for goal in misdated_goals(plan)
    ]
    previous = predecessor_of(plan)
    if previous and not previous.interim and not plan.interim and (unrated := unrated_goals(previous)):
        found.append(
            Missing(
                _("A review of version %(version)s that rates each of its goals") % {"version": previous.version},
                _("Not rated yet: %(goals)s") % {"goals": _(", ").join(goal.text for goal in unrated)},
                _url("review", case, previous),
            )
        )
    return found


def _url(name: str, case: Case, plan: Plan) -> str:
    return f"{reverse(f'planning:{name}', kwargs={'case_id': case.id})}?plan={plan.id}"


def _supersede(previous: Plan, plan: Plan, by: Actor) -> list[Happening]:
    """The version before stands aside. What of it was not carried over ends today."""
    previous.status = PlanStatus.SUPERSEDED
    previous.superseded_at, previous.superseded_by_id, previous.superseded_by_name = now(), by.id, by.name
    previous.save(update_fields=["status", "superseded_at", "superseded_by_id", "superseded_by_name"])
    persons = persons_of(previous)
    kept = set(plan.goals.filter(dropped_at__isnull=True).values_list("key", flat=True))
    kept |= set(plan.lines.filter(dropped_at__isnull=True).values_list("key", flat=True))
    ended: list[Happening] = []
    for goal in previous.goals.filter(dropped_at__isnull=True, status=GoalStatus.OPEN).exclude(key__in=kept):
        later = plan.goals.filter(key=goal.key).first()
        ended.append(Happening(GoalDropped(later.dropped_reason if later else None), persons=persons, ref=goal.key))
    for line in previous.lines.exclude(key__in=kept):
        if line.is_current and not line.unmet:
            event = ServiceEnded() if line.status == LineStatus.STARTED else ServiceCancelled()
            ended.append(Happening(event, persons=persons, ref=line.key))
    return ended
