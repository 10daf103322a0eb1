"""The monitoring round: how every line of the plan in force goes, and who was heard (R-070, R-022)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import Quality
from tsunagu.cases.models import Case, Contact
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.monitoring.choices import Delivery, Group, Heard, Progress

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class RoundQuerySet(models.QuerySet["Round"]):
    def open(self) -> RoundQuerySet:
        return self.filter(completed_at__isnull=True)

    def completed(self) -> RoundQuerySet:
        return self.filter(completed_at__isnull=False)


@tracked
class Round(OrganisationRow):
    """One going through of the whole plan. Mode, place, who was there and whether the person was alone are the contact's.

    A visit written with all its lines answered is a round already: it comes from that contact, complete.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rounds")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, null=True, related_name="round")
    on = models.DateField()
    summary = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    completed_at = models.DateTimeField(null=True)
    completed_by_name = models.TextField(blank=True, default="")

    objects = RoundQuerySet.as_manager()
    if TYPE_CHECKING:
        lines: RelatedManager[LineReport]
        voices: RelatedManager[Voice]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(completed_at=None), name="monitoring_round_one_open_of_case"
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by_name="")
                | (Q(completed_at__isnull=False) & ~Q(completed_by_name="")),
                name="monitoring_round_completed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["case", "-on"], name="monitoring_round_of_case")]

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


@tracked
class LineReport(OrganisationRow):
    """How one line goes. What the plan said is kept as it was asked; `provider` is whoever was to give it, where that is one."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="lines")
    on = models.DateField()
    line_key = models.UUIDField()
    line_text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    provider = models.TextField(blank=True, default="")
    goal_key = models.UUIDField(null=True)
    goal_text = models.TextField(blank=True, default="")
    delivery = models.TextField(choices=Delivery.choices)
    quality = models.TextField(choices=Quality.choices, blank=True, default="")
    progress = models.TextField(choices=Progress.choices, blank=True, default="")
    view = models.TextField(blank=True, default="")  # the person's
    note = models.TextField(blank=True, default="")  # the worker's
    change_needed = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "line_key"], name="monitoring_linereport_once")]
        indexes = [
            models.Index(fields=["line_key", "-on"], name="monitoring_line_last"),
            models.Index(
                fields=["organisation", "provider", "on"], condition=~Q(provider=""), name="monitoring_line_of_provider"
            ),
        ]

    @property
    def deviates(self) -> bool:
        return Delivery(self.delivery).deviates or self.quality == Quality.POOR or self.change_needed


@tracked
class Voice(OrganisationRow):
    """Was this group heard, tried, or not needed this time?"""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="voices")
    group = models.TextField(choices=Group.choices)
    heard = models.TextField(choices=Heard.choices)
    who = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "group"], name="monitoring_voice_once")]
