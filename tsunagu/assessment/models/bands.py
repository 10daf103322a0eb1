"""The bands an organisation uses in place of the shipped ones, for all its programmes or for one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked


class OwnBandsQuerySet(models.QuerySet["OwnBands"]):
    def in_force(self) -> OwnBandsQuerySet:
        return self.filter(ended_at=None)


@tracked
class OwnBands(OrganisationRow):
    """One score of one instrument. `programme` is empty where it holds for all that have none of their own.

    A change ends the row and makes another: results keep the band they were given, and the row says which that was.
    """

    instrument = models.TextField()  # its code, over all versions
    score = models.TextField()
    programme = models.TextField(blank=True, default="")
    bands = models.JSONField()
    missing_allowed = models.PositiveSmallIntegerField(null=True)  # null: as shipped
    missing_how = models.TextField(blank=True, default="")
    reason = models.TextField()
    set_at = models.DateTimeField(default=now, editable=False)
    set_by_id = models.UUIDField(editable=False)
    set_by_name = models.TextField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by_name = models.TextField(blank=True, default="", editable=False)

    objects = OwnBandsQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "score", "programme", "-set_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument", "score", "programme"],
                condition=Q(ended_at=None),
                name="assessment_ownbands_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assessment_ownbands_reason"),
            models.CheckConstraint(
                condition=Q(missing_allowed=None, missing_how="")
                | (Q(missing_allowed__isnull=False) & Q(missing_how__in=["refuse", "prorate", "leave"])),
                name="assessment_ownbands_missing",
            ),
        ]
