"""What was found: needs and barriers on one side, strengths and hopes on the other. Plans are made of these."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.assessment.choices import FindingKind, LifeDomain
from tsunagu.assessment.models.assessment import Assessment
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


class FindingQuerySet(models.QuerySet["Finding"]):
    def standing(self) -> FindingQuerySet:
        return self.filter(dropped_at=None)


@tracked
class Finding(OrganisationRow):
    """`person` is null for the household. Both rankings are kept: neither overwrites the other (R-044).

    `safety` puts a need before the person's order, and says so (R-117). A barrier nobody acts on has its reason (R-046).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=FindingKind.choices)
    domain = models.TextField(choices=LifeDomain.choices)
    text = models.TextField()
    own_words = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")  # BCP 47, of the own words
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="findings")
    section = models.TextField(blank=True, default="")
    safety = models.BooleanField(default=False)
    rank_by_person = models.PositiveSmallIntegerField(null=True)
    rank_by_worker = models.PositiveSmallIntegerField(null=True)
    no_action_reason = models.TextField(blank=True, default="")
    found_at = models.DateTimeField(default=now, editable=False)
    found_by_id = models.UUIDField(editable=False)
    found_by_name = models.TextField(editable=False)
    dropped_at = models.DateTimeField(null=True, editable=False)
    dropped_by_name = models.TextField(blank=True, default="", editable=False)
    drop_reason = models.TextField(blank=True, default="")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="assessment_finding_is_said"),
            models.CheckConstraint(
                condition=Q(dropped_at=None, drop_reason="") | (Q(dropped_at__isnull=False) & ~Q(drop_reason="")),
                name="assessment_finding_dropped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "kind"], condition=Q(dropped_at=None), name="assessment_finding_of_case")
        ]

    def __str__(self) -> str:
        return self.text
