"""A series: one rule by the iCalendar standard, from which its appointments are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import Mode, Place
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.scheduling.choices import Sort
from tsunagu.scheduling.models.wall import LEGAL_READERS, WALL

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.scheduling.models.appointment import Appointment


@tracked
class Series(OrganisationRow):
    """`starts` is wall time at `zone`, and stays so when the clocks change. `rule` is an RRULE of RFC 5545; its end, by number or by
    day, is in the rule. Without an end it is laid out a little way ahead, up to `laid_out_to`.

    Every appointment of it is a row, so that each can be moved, missed and looked at by itself; what a series is like (who, where,
    how long) is what its next appointment is like. `line` is the key of the service line it delivers.
    """

    wall = WALL
    row_policy = LEGAL_READERS

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="series")
    persons = ArrayField(models.UUIDField(), default=list)
    line = models.UUIDField(null=True)
    title = models.TextField()
    sort = models.TextField(choices=Sort.choices, default=Sort.ORDINARY)
    mode = models.TextField(choices=Mode.choices, default=Mode.IN_PERSON)
    place = models.TextField(choices=Place.choices, blank=True, default="")
    where = models.TextField(blank=True, default="")
    provider = models.TextField(blank=True, default="")
    consequence = models.TextField(blank=True, default="")  # what follows if it is missed
    workers = ArrayField(models.UUIDField(), default=list)
    override_reason = models.TextField(blank=True, default="")
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    zone = models.TextField()
    rule = models.TextField()
    authorised = models.PositiveSmallIntegerField(null=True)  # visits the payer or plan allows
    authorised_until = models.DateField(null=True)
    laid_out_to = models.DateTimeField()
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    made_at = models.DateTimeField(default=now)
    made_by_id = models.UUIDField()
    made_by_name = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.TextField(blank=True, default="")
    ended_reason = models.TextField(blank=True, default="")

    if TYPE_CHECKING:
        case_id: UUID
        appointments: RelatedManager[Appointment]

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_reason="") | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="scheduling_series_ended_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, 1440)), name="scheduling_series_length"),
        ]
        indexes = [
            models.Index(fields=["case", "-starts"], name="scheduling_series_of_case"),
            models.Index(
                fields=["organisation", "laid_out_to"], condition=Q(ended_at=None), name="scheduling_series_to_extend"
            ),
        ]

    def __str__(self) -> str:
        return self.title
