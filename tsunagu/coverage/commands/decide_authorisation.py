"""What the payer answered, and what was done where it gave less than was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, of_day, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import DECISIONS, AppealOutcome, AppealStep, AuthorisationStatus, Scheme
from tsunagu.coverage.commands.room import persons_of, under_lock
from tsunagu.coverage.events import AuthorisationAppealDecided, AuthorisationAppealSettled, AuthorisationDecided
from tsunagu.coverage.models import Appeal, Authorisation, Decision


@dataclass(frozen=True)
class Answer:
    """The payer's notice. Units and days left empty are those that were asked for."""

    decision: str
    on: date
    units: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    reference: str = ""
    reason: str = ""
    appeal_by: date | None = None


@transaction.atomic
def decide_authorisation(*, authorisation_id: UUID, answer: Answer, by: Actor) -> Authorisation:
    case, authorisation = under_lock(authorisation_id, by)
    if authorisation.status != AuthorisationStatus.REQUESTED:
        raise Refused(_("The payer has answered already. A change of its answer is recorded with the appeal."))
    given = _given(authorisation, answer)
    _refuse(authorisation, answer, given, today(case.zone))
    _keep(authorisation, answer, given, by)
    happening = Happening(
        _event(authorisation, answer, given), of_day(answer.on, case.zone), persons_of(authorisation), authorisation.id
    )
    record(case, happening, by=by, verb="decide_authorisation", what=authorisation.what, decision=answer.decision)
    return authorisation


@transaction.atomic
def settle_appeal(*, authorisation_id: UUID, step: str, grounds: str, on: date, by: Actor) -> Appeal:
    """An appeal was sent, or the person has decided against one: either answers the deadline."""
    case, authorisation = under_lock(authorisation_id, by)
    if authorisation.status not in (AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED):
        raise Refused(_("There is nothing to appeal against: the payer has not given less than was asked."))
    if step not in AppealStep.values:
        raise Refused(_("Say whether there is an appeal."), field="step")
    if not grounds.strip():
        raise Refused(_("Write what the appeal says, or why there is none."), field="grounds")
    if authorisation.appeals.filter(outcome="", step=AppealStep.FILED).exists():
        raise Refused(_("An appeal is under way. Record its outcome first."))
    appeal = Appeal.objects.create(
        organisation_id=case.organisation_id,
        authorisation=authorisation,
        step=step,
        grounds=grounds.strip(),
        on=on,
        by_id=by.id,
        by_name=by.name,
    )
    event = AuthorisationAppealSettled(step)  # type: ignore[arg-type]
    happening = Happening(event, of_day(on, case.zone), persons_of(authorisation), authorisation.id)
    record(case, happening, by=by, verb="settle_appeal", what=authorisation.what, step=step)
    return appeal


@transaction.atomic
def decide_appeal(*, authorisation_id: UUID, outcome: str, answer: Answer, by: Actor) -> Authorisation:
    """The answer to the appeal. Unless the decision stands, what the payer gives now takes the first decision's place."""
    case, authorisation = under_lock(authorisation_id, by)
    appeal = authorisation.appeals.filter(step=AppealStep.FILED, outcome="").last()
    if appeal is None:
        raise Refused(_("No appeal is under way."))
    if outcome not in AppealOutcome.values:
        raise Refused(_("Choose what came of the appeal."), field="outcome")
    if outcome != AppealOutcome.UPHELD:
        given = _given(authorisation, answer)
        _refuse(authorisation, answer, given, today(case.zone))
        _keep(authorisation, answer, given, by)
    appeal.outcome, appeal.decided_on = outcome, answer.on
    appeal.save(update_fields=["outcome", "decided_on"])
    event = AuthorisationAppealDecided(outcome)  # type: ignore[arg-type]
    happening = Happening(event, of_day(answer.on, case.zone), persons_of(authorisation), authorisation.id)
    record(case, happening, by=by, verb="decide_appeal", what=authorisation.what, outcome=outcome)
    return authorisation


def _given(authorisation: Authorisation, answer: Answer) -> dict[str, Any]:
    """What is given: nothing by a denial, else what the notice names, and where it is silent what was asked."""
    if answer.decision == AuthorisationStatus.DENIED:
        return {"units": Decimal(0), "from_day": None, "to_day": None}
    return {
        "units": authorisation.asked if answer.units is None else answer.units,
        "from_day": answer.starts or authorisation.asked_from,
        "to_day": answer.ends or authorisation.asked_to,
    }


def _refuse(authorisation: Authorisation, answer: Answer, given: dict[str, Any], day: date) -> None:
    if answer.decision not in DECISIONS:
        raise Refused(_("Choose what the payer decided."), field="decision")
    if answer.on > day:
        raise Refused(_("This lies in the future. Record it when it has happened."), field="on")
    if answer.decision != AuthorisationStatus.APPROVED and not answer.reason.strip():
        raise Refused(_("Write the reason the payer gives: an appeal answers it."), field="reason")
    if answer.decision == AuthorisationStatus.DENIED:
        return
    if given["units"] <= 0:
        raise Refused(_("Write how many units were given."), field="units")
    if given["to_day"] < given["from_day"]:
        raise Refused(_("The last day lies before the first."), field="ends")
    less = given["units"] < authorisation.asked or given["to_day"] < authorisation.asked_to
    if answer.decision == AuthorisationStatus.APPROVED and given["units"] < authorisation.asked:
        raise Refused(
            _("Fewer units than were asked for: that is approved in part, and can be appealed."), field="decision"
        )
    if answer.decision == AuthorisationStatus.PARTLY and not less:
        raise Refused(_("Nothing is less than was asked for: that is approved."), field="decision")


def _keep(authorisation: Authorisation, answer: Answer, given: dict[str, Any], by: Actor) -> None:
    Decision.objects.create(
        organisation_id=authorisation.organisation_id,
        authorisation=authorisation,
        decision=answer.decision,
        reference=answer.reference.strip(),
        reason=answer.reason.strip(),
        appeal_by=answer.appeal_by,
        on=answer.on,
        by_id=by.id,
        by_name=by.name,
        **given,
    )
    authorisation.status = answer.decision
    authorisation.granted, authorisation.from_day, authorisation.to_day = (
        given["units"],
        given["from_day"],
        given["to_day"],
    )
    authorisation.reference = answer.reference.strip() or authorisation.reference
    authorisation.save(update_fields=["status", "granted", "from_day", "to_day", "reference"])


def _event(authorisation: Authorisation, answer: Answer, given: dict[str, Any]) -> AuthorisationDecided:
    return AuthorisationDecided(
        decision=answer.decision,  # type: ignore[arg-type]
        dated=answer.appeal_by is not None,
        scheme=Scheme(authorisation.coverage.scheme) if authorisation.coverage else None,
        units=given["units"],
        until=given["to_day"],
        appeal_by=answer.appeal_by,
    )
