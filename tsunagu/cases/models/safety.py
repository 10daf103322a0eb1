"""The safety path: opened by an answer that cannot wait, and not closed before somebody has said where the person is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import SafetyLevel, SafetyOutcome
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

COMPLETE = ~Q(told="") & ~Q(done="") & ~Q(plan="") & Q(next_on__isnull=False)
MISTAKEN = Q(outcome=SafetyOutcome.MISTAKEN) & ~Q(done="")


class SafetyPathQuerySet(models.QuerySet["SafetyPath"]):
    def open(self) -> SafetyPathQuerySet:
        return self.filter(closed_at=None)


@tracked
class SafetyPath(OrganisationRow):
    """One a person at a time. The database too keeps it open until the disposition is complete: who was told, what was done, what
    comes next and when (practice norms 2.5). A mistaken answer needs only the words that say so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_paths")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    level = models.TextField(choices=SafetyLevel.choices)
    opened_at = models.DateTimeField(default=now, editable=False)
    opened_by_id = models.UUIDField(editable=False)
    opened_by_name = models.TextField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by_id = models.UUIDField(null=True, editable=False)
    closed_by_name = models.TextField(blank=True, default="", editable=False)
    outcome = models.TextField(choices=SafetyOutcome.choices, blank=True, default="")
    told = models.TextField(blank=True, default="")
    done = models.TextField(blank=True, default="")
    plan = models.TextField(blank=True, default="")
    next_on = models.DateField(null=True)

    objects = SafetyPathQuerySet.as_manager()

    if TYPE_CHECKING:
        alarms: RelatedManager[SafetyAlarm]

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(closed_at=None), name="cases_safetypath_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by_id__isnull=False) & ~Q(outcome="") & (COMPLETE | MISTAKEN)),
                name="cases_safetypath_closed_with_a_disposition",
            ),
        ]
        indexes = [models.Index(fields=["case", "-opened_at"], name="cases_safetypath_of_case")]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@tracked
class SafetyAlarm(OrganisationRow):
    """One answer that opened or raised a path: on which instrument, to which item, in whose words, kept with which record."""

    path = models.ForeignKey(SafetyPath, on_delete=models.PROTECT, related_name="alarms")
    instrument = models.TextField()
    item = models.TextField(blank=True, default="")
    why = models.JSONField(default=dict)  # language -> what was answered, as the instrument calls it
    level = models.TextField(choices=SafetyLevel.choices)
    answered_at = models.DateTimeField()
    source = models.TextField(blank=True, default="")  # the system it came from, where it was not answered here
    ref = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(default=now, editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["answered_at", "id"]
        indexes = [models.Index(fields=["path", "answered_at"], name="cases_safetyalarm_of_path")]
