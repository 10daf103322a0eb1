"""An appointment: whom it is for, who goes, where, when, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from tsunagu.cases.choices import Mode, Place
from tsunagu.cases.models import Case, Contact
from tsunagu.core.clock import now
from tsunagu.core.ids import uuid7
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User
from tsunagu.scheduling.choices import COMING, CancelledBy, Sort, State
from tsunagu.scheduling.models.series import Series
from tsunagu.scheduling.models.wall import LEGAL_READERS, WALL

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.scheduling.models.thing import ThingBooking
    from tsunagu.scheduling.models.transport import Transport

LONGEST = timedelta(days=1)  # so that what overlaps a moment began at most a day before: the range an index can answer


class Span(Func):
    """The time something takes up, as PostgreSQL compares it: what ends at ten leaves ten o'clock free."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


@tracked
class Appointment(OrganisationRow):
    """Instants, shown on the wall clock of `zone`. `line` is the key of the service line it delivers, if it delivers one.

    `key` is its name however often it is moved: facts speak of it, and calendars know it by it. `slot` is where the rule of its
    series had put it (RFC 5545's RECURRENCE-ID), whatever became of it since. What is moved stays where it was, in state `moved`, and
    `moved_to` is the new one.
    """

    wall = WALL
    row_policy = LEGAL_READERS

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    key = models.UUIDField(default=uuid7, editable=False)
    persons = ArrayField(models.UUIDField(), default=list)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="appointments")
    slot = models.DateTimeField(null=True)
    line = models.UUIDField(null=True)
    title = models.TextField()
    sort = models.TextField(choices=Sort.choices, default=Sort.ORDINARY)
    mode = models.TextField(choices=Mode.choices, default=Mode.IN_PERSON)
    place = models.TextField(choices=Place.choices, blank=True, default="")
    where = models.TextField(blank=True, default="")
    provider = models.TextField(blank=True, default="")
    consequence = models.TextField(blank=True, default="")  # what follows if it is missed
    note = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.TextField()
    confirm = models.BooleanField(default=False)  # to be confirmed beforehand
    state = models.TextField(choices=State.choices, default=State.BOOKED)
    state_at = models.DateTimeField(default=now)
    state_by_name = models.TextField(blank=True, default="")
    cancelled_by = models.TextField(choices=CancelledBy.choices, blank=True, default="")
    reason = models.TextField(blank=True, default="")  # why it was cancelled or moved
    moved_to = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_from")
    override_reason = models.TextField(blank=True, default="")  # why it was booked although a worker was taken
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)  # of changes, for calendars that hold a copy
    booked_by_id = models.UUIDField()
    booked_by_name = models.TextField()
    booked_at = models.DateTimeField(default=now)

    if TYPE_CHECKING:
        case_id: UUID
        series_id: UUID | None
        seats: RelatedManager[Seat]
        things: RelatedManager[ThingBooking]
        transports: RelatedManager[Transport]

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="scheduling_appointment_says_what"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & Q(ends_at__lte=F("starts_at") + LONGEST),
                name="scheduling_appointment_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | (~Q(reason="") & ~Q(cancelled_by="")),
                name="scheduling_appointment_cancelled_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(series=None, slot=None) | Q(series__isnull=False, slot__isnull=False),
                name="scheduling_appointment_of_a_series_has_its_slot",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(state="moved"), name="scheduling_appointment_stands_once"
            ),
            models.UniqueConstraint(
                fields=["series", "slot"],
                condition=~Q(state__in=["moved", "cancelled"]),
                name="scheduling_appointment_once_a_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "starts_at"], name="scheduling_appt_of_case"),
            models.Index(
                fields=["organisation", "starts_at"],
                condition=Q(state__in=["booked", "confirmed"], reminded_at=None),
                name="scheduling_appt_to_remind",
            ),
            models.Index(
                fields=["organisation", "line", "starts_at"],
                condition=Q(line__isnull=False),
                name="scheduling_appt_of_line",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_coming(self) -> bool:
        return self.state in COMING

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@tracked
class Seat(OrganisationRow):
    """A worker's time taken up by an appointment. It repeats when and whether, so that one index answers "whose week is how full",
    and one constraint keeps anybody from being in two places.

    `beside` says why this one may lie beside another (a group, an emergency): documented, and told apart by the constraint.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="seats")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    holds = models.BooleanField(default=True)
    beside = models.TextField(blank=True, default="")

    if TYPE_CHECKING:
        appointment_id: UUID
        worker_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "worker"], name="scheduling_seat_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="scheduling_seat_period"),
            ExclusionConstraint(
                name="scheduling_seat_one_place_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("worker", RangeOperators.EQUAL),
                    (Span("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(holds=True, beside=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "worker", "starts_at"], name="scheduling_seat_of_worker")]
