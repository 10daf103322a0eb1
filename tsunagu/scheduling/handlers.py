"""What this room does when an earlier one speaks: who writes up a visit has said that the appointment was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tsunagu.cases.models import Case, Contact, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.listening import on
from tsunagu.scheduling.choices import COMING, State
from tsunagu.scheduling.commands.steps import keep_appointment
from tsunagu.scheduling.models import Appointment

NEAR = timedelta(hours=1)


@on("contact.made")
def follow_contact(*, fact: Fact, case: Case, by: Actor, **_what: Any) -> None:
    """The worker's own appointment at that time, with the same people by the same way, is kept and finds its note."""
    if fact.ref is None or by.is_system:
        return
    near = list(
        Appointment.objects.filter(
            case=case,
            state__in=(*COMING, State.KEPT),
            contact=None,
            starts_at__range=(fact.occurred_at - NEAR, fact.occurred_at + NEAR),
        )
        .order_by("starts_at")
        .prefetch_related("seats")
    )
    contact = Contact.objects.filter(id=fact.ref, counterpart="person").first() if near else None
    appointment = next((one for one in near if contact and _is_of(one, contact)), None)
    if contact is None or appointment is None:
        return
    if (
        appointment.state in (State.BOOKED, State.CONFIRMED, State.ARRIVED)
        and appointment.starts_at <= fact.recorded_at
    ):
        appointment = keep_appointment(appointment.id, by=by)
    if appointment.state == State.KEPT:
        appointment.contact = contact
        appointment.save(update_fields=["contact"])


def _is_of(appointment: Appointment, contact: Contact) -> bool:
    """The worker's own, by the same way, with one of the same people."""
    own = any(seat.worker_id == contact.worker_id for seat in appointment.seats.all())
    return own and appointment.mode == contact.mode and bool(set(appointment.persons) & {*contact.persons})
