"""Recording a meeting for an assessment: a contact of the case, and the evidence that the person was met."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.begin_assessment import persons_of
from tsunagu.assessment.commands.sheets import opened
from tsunagu.assessment.models import Assessment, Session
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Mode, Place, Purpose, With
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.models import Case, Contact
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@transaction.atomic
def record_session(
    assessment_id: UUID,
    *,
    by: Actor,
    held_at: datetime,
    mode: Mode,
    with_person: bool,
    place: Place | str = "",
    minutes: int | None = None,
    present: str = "",
) -> Session:
    """When, how, where, and whether the person was met directly (R-018). The meeting becomes a contact of the case."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, assessment = opened(assessment_id)
    place = place if mode == Mode.IN_PERSON else ""
    if mode == Mode.IN_PERSON and not place:
        raise Refused(_("Say where you met: some rules count only a visit at home."), field="place")
    contact = log_contact(
        case_id=case.id,
        by=by,
        started_at=held_at,
        mode=mode,
        counterpart=With.PERSON if with_person else With.FAMILY,
        persons=persons_of(case, assessment.person_id),
        purpose=Purpose.ASSESSMENT,
        place=place,
        minutes=minutes,
        present=present,
        interpreter=bool(assessment.interpreter),
    )
    return _keep(case, assessment, contact, with_person, by)


@transaction.atomic
def link_contact(assessment_id: UUID, contact_id: UUID, *, by: Actor) -> Session:
    """A contact that was written down already was a meeting for this assessment: nothing is typed twice (R-106)."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, assessment = opened(assessment_id)
    contact = Contact.objects.standing().filter(case=case, id=contact_id).first()
    if contact is None or not contact.was_reached:
        raise Refused(_("This contact is not on record in this case."), field="contact")
    if assessment.sessions.filter(contact=contact).exists():
        raise Refused(_("This meeting is on the sheet already."), field="contact")
    met = contact.counterpart == With.PERSON and assessment.person_id in (None, *contact.persons)
    return _keep(case, assessment, contact, met, by)


def _keep(case: Case, assessment: Assessment, contact: Contact, with_person: bool, by: Actor) -> Session:
    session = Session.objects.create(
        organisation_id=case.organisation_id,
        assessment=assessment,
        contact=contact,
        held_at=contact.started_at,
        minutes=contact.minutes,
        mode=contact.mode,
        place=contact.place,
        with_person=with_person,
        present=contact.present,
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "record_session", session, case_id=case.id, assessment=assessment.code, mode=session.mode)
    return session
