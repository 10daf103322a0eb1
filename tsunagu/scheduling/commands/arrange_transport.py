"""How somebody gets there: needed, asked for, confirmed, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import Direction, TransportState
from tsunagu.scheduling.commands.steps import said_of
from tsunagu.scheduling.events import (
    TransportAsked,
    TransportCancelled,
    TransportConfirmed,
    TransportDone,
    TransportNeeded,
)
from tsunagu.scheduling.models import Appointment, Transport
from tsunagu.scheduling.rules import on_wall

NEXT: dict[str, tuple[TransportState, ...]] = {
    TransportState.NEEDED: (TransportState.ASKED, TransportState.CONFIRMED, TransportState.CANCELLED),
    TransportState.ASKED: (TransportState.CONFIRMED, TransportState.CANCELLED, TransportState.NEEDED),
    TransportState.CONFIRMED: (
        TransportState.DONE,
        TransportState.ASKED,
        TransportState.CANCELLED,
        TransportState.NEEDED,
    ),
}


@dataclass(frozen=True)
class Ride:
    """From where to where, when, and with what."""

    from_where: str
    to_where: str
    pickup_at: datetime
    direction: str = Direction.BOTH
    wheelchair: bool = False
    escort: bool = False
    carrier: str = ""
    phone: str = ""
    note: str = ""


@transaction.atomic
def request_transport(appointment_id: UUID, *, ride: Ride, by: Actor) -> Transport:
    """Somebody has to be taken there. It becomes a duty to have it confirmed the day before."""
    check(by, Permission.CASE_WORK)
    case = locked(Appointment.objects.values_list("case_id", flat=True).get(id=appointment_id))
    refuse_closed(case)
    appointment = Appointment.objects.get(id=appointment_id)
    if not appointment.is_coming:
        raise Refused(_("This appointment does not take place any more, so nobody needs to be taken there."))
    if not ride.from_where.strip() or not ride.to_where.strip():
        raise Refused(
            _("Write from where to where."), field="from_where" if not ride.from_where.strip() else "to_where"
        )
    if ride.pickup_at >= appointment.ends_at and ride.direction != Direction.BACK:
        raise Refused(_("That is after the appointment. Look at the time of the pick-up."), field="pickup_at")
    transport = Transport.objects.create(
        organisation_id=case.organisation_id,
        appointment=appointment,
        state_by_name=by.name,
        **{name: value.strip() if isinstance(value, str) else value for name, value in vars(ride).items()},
    )
    day = on_wall(transport.pickup_at, appointment.zone).date()
    _say(case, transport, TransportNeeded(day, Direction(transport.direction)), by, "request_transport")
    return transport


@transaction.atomic
def ask_carrier(transport_id: UUID, *, carrier: str, by: Actor, phone: str = "") -> Transport:
    """Somebody who drives has been asked."""
    case, transport = _step(transport_id, TransportState.ASKED, by)
    if not carrier.strip():
        raise Refused(_("Write who was asked."), field="carrier")
    _set(transport, TransportState.ASKED, by, carrier=carrier.strip(), phone=phone.strip() or transport.phone)
    _say(case, transport, TransportAsked(), by, "ask_carrier")
    return transport


@transaction.atomic
def confirm_transport(transport_id: UUID, *, by: Actor, carrier: str = "", phone: str = "") -> Transport:
    """They will come."""
    case, transport = _step(transport_id, TransportState.CONFIRMED, by)
    carrier = carrier.strip() or transport.carrier
    if not carrier:
        raise Refused(_("Write who drives."), field="carrier")
    _set(transport, TransportState.CONFIRMED, by, carrier=carrier, phone=phone.strip() or transport.phone)
    _say(case, transport, TransportConfirmed(), by, "confirm_transport")
    return transport


@transaction.atomic
def need_again(transport_id: UUID, *, by: Actor) -> Transport:
    """Whoever was to drive does not: it is needed again, and to be confirmed."""
    case, transport = _step(transport_id, TransportState.NEEDED, by)
    _set(transport, TransportState.NEEDED, by, carrier="", phone="")
    day = on_wall(transport.pickup_at, transport.appointment.zone).date()
    _say(case, transport, TransportNeeded(day, Direction(transport.direction)), by, "need_again")
    return transport


@transaction.atomic
def finish_transport(transport_id: UUID, *, by: Actor) -> Transport:
    """They were taken there."""
    case, transport = _step(transport_id, TransportState.DONE, by)
    if transport.pickup_at > now():
        raise Refused(_("The pick-up lies ahead. Say that it was done when it was."))
    _set(transport, TransportState.DONE, by)
    _say(case, transport, TransportDone(), by, "finish_transport")
    return transport


@transaction.atomic
def cancel_transport(transport_id: UUID, *, reason: str, by: Actor) -> Transport:
    """Nobody needs to be taken there any more."""
    case, transport = _step(transport_id, TransportState.CANCELLED, by)
    if not reason.strip():
        raise Refused(_("Write why it is not needed any more."), field="reason")
    _set(transport, TransportState.CANCELLED, by, reason=reason.strip())
    said = said_of(transport.appointment, reason)
    _say(case, transport, TransportCancelled(said), by, "cancel_transport", reason=said)
    return transport


def _step(transport_id: UUID, to: TransportState, by: Actor) -> tuple[Case, Transport]:
    check(by, Permission.CASE_WORK)
    case = locked(Transport.objects.values_list("appointment__case_id", flat=True).get(id=transport_id))
    transport = Transport.objects.select_related("appointment").get(id=transport_id)
    if to not in NEXT.get(transport.state, ()):
        raise Refused(
            _("This transport is %(state)s; that step does not follow.")
            % {"state": transport.get_state_display().lower()}
        )
    return case, transport


def _set(transport: Transport, state: TransportState, by: Actor, **more: Any) -> None:
    transport.state, transport.state_at, transport.state_by_name = state, now(), by.name
    for name, value in more.items():
        setattr(transport, name, value)
    transport.save(update_fields=["state", "state_at", "state_by_name", *more])


def _say(case: Case, transport: Transport, event: Any, by: Actor, verb: str, **audit: Any) -> None:
    record(case, Happening(event, None, transport.appointment.persons, transport.id), by=by, verb=verb, **audit)
