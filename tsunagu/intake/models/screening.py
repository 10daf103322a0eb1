"""What screening found: the five blocks of R-017; and whether the person is eligible, which is another question (R-037)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.intake.choices import Result
from tsunagu.intake.models.referral import Referral

BLOCKS = ("records", "history", "financial", "living", "social_support")


@tracked
class Screening(OrganisationRow):
    """One page: five blocks, and what the screener makes of them. Written again when more is known; the trail keeps what stood before."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="screening")
    records = models.TextField()
    history = models.TextField()
    financial = models.TextField()
    living = models.TextField()
    social_support = models.TextField()
    services_now = models.TextField(blank=True, default="")
    opinion = models.TextField(blank=True, default="")
    screened_at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(records="") & ~Q(history="") & ~Q(financial="") & ~Q(living="") & ~Q(social_support=""),
                name="intake_screening_five_blocks",
            )
        ]


@tracked
class Eligibility(OrganisationRow):
    """The result, the rule it follows from and the evidence for it; a new finding is a new row, the newest counts."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="eligibilities")
    result = models.TextField(choices=Result.choices)
    rule = models.TextField()
    evidence = models.TextField(blank=True, default="")
    reasons = models.TextField(blank=True, default="")  # why not
    alternatives = models.TextField(blank=True, default="")  # and what else there is
    determined_at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["-determined_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result="eligible") | ~Q(evidence=""), name="intake_eligibility_has_evidence"
            ),
            models.CheckConstraint(
                condition=~Q(result="not_eligible") | (~Q(reasons="") & ~Q(alternatives="")),
                name="intake_eligibility_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["referral", "-determined_at"], name="intake_eligibility_latest")]
