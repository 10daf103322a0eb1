"""Correcting a completed response, and withdrawing one that should not be there. What was written stays readable."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import ResponseStatus
from tsunagu.assessment.models import Answer, Response
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked, retract_fact
from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused

FACTS = ("instrument.completed", "instrument.scored")


@transaction.atomic
def amend_response(response_id: UUID, *, reason: str, by: Actor) -> Response:
    """A copy to correct. The completed one stands until the correction is completed, and stays readable after."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, old = _closed(response_id)
    if not reason.strip():
        raise Refused(_("Say what was wrong."), field="reason")
    correction = old.corrections.exclude(status=ResponseStatus.ENTERED_IN_ERROR).first()
    if correction is not None and not correction.is_open:
        raise Refused(_("This was corrected already. Correct the newer one."))
    if correction is not None:
        return correction
    new = Response.objects.create(
        organisation_id=old.organisation_id,
        case=case,
        person_id=old.person_id,
        instrument_id=old.instrument_id,
        code=old.code,
        assessment_id=old.assessment_id,
        score_only=old.score_only,
        language=old.language,
        method=old.method,
        informant=old.informant,
        informant_name=old.informant_name,
        answered_at=old.answered_at,
        begun_by_id=by.id,
        begun_by_name=by.name,
        replaces=old,
        reason=reason.strip(),
    )
    Answer.objects.bulk_create(
        Answer(
            organisation_id=new.organisation_id,
            response=new,
            link=answer.link,
            place=answer.place,
            values=answer.values,
            absent=answer.absent,
            saved_at=answer.saved_at,
            saved_by_id=answer.saved_by_id,
            saved_by_name=answer.saved_by_name,
        )
        for answer in old.answers.all()
    )
    record_act(by, "amend_response", new, case_id=case.id, instrument=new.code, reason=reason.strip())
    return new


@transaction.atomic
def withdraw_response(response_id: UUID, *, reason: str, by: Actor) -> Response:
    """It should not be here: filled in for somebody else, or by mistake. No list, score or clock looks at it any more.

    A critical answer in it stays on the ledger: that one is closed with a disposition, never by withdrawing the form.
    """
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(Response.objects.values_list("case_id", flat=True).get(id=response_id))
    refuse_closed(case)
    response = Response.objects.get(id=response_id)
    if response.status == ResponseStatus.ENTERED_IN_ERROR:
        raise Refused(_("This was withdrawn already."))
    if not reason.strip():
        raise Refused(_("Say why this is withdrawn."), field="reason")
    response.status, response.reason = ResponseStatus.ENTERED_IN_ERROR, reason.strip()
    response.save()
    for fact in Fact.objects.filter(case=case, ref=response.id, kind__in=FACTS):
        retract_fact(fact, reason=reason.strip(), by=by)
    record_act(by, "withdraw_response", response, case_id=case.id, instrument=response.code, reason=reason.strip())
    return response


def _closed(response_id: UUID) -> tuple[Case, Response]:
    case = locked(Response.objects.values_list("case_id", flat=True).get(id=response_id))
    refuse_closed(case)
    response = Response.objects.get(id=response_id)
    if response.is_open:
        raise Refused(_("This is still being filled in: change the answer itself."))
    if response.status == ResponseStatus.ENTERED_IN_ERROR:
        raise Refused(_("This was withdrawn. Fill in a new one."))
    return case, response
