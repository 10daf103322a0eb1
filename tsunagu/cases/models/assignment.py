"""Who works on a case, since when and why. History: a row ends, it is never overwritten (R-004)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import AssigningBody, AssignmentRole
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User


@tracked
class Assignment(OrganisationRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.TextField(choices=AssignmentRole.choices)
    body = models.TextField(choices=AssigningBody.choices, default=AssigningBody.OWN)
    body_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True, default="")
    handover_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(role="primary", ended_at__isnull=True), name="cases_assignment_one_primary"
            ),
            models.UniqueConstraint(
                fields=["case", "worker", "role"], condition=Q(ended_at__isnull=True), name="cases_assignment_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "worker", "case"],
                condition=Q(ended_at__isnull=True),
                name="cases_assignment_of_worker",
            )
        ]
