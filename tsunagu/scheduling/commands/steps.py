"""What becomes of an appointment: confirmed, arrived, kept, missed, cancelled; and taking a mistaken step back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.choices import Role
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record import Happening, locked, record, retract_fact
from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Membership, User
from tsunagu.notices.commands import notify_user
from tsunagu.scheduling.choices import GUARDED, CancelledBy, Sort, State
from tsunagu.scheduling.commands.booking import held_or_refused, set_state, unhold
from tsunagu.scheduling.events import (
    AppointmentArrived,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentKept,
    AppointmentMissed,
)
from tsunagu.scheduling.models import Appointment, Seat, Series, ThingBooking
from tsunagu.scheduling.queries import missed_before

NEXT: dict[str, tuple[State, ...]] = {
    State.PROPOSED: (State.BOOKED, State.CONFIRMED, State.CANCELLED, State.MOVED),
    State.BOOKED: (State.CONFIRMED, State.ARRIVED, State.KEPT, State.MISSED, State.CANCELLED, State.MOVED),
    State.CONFIRMED: (State.ARRIVED, State.KEPT, State.MISSED, State.CANCELLED, State.MOVED),
    State.ARRIVED: (State.KEPT, State.CANCELLED),
}
ENDED = {State.KEPT: "appointment.kept", State.MISSED: "appointment.missed", State.CANCELLED: "appointment.cancelled"}


@transaction.atomic
def confirm_appointment(appointment_id: UUID, *, by: Actor) -> Appointment:
    """It has been asked and answered: it takes place."""
    case, appointment = for_step(appointment_id, State.CONFIRMED, by)
    set_state(appointment, State.CONFIRMED, by)
    _say(case, appointment, AppointmentConfirmed(), by, "confirm_appointment")
    return appointment


@transaction.atomic
def note_arrival(appointment_id: UUID, *, by: Actor) -> Appointment:
    """The person is there."""
    case, appointment = for_step(appointment_id, State.ARRIVED, by)
    set_state(appointment, State.ARRIVED, by)
    _say(case, appointment, AppointmentArrived(), by, "note_arrival")
    return appointment


@transaction.atomic
def keep_appointment(appointment_id: UUID, *, by: Actor) -> Appointment:
    """It took place."""
    case, appointment = for_step(appointment_id, State.KEPT, by)
    _refuse_early(appointment)
    set_state(appointment, State.KEPT, by)
    event = AppointmentKept(Sort(appointment.sort))
    record(case, _at_its_time(appointment, event), by=by, verb="keep_appointment")
    return appointment


@transaction.atomic
def miss_appointment(appointment_id: UUID, *, by: Actor, note: str = "") -> Appointment:
    """The person did not come, or was not there. How many in a row is said with it; what follows is the pathway's word (R-076)."""
    case, appointment = for_step(appointment_id, State.MISSED, by)
    _refuse_early(appointment)
    row = Decimal(missed_before(appointment) + 1)
    set_state(appointment, State.MISSED, by, reason=note.strip())
    ours = appointment.seats.exists()
    event = AppointmentMissed(row, Sort(appointment.sort), ours)
    record(case, _at_its_time(appointment, event), by=by, verb="miss_appointment", in_a_row=int(row))
    unhold(appointment)
    if appointment.sort in GUARDED:
        tell_supervisor(case, appointment, "scheduling/notices/guarded_missed", by)
    return appointment


@transaction.atomic
def cancel_appointment(appointment_id: UUID, *, cancelled_by: CancelledBy, reason: str, by: Actor) -> Appointment:
    """It will not take place: by whom, and why. Of court and probation a supervisor hears at once."""
    case, appointment = for_step(appointment_id, State.CANCELLED, by)
    if not reason.strip():
        raise Refused(_("Write why it does not take place."), field="reason")
    set_state(appointment, State.CANCELLED, by, cancelled_by=cancelled_by, reason=reason.strip())
    unhold(appointment)
    said = said_of(appointment, reason)
    event = AppointmentCancelled(CancelledBy(cancelled_by), Sort(appointment.sort), said)
    _say(case, appointment, event, by, "cancel_appointment", reason=said, cancelled_by=str(cancelled_by))
    if appointment.sort in GUARDED:
        tell_supervisor(case, appointment, "scheduling/notices/guarded_cancelled", by)
    return appointment


@transaction.atomic
def take_back_step(appointment_id: UUID, *, reason: str, by: Actor) -> Appointment:
    """Kept, missed or cancelled by mistake: the entry is withdrawn, and the appointment stands as it was booked."""
    check(by, Permission.CASE_WORK)
    case, appointment = _locked(appointment_id)
    if appointment.state not in ENDED:
        raise Refused(_("There is no step to take back."))
    if not reason.strip():
        raise Refused(_("Write what was mistaken."), field="reason")
    last = (
        Fact.objects.filter(case=case, kind=ENDED[State(appointment.state)], ref=appointment.key)
        .order_by("-id")
        .first()
    )
    held_or_refused(lambda: _hold_again(appointment))
    set_state(appointment, State.BOOKED, by, cancelled_by="", reason="")
    if last is not None:
        retract_fact(last, reason=reason.strip(), by=by)
    return appointment


def said_of(of: Appointment | Series, reason: str) -> str | None:
    """What the ledger says of why. Of court and probation the words stay with the appointment, behind its wall (R-084)."""
    return None if of.sort in GUARDED else reason.strip() or None


def _hold_again(appointment: Appointment) -> None:
    Seat.objects.filter(appointment=appointment).update(holds=True)
    ThingBooking.objects.filter(appointment=appointment).update(holds=True)


def for_step(appointment_id: UUID, to: State, by: Actor) -> tuple[Case, Appointment]:
    """The appointment on its locked case, if this step follows from where it is."""
    check(by, Permission.CASE_WORK)
    case, appointment = _locked(appointment_id)
    if to not in NEXT.get(appointment.state, ()):
        raise Refused(
            _(
                "This appointment is %(state)s; that step does not follow. Take the last step back first if it was a mistake."
            )
            % {"state": appointment.get_state_display().lower()}
        )
    return case, appointment


def _locked(appointment_id: UUID) -> tuple[Case, Appointment]:
    case = locked(Appointment.objects.values_list("case_id", flat=True).get(id=appointment_id))
    appointment = Appointment.objects.get(id=appointment_id)
    appointment.case = case
    return case, appointment


def _refuse_early(appointment: Appointment) -> None:
    if appointment.starts_at > now():
        raise Refused(_("It has not begun yet. Say how it went when it is over, or cancel it."))


def _at_its_time(appointment: Appointment, event: Any) -> Happening:
    return Happening(event, min(appointment.starts_at, now()), appointment.persons, appointment.key)


def _say(case: Case, appointment: Appointment, event: Any, by: Actor, verb: str, **audit: Any) -> None:
    record(case, Happening(event, None, appointment.persons, appointment.key), by=by, verb=verb, **audit)


def tell_supervisor(case: Case, appointment: Appointment, template: str, by: Actor) -> None:
    to = supervisor_of(case)
    if to is not None:
        notify_user(
            to=to,
            template=template,
            context={
                "number": case.number,
                "at": appointment.starts_at,
                "sort": appointment.get_sort_display(),
                "by": by.name,
                "reason": appointment.reason,
            },
            by=by,
            url=reverse("scheduling:appointment", args=[case.id, appointment.id]),
            case_id=case.id,
        )


def supervisor_of(case: Case) -> User | None:
    """Who is told: the case's supervisor, else one of its team."""
    if case.supervisor_id:
        return User.objects.filter(id=case.supervisor_id).first()
    if case.team_id is None:
        return None
    found = Membership.objects.filter(team_id=case.team_id, is_active=True, roles__contains=[Role.SUPERVISOR])
    membership = found.select_related("user").order_by("id").first()
    return membership.user if membership else None
