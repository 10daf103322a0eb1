"""Which records are the same human, who said so, and was it taken back?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models.person import Person


@tracked
class Merge(OrganisationRow):
    """`absorbed` is read as `kept` until the merge is ended. References never move, so undoing it loses nothing."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_by")
    reason = models.TextField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    ended_by_name = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(ended_at=None), name="people_merge_one_open"),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="people_merge_two_records"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by_id=None) | Q(ended_at__isnull=False, ended_by_id__isnull=False),
                name="people_merge_end_is_paired",
            ),
        ]


@tracked
class Distinct(OrganisationRow):
    """Two records that look alike and were found to be two people: kept so that nobody has to find out again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="distinct_from")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="people_distinct_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_distinct_two_records"),
        ]
