"""Stays in a setting: hospital, facility, custody, home. Several in one case; moving never makes a new chart (R-031)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.choices import Complexity, Setting, StayClass
from tsunagu.cases.models.case import Case
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


class StayQuerySet(models.QuerySet["Stay"]):
    def current(self) -> StayQuerySet:
        return self.filter(ended_at__isnull=True)


@tracked
class Stay(OrganisationRow):
    """One person's time in one setting. Without a case it is history that came in by import."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="stays")
    setting = models.TextField(choices=Setting.choices)
    stay_class = models.TextField(choices=StayClass.choices, blank=True, default="")
    where = models.TextField(blank=True, default="")
    room = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    complexity = models.TextField(choices=Complexity.choices, blank=True, default="")
    note = models.TextField(blank=True, default="")
    source_system = models.TextField(blank=True, default="")
    source_id = models.TextField(blank=True, default="")

    objects = StayQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="cases_stay_period"
            ),
            models.UniqueConstraint(
                fields=["person", "setting"],
                condition=Q(ended_at__isnull=True, case__isnull=False),
                name="cases_stay_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source_system", "source_id"],
                condition=~Q(source_id=""),
                name="cases_stay_imported_once",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-started_at"], name="cases_stay_of_case"),
            models.Index(fields=["person", "-started_at"], name="cases_stay_of_person"),
        ]
