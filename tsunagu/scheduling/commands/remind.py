"""Reminding people of their appointments: agreed with them, in their language, not at night, once, and kept on the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Organisation
from tsunagu.notices.choices import Channel
from tsunagu.notices.commands import notify_outside
from tsunagu.scheduling.choices import State
from tsunagu.scheduling.events import RemindersAgreed, ReminderSent, RemindersStopped
from tsunagu.scheduling.models import Appointment, ReminderAgreement
from tsunagu.scheduling.rules import Quiet, on_wall, remind_at

LOOK_AHEAD = timedelta(hours=168 + 24)  # the longest time before, and the quiet hours
MOST_QUIET = timedelta(hours=18)
TO_REMIND = (State.BOOKED, State.CONFIRMED)


@transaction.atomic
def agree_reminders(
    *,
    case_id: UUID,
    person_id: UUID,
    channel: Channel,
    by: Actor,
    address: str = "",
    language: str = "",
    hours_before: int = 24,
    quiet: Quiet | None = None,
) -> ReminderAgreement:
    """The person wants to be reminded, not in their `quiet` hours. An earlier agreement of theirs ends with this one."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    refuse_stranger(case, person_id)
    if channel == Channel.IN_APP:
        raise Refused(_("They have no page here. Choose email or a letter."), field="channel")
    if channel == Channel.MAIL and "@" not in address:
        raise Refused(_("Write the email address to send to, or choose a letter."), field="address")
    refuse_endless(quiet)
    _end(case, person_id, by)
    agreement = ReminderAgreement.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        channel=channel,
        address=address.strip(),
        language=language or by.language,
        hours_before=hours_before,
        quiet_begins=quiet.begins if quiet else None,
        quiet_ends=quiet.ends if quiet else None,
        agreed_by_name=by.name,
    )
    happening = Happening(RemindersAgreed(str(channel)), None, [person_id], agreement.id)
    record(case, happening, by=by, verb="agree_reminders", channel=str(channel))
    return agreement


@transaction.atomic
def stop_reminders(agreement_id: UUID, *, by: Actor) -> ReminderAgreement:
    """No more of them, from now on."""
    check(by, Permission.CASE_WORK)
    case = locked(ReminderAgreement.objects.values_list("case_id", flat=True).get(id=agreement_id))
    agreement = ReminderAgreement.objects.get(id=agreement_id)
    if agreement.stopped_at is not None:
        raise Refused(_("These reminders were stopped already."))
    _end(case, agreement.person_id, by)
    record(case, Happening(RemindersStopped(), None, [agreement.person_id], agreement.id), by=by, verb="stop_reminders")
    agreement.refresh_from_db()
    return agreement


@transaction.atomic
def set_quiet_hours(*, quiet: Quiet, reason: str, by: Actor) -> Organisation:
    """When nobody is written to who has not said otherwise. The trail keeps who decided it, and why."""
    check(by, Permission.ORGANISATION_SET_UP)
    refuse_endless(quiet)
    if not reason.strip():
        raise Refused(_("Write why. This is kept in the trail."), field="reason")
    organisation = Organisation.objects.select_for_update().get(id=by.organisation)
    hours = [f"{at:%H:%M}" for at in (quiet.begins, quiet.ends)]
    organisation.settings = {**organisation.settings, "quiet_hours": hours}
    organisation.save(update_fields=["settings"])
    record_act(by, "set_quiet_hours", organisation, begins=hours[0], ends=hours[1], reason=reason.strip())
    return organisation


def refuse_endless(quiet: Quiet | None) -> None:
    """Some hours of the day have to be left, or nobody would ever be reminded."""
    if quiet is None:
        return
    if quiet.begins == quiet.ends:
        raise Refused(_("They have to end at another time than they begin."), field="quiet_ends")
    if quiet.length > MOST_QUIET:
        raise Refused(_("Leave at least six hours of the day in which a reminder can go out."), field="quiet_ends")


def _end(case: Case, person_id: UUID, by: Actor) -> None:
    standing = ReminderAgreement.objects.filter(case=case, person_id=person_id, stopped_at=None)
    standing.update(stopped_at=now(), stopped_by_name=by.name)


def send_reminders(*, by: Actor, limit: int = 500) -> int:
    """Whoever is to be reminded by now. Each case in a transaction of its own; what was sent once is not sent again."""
    check(by, Permission.CASE_WORK)
    quiet = quiet_of(Organisation.objects.get(id=by.organisation).settings)
    coming = (
        Appointment.objects.filter(
            organisation_id=by.organisation,
            state__in=TO_REMIND,
            reminded_at=None,
            starts_at__gt=now(),
            starts_at__lt=now() + LOOK_AHEAD,
            case__reminder_agreements__stopped_at=None,
            case__reminder_agreements__isnull=False,
        )
        .order_by("starts_at")
        .distinct()
    )
    return sum(_remind(id_, quiet, by) for id_ in coming.values_list("id", flat=True)[:limit])


def quiet_of(settings: Mapping[str, Any]) -> Quiet:
    """The hours in which an organisation writes to nobody: 20:00 to 8:00 unless it says otherwise (`quiet_hours: ["21:00", "07:00"]`)."""
    said = settings.get("quiet_hours")
    return Quiet(*(time.fromisoformat(at) for at in said)) if said else Quiet()


@transaction.atomic
def _remind(appointment_id: UUID, quiet: Quiet, by: Actor) -> int:
    case = locked(Appointment.objects.values_list("case_id", flat=True).get(id=appointment_id))
    appointment = Appointment.objects.get(id=appointment_id)
    if appointment.state not in TO_REMIND or appointment.reminded_at or not case.is_open:
        return 0
    zone = appointment.zone
    agreements = ReminderAgreement.objects.select_related("person").filter(
        case=case, person_id__in=appointment.persons, stopped_at=None
    )
    due = [one for one in agreements if _is_due(appointment, one, own_quiet(one) or quiet)]
    if not due:
        return 0
    for one in due:
        _write(case, appointment, one, by)
    appointment.reminded_at = now()
    appointment.save(update_fields=["reminded_at"])
    day = on_wall(appointment.starts_at, zone).date()
    said = [Happening(ReminderSent(one.channel, day), None, [one.person_id], appointment.key) for one in due]
    record(case, *said, by=by, verb="send_reminders", sent=len(due))
    return len(due)


def own_quiet(agreement: ReminderAgreement) -> Quiet | None:
    """The hours in which this person is not to be written to, where they have said some."""
    begins, ends = agreement.quiet_begins, agreement.quiet_ends
    return Quiet(begins, ends) if begins is not None and ends is not None else None


def _is_due(appointment: Appointment, agreement: ReminderAgreement, quiet: Quiet) -> bool:
    if quiet.holds(on_wall(now(), appointment.zone).time()):
        return False
    return remind_at(appointment.starts_at, agreement.hours_before, appointment.zone, quiet) <= now()


def _write(case: Case, appointment: Appointment, agreement: ReminderAgreement, by: Actor) -> None:
    """The words say when, and whom to call; never what for: a message may be read by others."""
    organisation = Organisation.objects.get(id=case.organisation_id)
    notify_outside(
        to_name=agreement.person.name,
        channel=Channel(agreement.channel),
        to_address=agreement.address,
        template="scheduling/notices/reminder",
        context={
            "name": agreement.person.name,
            "at": on_wall(appointment.starts_at, appointment.zone),
            "agency": organisation.name,
            "phone": organisation.phone,
        },
        language=agreement.language,
        by=by,
        case_id=case.id,
        person_id=agreement.person_id,
    )
