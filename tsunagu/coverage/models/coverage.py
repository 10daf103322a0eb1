"""What a person is entitled to, from whom, for how long, and what they pay themself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.coverage.choices import CheckResult, CheckWay, EndReason, Scheme
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def standing(self) -> CoverageQuerySet:
        return self.filter(ended_at=None)

    def on(self, day: date) -> CoverageQuerySet:
        """Those that hold on a day."""
        begun, open_ = Q(starts=None) | Q(starts__lte=day), Q(ends=None) | Q(ends__gte=day)
        return self.standing().filter(begun, open_)


@tracked
class Coverage(OrganisationRow):
    """One payer's entitlement. `priority` 1 pays first. `source` and `external_id` name the system that a coverage was imported from.

    `subscriber_id` is kept whole because a claim needs it whole; screens show its end (`rules.masked`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="coverages")
    scheme = models.TextField(choices=Scheme.choices)
    payer = models.TextField()
    payer_number = models.TextField(blank=True, default="")
    plan = models.TextField(blank=True, default="")
    subscriber_id = models.TextField(blank=True, default="")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=1)
    area = models.TextField(blank=True, default="")  # of the scheme's price table
    limits = models.TextField(blank=True, default="")  # what else it says about limits, in words
    copay = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # a fixed sum for each unit
    currency = models.TextField(blank=True, default="")
    source = models.TextField(blank=True, default="", editable=False)
    external_id = models.TextField(blank=True, default="", editable=False)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by_id = models.UUIDField(editable=False)
    recorded_by_name = models.TextField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_reason = models.TextField(choices=EndReason.choices, blank=True, default="")
    ended_by_name = models.TextField(blank=True, default="", editable=False)

    if TYPE_CHECKING:
        levels: RelatedManager[CareLevel]
        shares: RelatedManager[CostShare]
        checks: RelatedManager[EligibilityCheck]

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "recorded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(payer=""), name="coverage_coverage_names_its_payer"),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")), name="coverage_coverage_period"
            ),
            models.CheckConstraint(condition=Q(priority__gte=1), name="coverage_coverage_priority"),
            models.CheckConstraint(condition=Q(copay=None) | ~Q(currency=""), name="coverage_coverage_currency"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_reason="") | Q(ended_at__isnull=False) & ~Q(ended_reason=""),
                name="coverage_coverage_ended_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "priority"], condition=Q(ended_at=None), name="coverage_coverage_one_a_rank"
            ),
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"],
                condition=~Q(external_id=""),
                name="coverage_coverage_imported_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "priority"], name="coverage_of_person")]

    def __str__(self) -> str:
        return f"{self.payer} {self.plan}".strip()

    def holds(self, day: date) -> bool:
        return (
            self.ended_at is None
            and (self.starts is None or self.starts <= day)
            and (self.ends is None or day <= self.ends)
        )


class Dated(OrganisationRow):
    """Something a payer has certified for a time."""

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by_name = models.TextField(editable=False)

    class Meta:
        abstract = True
        ordering = ["-starts", "-recorded_at"]


@tracked
class CareLevel(Dated):
    """How much care the payer has certified: 要介護3, 장기요양 2등급. The limit of a month follows from it."""

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="levels")
    level = models.TextField()

    class Meta(Dated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["coverage", "starts"], name="coverage_carelevel_once"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="coverage_carelevel_period"),
        ]


@tracked
class CostShare(Dated):
    """The percentage of the price that the person pays (負担割合 10, 20, 30). For a second payer: of what the first leaves."""

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="shares")
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta(Dated.Meta):
        constraints = [
            models.UniqueConstraint(fields=["coverage", "starts"], name="coverage_costshare_once"),
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="coverage_costshare_period"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="coverage_costshare_percent"),
        ]


class EligibilityCheck(OrganisationRow):
    """Somebody asked whether the coverage holds: when, how, with which answer. Never changed."""

    append_only = True

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    way = models.TextField(choices=CheckWay.choices)
    result = models.TextField(choices=CheckResult.choices)
    reference = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["-on", "-at"]
        indexes = [models.Index(fields=["coverage", "-on"], name="coverage_check_of")]
