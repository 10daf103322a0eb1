"""Several people who need the same are served together: who shares what. The one place where they meet (R-066)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.directory.choices import ServiceType
from tsunagu.people.models import Person
from tsunagu.scheduling.choices import GroupKind
from tsunagu.scheduling.models.appointment import Appointment
from tsunagu.scheduling.models.transport import Transport

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Group(OrganisationRow):
    """A group session, or a ride that is shared. `provider` leads the one and drives the other.

    Only a supervisor reads it: charts carry their own appointment or transport, which know nothing of a group.
    """

    kind = models.TextField(choices=GroupKind.choices)
    type = models.TextField(choices=ServiceType.choices)
    area = models.TextField(blank=True, default="")
    title = models.TextField()
    provider = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    where = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(null=True)  # nobody said: no limit
    formed_at = models.DateTimeField(default=now)
    formed_by_name = models.TextField()
    dissolved_at = models.DateTimeField(null=True)
    dissolved_by_name = models.TextField(blank=True, default="")
    dissolved_reason = models.TextField(blank=True, default="")

    if TYPE_CHECKING:
        places: RelatedManager[GroupPlace]

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="scheduling_group_says_what"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="scheduling_group_period"),
            models.CheckConstraint(
                condition=Q(dissolved_at=None, dissolved_reason="")
                | Q(dissolved_at__isnull=False) & ~Q(dissolved_reason=""),
                name="scheduling_group_dissolved_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "starts_at", "id"], name="scheduling_group_ahead")]

    def __str__(self) -> str:
        return self.title


@tracked
class GroupPlace(OrganisationRow):
    """One person's place in a group: the need it answers (`line` by its key, or a `transport`), and the entry on their own record."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="places")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line = models.UUIDField(null=True)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    transport = models.ForeignKey(Transport, on_delete=models.PROTECT, null=True, related_name="+")

    case_id: UUID
    person_id: UUID
    appointment_id: UUID
    transport_id: UUID | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "appointment"], name="scheduling_groupplace_once"),
            models.CheckConstraint(
                condition=Q(line__isnull=False, transport=None) | Q(line=None, transport__isnull=False),
                name="scheduling_groupplace_answers_one_need",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "line"], name="scheduling_place_of_line"),
        ]
