"""What stands in the way, and what is done about it (R-046)."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from tsunagu.assessment.models import Finding
from tsunagu.core.ids import uuid7
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.choices import BarrierCode
from tsunagu.planning.models.plan import Plan
from tsunagu.planning.models.service import ServiceLine


@tracked
class Barrier(OrganisationRow):
    """While it is open it names the action that answers it, or why there is none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="barriers")
    key = models.UUIDField(default=uuid7, editable=False)
    code = models.TextField(choices=BarrierCode.choices)
    text = models.TextField()
    line = models.ForeignKey(ServiceLine, on_delete=models.PROTECT, null=True, blank=True, related_name="barriers")
    no_action_reason = models.TextField(blank=True, default="")
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="barriers_planned"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    line_id: UUID | None

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(line__isnull=False) | ~Q(no_action_reason=""),
                name="planning_barrier_answered",
            )
        ]

    def __str__(self) -> str:
        return self.text
