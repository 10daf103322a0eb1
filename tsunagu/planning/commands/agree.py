"""What the person and the family say to the plan, who took part, and who was given a copy (R-057)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, moment_of, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.planning.choices import AgreementForm, GoalStatus, PlanStatus, Recipient
from tsunagu.planning.commands.editing import draft, is_carried, persons_of, under_lock
from tsunagu.planning.events import GoalDropped, PlanAgreed, PlanDelivered, PlanRefusalRecorded, ServiceCancelled
from tsunagu.planning.models import Agreement, CopyGiven, Plan


@transaction.atomic
def record_agreement(
    *,
    plan_id: UUID,
    participants: Sequence[str],
    how: str,
    form: Literal["signature", "spoken"],
    name: str,
    by: Actor,
    disagreement: str = "",
    at: datetime | date | None = None,
) -> Agreement:
    """The person agrees, by signature or in words; with what they do not agree is kept in their words."""
    case, plan = draft(plan_id, by)
    if form not in (AgreementForm.SIGNATURE, AgreementForm.SPOKEN):
        raise Refused(_("Say whether the plan was signed or agreed in words."), field="form")
    if not participants:
        raise Refused(_("Say who took part in making the plan."), field="participants")
    if not name.strip():
        raise Refused(_("Write who agreed."), field="name")
    agreement = _answer(
        case, plan, by, at, participants=participants, how=how, form=form, name=name, disagreement=disagreement
    )
    happening = Happening(PlanAgreed(form), at, persons_of(plan), plan.id)
    record(case, happening, by=by, verb="record_agreement", how=form)
    return agreement


@transaction.atomic
def record_refusal(
    *,
    plan_id: UUID,
    reason: str,
    by: Actor,
    participants: Sequence[str] = (),
    how: str = "",
    name: str = "",
    disagreement: str = "",
    lay_aside: bool = False,
    at: datetime | date | None = None,
) -> Agreement:
    """The person does not agree, with their reason. Support that is owed may still be given under the plan; with `lay_aside` the
    draft ends here, and what it newly proposed with it.
    """
    case, plan = draft(plan_id, by)
    if not reason.strip():
        raise Refused(_("Write the reason, as the person gave it."), field="reason")
    refusal = _answer(
        case,
        plan,
        by,
        at,
        participants=participants,
        how=how,
        form=AgreementForm.REFUSED,
        name=name,
        reason=reason.strip(),
        disagreement=disagreement,
    )
    event = Happening(PlanRefusalRecorded(reason), at, persons_of(plan), plan.id)
    ended = _ended_with(plan, reason) if lay_aside else []
    record(case, event, *ended, by=by, verb="record_refusal", reason=reason)
    if lay_aside:
        Plan.objects.filter(id=plan.id).update(status=PlanStatus.REFUSED)
    return refusal


@transaction.atomic
def record_copy_given(*, plan_id: UUID, to: str, by: Actor, name: str = "", on: date | None = None) -> CopyGiven:
    """Somebody got the plan in their hands."""
    case, plan = under_lock(plan_id, by)
    if to not in Recipient.values:
        raise Refused(_("Say who was given the copy."), field="to")
    day = on or today(case.zone)
    moment_of(day, case.zone)
    copy = CopyGiven.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        to=to,
        name=name.strip(),
        on=day,
        by_id=by.id,
        by_name=by.name,
    )
    event = PlanDelivered(to=to)  # type: ignore[arg-type]
    record(case, Happening(event, on, persons_of(plan), plan.id), by=by, verb="record_copy_given", to=to)
    return copy


def _answer(case: Case, plan: Plan, by: Actor, at: datetime | date | None, **said: object) -> Agreement:
    moment, _day_only = moment_of(at, case.zone)
    said["participants"] = list(said["participants"])  # type: ignore[call-overload]
    return Agreement.objects.create(
        organisation_id=plan.organisation_id, plan=plan, at=moment, by_id=by.id, by_name=by.name, **said
    )


def _ended_with(plan: Plan, reason: str) -> list[Happening]:
    """What only this draft proposed is no longer owed."""
    persons = persons_of(plan)
    goals = plan.goals.filter(dropped_at__isnull=True, status=GoalStatus.OPEN)
    lines = plan.lines.filter(dropped_at__isnull=True, start__isnull=False)
    return [
        *(Happening(GoalDropped(reason), persons=persons, ref=goal.key) for goal in goals if not is_carried(goal)),
        *(Happening(ServiceCancelled(), persons=persons, ref=line.key) for line in lines if not is_carried(line)),
    ]
