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
    contact = Contact.objects.filter(id=fact.ref, counterpart="person").first()
    if contact is None:
        return
    appointment = (
        Appointment.objects.filter(
            case=case,
            mode=contact.mode,
            state__in=(*COMING, State.KEPT),
            contact=None,
            starts_at__range=(contact.started_at - NEAR, contact.started_at + NEAR),
            seats__worker_id=contact.worker_id,
        )
        .order_by("starts_at")
        .first()
    )
    if appointment is None or not set(appointment.persons) & {*contact.persons}:
        return
    if (
        appointment.state in (State.BOOKED, State.CONFIRMED, State.ARRIVED)
        and appointment.starts_at <= fact.recorded_at
    ):
        appointment = keep_appointment(appointment.id, by=by)
    if appointment.state == State.KEPT:
        appointment.contact = contact
        appointment.save(update_fields=["contact"])
