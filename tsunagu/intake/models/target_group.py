"""Target groups of the agency's own, and what shows that the person referred belongs to one (R-014)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.intake.models.referral import Referral
from tsunagu.intake.rules import Criterion, TargetGroup


@tracked
class AgencyTargetGroup(OrganisationRow):
    """Stands in place of the shipped group of the same code, or beside them. `criteria`: [{code, text}]."""

    code = models.TextField()
    title = models.TextField()
    criteria = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="intake_target_group_once"),
        ]

    @property
    def group(self) -> TargetGroup:
        return TargetGroup(self.code, self.title, tuple(Criterion(c["code"], c["text"]) for c in self.criteria))


@tracked
class CriterionEvidence(OrganisationRow):
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="criterion_evidence")
    group = models.TextField()
    criterion = models.TextField()
    evidence = models.TextField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "group", "criterion"], name="intake_criterion_evidence_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="intake_criterion_evidence_is_written"),
        ]
