"""How somebody gets to an appointment and back."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.scheduling.choices import Direction, TransportState
from tsunagu.scheduling.models.appointment import Appointment
from tsunagu.scheduling.models.wall import WALL, WITH_ITS_APPOINTMENT


@tracked
class Transport(OrganisationRow):
    """`carrier` is who drives: a company, a volunteer, a relative, one of us."""

    wall = WALL
    row_policy = WITH_ITS_APPOINTMENT

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="transports")
    direction = models.TextField(choices=Direction.choices, default=Direction.BOTH)
    from_where = models.TextField()
    to_where = models.TextField()
    pickup_at = models.DateTimeField()
    wheelchair = models.BooleanField(default=False)
    escort = models.BooleanField(default=False)
    carrier = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    state = models.TextField(choices=TransportState.choices, default=TransportState.NEEDED)
    state_at = models.DateTimeField(default=now)
    state_by_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")

    appointment_id: UUID

    class Meta:
        ordering = ["pickup_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_where="") & ~Q(to_where=""), name="scheduling_transport_from_and_to"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "done"]) | ~Q(carrier=""),
                name="scheduling_transport_has_a_carrier",
            ),
        ]
        indexes = [models.Index(fields=["appointment"], name="scheduling_transport_of")]

    @property
    def is_open(self) -> bool:
        return self.state in (TransportState.NEEDED, TransportState.ASKED, TransportState.CONFIRMED)
