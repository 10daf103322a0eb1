"""Another time for one appointment. Where it was stays readable; where it is now has the same name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import GUARDED, Direction, Sort, State, TransportState
from tsunagu.scheduling.commands.booking import Booking, put_down, refuse_unbookable, set_state, unhold
from tsunagu.scheduling.commands.steps import for_step, said_of
from tsunagu.scheduling.events import AppointmentMoved, TransportNeeded
from tsunagu.scheduling.models import Appointment, Transport
from tsunagu.scheduling.rules import on_wall

ENDED_RIDES = (TransportState.DONE, TransportState.CANCELLED)


@transaction.atomic
def move_appointment(
    appointment_id: UUID,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    reason: str = "",
    override_reason: str = "",
) -> Appointment:
    """This one only; of a series the others stay. Transport that was arranged goes along, and is asked about again."""
    case, old = for_step(appointment_id, State.MOVED, by)
    if not reason.strip() and old.sort in GUARDED:
        raise Refused(_("Write why a court or probation appointment is moved."), field="reason")
    booking = as_booking(old, starts_at, ends_at, override_reason)
    refuse_unbookable(case, booking)
    unhold(old)
    set_state(old, State.MOVED, by, reason=reason.strip())
    new = put_down(case, booking, by, series=old.series, slot=old.slot, key=old.key, sequence=old.sequence + 1)
    old.moved_to = new
    old.save(update_fields=["moved_to"])
    rides = _rides_along(old, new)
    said = said_of(new, reason)
    record(case, moved(new, said), *rides, by=by, verb="move_appointment", reason=said)
    return new


def _rides_along(old: Appointment, new: Appointment) -> list[Happening]:
    """What was arranged for the old time is to be arranged for the new one."""
    said = []
    for transport in Transport.objects.filter(appointment=old).exclude(state__in=ENDED_RIDES):
        transport.appointment = new
        transport.pickup_at += new.starts_at - old.starts_at
        if transport.state == TransportState.CONFIRMED:
            transport.state = TransportState.ASKED
        transport.save(update_fields=["appointment", "pickup_at", "state"])
        day = on_wall(transport.pickup_at, new.zone).date()
        event = TransportNeeded(day, Direction(transport.direction))
        said.append(Happening(event, None, new.persons, transport.id))
    return said


def moved(appointment: Appointment, reason: str | None) -> Happening:
    day = on_wall(appointment.starts_at, appointment.zone).date()
    return Happening(
        AppointmentMoved(day, Sort(appointment.sort), appointment.confirm, reason),
        None,
        appointment.persons,
        appointment.key,
    )


def as_booking(old: Appointment, starts_at: datetime, ends_at: datetime, override_reason: str = "") -> Booking:
    """What was booked, at another time."""
    return Booking(
        title=old.title,
        starts_at=starts_at,
        ends_at=ends_at,
        persons=old.persons,
        workers=[seat.worker_id for seat in old.seats.all()],
        things=[booking.thing_id for booking in old.things.all()],
        mode=old.mode,
        place=old.place,
        where=old.where,
        provider=old.provider,
        consequence=old.consequence,
        note=old.note,
        line=old.line,
        sort=old.sort,
        confirm=old.confirm,
        override_reason=override_reason or old.override_reason,
    )
