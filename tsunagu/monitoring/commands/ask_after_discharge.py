"""The call after a hospital stay: what cannot wait becomes an urgent issue at once, and a clinician is told (R-100)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Mode, Outcome, Purpose, With
from tsunagu.cases.commands.log_contact import log_contact
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Organisation
from tsunagu.monitoring.choices import Gravity, IssueAbout, RedFlag
from tsunagu.monitoring.commands.issues import raise_issue
from tsunagu.monitoring.models import DischargeCall, Issue
from tsunagu.notices.choices import Channel
from tsunagu.notices.commands import notify_outside


@dataclass(frozen=True)
class Asked:
    """What was answered; `clinician` is who is told of a red flag, `channel` and `address` how."""

    flags: Sequence[RedFlag]
    medicines: bool
    appointment: bool
    knows_whom: bool
    note: str = ""
    counterpart: With = With.PERSON
    clinician: str = ""
    channel: str = ""
    address: str = ""


@transaction.atomic
def ask_after_discharge(*, case_id: UUID, person_id: UUID, asked: Asked, by: Actor) -> DischargeCall:
    """Keep the call as a contact, which meets the duty to speak with the person, and what was asked in it beside it."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    refuse_stranger(case, person_id)
    _refuse_untold(asked)
    contact = log_contact(
        case_id=case.id,
        started_at=now(),
        mode=Mode.PHONE,
        counterpart=asked.counterpart,
        persons=[person_id],
        outcome=Outcome.REACHED,
        purpose=Purpose.CHECK_IN,
        note=asked.note,
        language=by.language,
        by=by,
    )
    issue = _urgent(case, person_id, asked, by) if asked.flags else None
    call = DischargeCall.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        contact=contact,
        flags=list(asked.flags),
        medicines=asked.medicines,
        appointment=asked.appointment,
        knows_whom=asked.knows_whom,
        issue=issue,
        clinician=asked.clinician.strip() if issue else "",
        told_by=asked.channel if issue else "",
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "ask_after_discharge", call, case_id=case.id, flags=len(asked.flags))
    return call


def _refuse_untold(asked: Asked) -> None:
    if not asked.flags:
        return
    if not asked.clinician.strip():
        raise Refused(_("A red flag is told to a clinician. Write who."), field="clinician")
    if asked.channel not in (Channel.MAIL, Channel.PAPER, Channel.FAX):
        raise Refused(_("Choose how the clinician is told."), field="channel")
    if asked.channel == Channel.MAIL and "@" not in asked.address:
        raise Refused(_("Write the email address of the clinician, or choose another way."), field="address")


def _urgent(case: Case, person_id: UUID, asked: Asked, by: Actor) -> Issue:
    """Due today. The message says that there is something and whom to call, never what or about whom: others may read it."""
    words = [str(RedFlag(flag).label) for flag in asked.flags]
    issue = raise_issue(
        case_id=case.id,
        about=IssueAbout.HEALTH,
        gravity=Gravity.HIGH,
        text="\n".join([*words, asked.note.strip()]).strip(),
        due=today(case.zone),
        person_id=person_id,
        by=by,
    )
    organisation = Organisation.objects.get(id=case.organisation_id)
    notify_outside(
        to_name=asked.clinician.strip(),
        channel=Channel(asked.channel),
        to_address=asked.address,
        template="monitoring/notices/red_flag",
        context={"number": case.number, "agency": organisation.name, "phone": organisation.phone, "by": by.name},
        language=by.language,
        by=by,
        case_id=case.id,
        person_id=person_id,
    )
    return issue
