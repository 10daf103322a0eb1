"""What a guideline would expect of the plan and the team decided against, with the reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.models.plan import Plan


@tracked
class SetAside(OrganisationRow):
    """A gap that is none here. It holds for all versions of the plan; `key` is the gap's name."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="set_aside")
    lineage = models.UUIDField()
    key = models.TextField()
    says = models.TextField()  # as it read on that day
    reason = models.TextField()
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["lineage", "key"], name="planning_setaside_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="planning_setaside_says_why"),
        ]
