"""Rooms and vehicles: what only one appointment at a time can have."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.scheduling.choices import ThingKind
from tsunagu.scheduling.models.appointment import Appointment, Span


@tracked
class Thing(OrganisationRow):
    kind = models.TextField(choices=ThingKind.choices)
    name = models.TextField()
    seats = models.PositiveSmallIntegerField(null=True)
    wheelchair = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="scheduling_thing_has_a_name"),
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(retired_at=None), name="scheduling_thing_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class ThingBooking(OrganisationRow):
    """A room or vehicle taken up by an appointment. No reason puts two meetings into one room."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="things")
    thing = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    holds = models.BooleanField(default=True)

    appointment_id: UUID
    thing_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "thing"], name="scheduling_thingbooking_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="scheduling_thingbooking_period"),
            ExclusionConstraint(
                name="scheduling_thingbooking_one_at_a_time",
                expressions=[
                    ("thing", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(holds=True),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "thing", "starts_at"], name="scheduling_thingbooking_of")]
