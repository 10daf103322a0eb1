"""What can happen to appointments, their series, the transport to them and the reminders of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tsunagu.core.kinds import fact
from tsunagu.directory.choices import ServiceType
from tsunagu.scheduling.choices import CancelledBy, Direction, Sort


@fact("appointment.booked", _("Appointment booked"))
@dataclass(frozen=True)
class AppointmentBooked:
    """`day` is when it is to be; `confirm` says that it is to be confirmed beforehand."""

    day: date
    sort: Sort = Sort.ORDINARY
    confirm: bool = False


@fact("appointment.confirmed", _("Appointment confirmed"))
@dataclass(frozen=True)
class AppointmentConfirmed:
    pass


@fact("appointment.arrived", _("Arrived for the appointment"))
@dataclass(frozen=True)
class AppointmentArrived:
    pass


@fact("appointment.kept", _("Appointment kept"))
@dataclass(frozen=True)
class AppointmentKept:
    sort: Sort = Sort.ORDINARY


@fact("appointment.missed", _("Appointment missed"), timed=True)
@dataclass(frozen=True)
class AppointmentMissed:
    """`in_a_row`: the how-many-th one missed since the person last kept one. `ours`: one of us was waiting."""

    in_a_row: Decimal
    sort: Sort = Sort.ORDINARY
    ours: bool = False


@fact("appointment.cancelled", _("Appointment cancelled"))
@dataclass(frozen=True)
class AppointmentCancelled:
    cancelled_by: CancelledBy
    sort: Sort = Sort.ORDINARY
    reason: str | None = None


@fact("appointment.moved", _("Appointment moved"))
@dataclass(frozen=True)
class AppointmentMoved:
    """`day`: the new one. The fact speaks of the same record as the booking, so what counts to its day counts to the new day."""

    day: date
    sort: Sort = Sort.ORDINARY
    confirm: bool = False
    reason: str | None = None


@fact("series.booked", _("Series of appointments booked"))
@dataclass(frozen=True)
class SeriesBooked:
    first: date
    last: date | None = None
    times: Decimal | None = None


@fact("series.changed", _("Series of appointments changed"))
@dataclass(frozen=True)
class SeriesChanged:
    first: date
    reason: str | None = None


@fact("series.ended", _("Series of appointments ended"))
@dataclass(frozen=True)
class SeriesEnded:
    first: date
    reason: str | None = None


@fact("transport.needed", _("Transport needed"))
@dataclass(frozen=True)
class TransportNeeded:
    day: date
    direction: Direction = Direction.BOTH


@fact("transport.asked", _("Transport asked for"))
@dataclass(frozen=True)
class TransportAsked:
    pass


@fact("transport.confirmed", _("Transport confirmed"))
@dataclass(frozen=True)
class TransportConfirmed:
    pass


@fact("transport.done", _("Transport done"))
@dataclass(frozen=True)
class TransportDone:
    pass


@fact("transport.cancelled", _("Transport not needed any more"))
@dataclass(frozen=True)
class TransportCancelled:
    reason: str | None = None


@fact("reminders.agreed", _("Reminders agreed"))
@dataclass(frozen=True)
class RemindersAgreed:
    channel: str


@fact("reminders.stopped", _("Reminders stopped"))
@dataclass(frozen=True)
class RemindersStopped:
    pass


@fact("reminder.sent", _("Reminder of an appointment sent"))
@dataclass(frozen=True)
class ReminderSent:
    channel: str
    day: date


@fact("group.place_offered", _("Place in a group found"))
@dataclass(frozen=True)
class GroupPlaceOffered:
    """Said of one person's appointment. Of the others in the group, and of the group itself, a chart says nothing (R-066)."""

    day: date
    type: ServiceType
