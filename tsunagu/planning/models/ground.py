"""What of the assessment a goal stands on: the needs it answers and the strengths it builds on (R-035, R-047)."""

from __future__ import annotations

from django.db import models

from tsunagu.assessment.models import Finding
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.models.goal import Goal


@tracked
class Ground(OrganisationRow):
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="grounds")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="goals_grounded")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["goal", "finding"], name="planning_ground_once")]
