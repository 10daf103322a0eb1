"""A person's risk: each time it was worked out, with the factors as they stood, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import Tier
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


class RiskAssessment(OrganisationRow):
    """`computed` follows from the factors; `tier` is what was set. History: a row is never changed (R-019).

    `factors` is a snapshot: [{factor, points, source, at, data}]. `clocks` says which deadlines the tier moved:
    [{clock, before, after}], each an instant or nothing.
    """

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_assessments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    computed = models.TextField(choices=Tier.choices)
    tier = models.TextField(choices=Tier.choices)
    before = models.TextField(choices=Tier.choices, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    factors = models.JSONField(default=list)
    clocks = models.JSONField(default=list)
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)
    scheme = models.TextField(
        blank=True, default="", editable=False
    )  # the version of the factors and points it followed from
    because = models.TextField(blank=True, default="", editable=False)  # the kind of fact that changed the factors
    automatic = models.BooleanField(default=False)  # raised by Tsunagu when a fact changed the factors

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "person", "-at"], name="risk_assessment_of_person")]


@tracked
class StatedFactor(OrganisationRow):
    """A factor that a worker says holds although no record shows it, with the reason and where it is known from."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stated_factors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    factor = models.TextField()
    reason = models.TextField()
    known_from = models.TextField()
    stated_at = models.DateTimeField(default=now, editable=False)
    stated_by_id = models.UUIDField(editable=False)
    stated_by_name = models.TextField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by_name = models.TextField(blank=True, default="", editable=False)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["stated_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "factor"], condition=Q(withdrawn_at=None), name="risk_statedfactor_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="risk_statedfactor_withdrawn_with_a_reason",
            ),
        ]
