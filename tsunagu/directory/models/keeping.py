"""How the directory is kept true: imports, proposed corrections, concerns about a provider."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.directory.choices import CorrectionState, Severity
from tsunagu.directory.models.provider import Provider
from tsunagu.directory.models.service import Service


class ImportRun(OrganisationRow):
    """One reading of a source: what came, and what was wrong with it, row by row."""

    source = models.TextField()
    at = models.DateTimeField(default=now)
    by_name = models.TextField()
    counts = models.JSONField(default=dict)  # table -> [new, changed, same]
    remarks = models.JSONField(default=list)  # [where, column, value, reason]

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "-at"], name="directory_importrun_newest")]


@tracked
class Correction(OrganisationRow):
    """What somebody says is wrong about a service, and what became of that."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="corrections")
    field = models.TextField()
    was = models.TextField(blank=True, default="")
    proposed = models.TextField(blank=True, default="")
    reason = models.TextField()
    state = models.TextField(choices=CorrectionState.choices, default=CorrectionState.OPEN)
    by_id = models.UUIDField()
    by_name = models.TextField()
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.TextField(blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")

    service_id: UUID

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="directory_correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="directory_correction_decided_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "at"], name="directory_correction_open")]


@tracked
class ProviderConcern(OrganisationRow):
    """A remark or worry about how a provider works (R-067, R-072). It names nobody who is served."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="concerns")
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, related_name="+")
    severity = models.TextField(choices=Severity.choices)
    text = models.TextField()
    seen_on = models.DateField()
    by_id = models.UUIDField()
    by_name = models.TextField()
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.TextField(blank=True, default="")
    outcome = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="directory_providerconcern_says_something"),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="directory_providerconcern_settled_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-at"], name="directory_concern_of_provider")]
