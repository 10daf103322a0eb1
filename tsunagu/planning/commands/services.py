"""Service lines of a draft: who does what for a goal, when, and who pays; and needs for which nobody could be found."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.directory.choices import ServiceType
from tsunagu.identity.models import Membership
from tsunagu.planning.choices import Kind, Necessity, Party, Sector
from tsunagu.planning.commands.editing import (
    change,
    draft,
    is_carried,
    next_number,
    next_position,
    not_overtaken,
    persons_of,
)
from tsunagu.planning.events import NeedUnmet, ServiceCancelled, ServicePlanned
from tsunagu.planning.models import Comparison, Goal, Plan, ServiceLine
from tsunagu.planning.rules import expected_total, names_nobody


@dataclass(frozen=True)
class LineWords:
    """What is said of a line. `party_name` for a provider or a relative, `worker_id` for one of us, neither for the person."""

    what: str
    party: str
    party_name: str = ""
    worker_id: UUID | None = None
    contact: str = ""
    type: str = ServiceType.OTHER
    kind: str = Kind.FORMAL
    sector: str = Sector.WELFARE
    frequency: str = ""
    start: date | None = None
    end: date | None = None
    slots: list[list[Any]] = field(default_factory=list)
    payer: str = ""
    units: Decimal | None = None
    unit_price: Decimal | None = None
    currency: str = ""
    necessity: str = Necessity.PENDING
    rationale: str = ""
    setting: str = ""


@transaction.atomic
def add_service_line(*, goal_id: UUID, words: LineWords, by: Actor, comparison_id: UUID | None = None) -> ServiceLine:
    """A line below a short-term goal, answered for by exactly one party (R-001, R-051)."""
    goal = Goal.objects.select_related("need").get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    _refuse_words(words, plan)
    comparison = Comparison.objects.get(id=comparison_id, goal=goal) if comparison_id else None
    line = _place(plan, goal, **_told(words), comparison=comparison)
    _record_planned(case, plan, line, by, "add_service_line")
    return line


@transaction.atomic
def change_service_line(*, line_id: UUID, words: LineWords, by: Actor, revision: int | None = None) -> ServiceLine:
    """Rewrite a line. An unmet need for which somebody was found becomes a service by this."""
    line = ServiceLine.objects.get(id=line_id)
    case, plan = draft(line.plan_id, by)
    line.refresh_from_db()
    not_overtaken(line, revision)
    _refuse_words(words, plan)
    if line.authorisation_asked_at and words.necessity == Necessity.PENDING:
        raise Refused(_("Authorisation was already asked for: the judgement stands."), field="necessity")
    changed = change(line, **_told(words), unmet=False, unmet_reason="", copied=False)
    if "start" in changed:
        _record_planned(case, plan, line, by, "change_service_line")
    elif changed:
        record_act(by, "change_service_line", line, case_id=case.id, what=line.what)
    return line


@transaction.atomic
def drop_service_line(*, line_id: UUID, reason: str, by: Actor) -> ServiceLine:
    """Take a line out of the draft. One that runs ends when this version takes effect."""
    line = ServiceLine.objects.get(id=line_id)
    case, plan = draft(line.plan_id, by)
    if not reason.strip():
        raise Refused(_("Write why this is taken out."), field="reason")
    if line.barriers.filter(resolved_at__isnull=True).exists():
        raise Refused(_("This action answers a barrier that is still there. Give the barrier another action first."))
    change(line, dropped_at=now(), dropped_reason=reason.strip())
    if line.start and not is_carried(line):
        happening = Happening(ServiceCancelled(), persons=persons_of(plan), ref=line.key)
        record(case, happening, by=by, verb="drop_service_line", what=line.what, reason=reason)
    else:
        record_act(by, "drop_service_line", line, case_id=case.id, what=line.what, reason=reason)
    return line


@transaction.atomic
def record_unmet_need(
    *, goal_id: UUID, what: str, reason: str, by: Actor, type: str = ServiceType.OTHER
) -> ServiceLine:
    """Something is needed and nobody can be found to do it: kept in the plan and counted (R-055), and pooled by its type (R-066)."""
    goal = Goal.objects.select_related("need").get(id=goal_id)
    case, plan = draft(goal.plan_id, by)
    if not what.strip():
        raise Refused(_("Write what is needed."), field="what")
    if not reason.strip():
        raise Refused(_("Write what was tried, and why there is nobody."), field="reason")
    line = _place(plan, goal, what=what.strip(), type=type, unmet=True, unmet_reason=reason.strip())
    record(
        case,
        Happening(NeedUnmet(), persons=persons_of(plan), ref=line.key),
        by=by,
        verb="record_unmet_need",
        what=line.what,
    )
    return line


def _place(plan: Plan, goal: Goal, **values: Any) -> ServiceLine:
    if goal.parent_id is None:
        raise Refused(_("A service belongs to a short-term goal: what is the next step it serves?"), field="goal")
    ever = ServiceLine.objects.filter(plan__lineage=plan.lineage, goal__key=goal.key)
    return ServiceLine.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        goal=goal,
        number=next_number(ever),
        position=next_position(goal.lines.all()),
        **values,
    )


def _told(words: LineWords) -> dict[str, Any]:
    total = expected_total(words.units, words.unit_price)
    return {
        **asdict(words),
        "what": words.what.strip(),
        "party_name": words.party_name.strip(),
        "expected_total": total,
    }


def _refuse_words(words: LineWords, plan: Plan) -> None:
    if not words.what.strip():
        raise Refused(_("Write what is done."), field="what")
    _refuse_party(words, plan)
    if words.start and words.end and words.end < words.start:
        raise Refused(_("The service ends before it starts."), field="end")
    if words.unit_price is not None and not words.currency:
        raise Refused(_("Say in which currency the price is."), field="currency")
    if words.necessity != Necessity.PENDING and words.payer and not words.rationale.strip():
        raise Refused(_("Write why the service is, or is not, necessary: the payer will ask."), field="rationale")


def _refuse_party(words: LineWords, plan: Plan) -> None:
    """One party answers for the line, named (R-001, R-051)."""
    if words.party not in Party.values:
        raise Refused(_("Choose who does this. If nobody can, record an unmet need."), field="party")
    named = words.party in (Party.PROVIDER, Party.FAMILY)
    if named and names_nobody(words.party_name):
        raise Refused(_("Name one provider or one person. What all answer for, nobody does."), field="party_name")
    if not named and words.party_name.strip():
        raise Refused(
            _("A name belongs to a provider or a relative. Choose one of these, or leave it empty."), field="party_name"
        )
    ours = Membership.objects.filter(organisation_id=plan.organisation_id)
    known = words.worker_id is not None and ours.filter(user_id=words.worker_id).exists()
    if known != (words.party == Party.WORKER) or known != (words.worker_id is not None):
        raise Refused(_("Choose which of us does this, and only then."), field="worker")


def _record_planned(case: Any, plan: Plan, line: ServiceLine, by: Actor, verb: str) -> None:
    """The day a service is to start is a fact: before it, the plan must be in force (T10)."""
    if line.start is None:
        record_act(by, verb, line, case_id=case.id, what=line.what)
        return
    happening = Happening(ServicePlanned(line.start), persons=persons_of(plan), ref=line.key)
    record(case, happening, by=by, verb=verb, what=line.what)
