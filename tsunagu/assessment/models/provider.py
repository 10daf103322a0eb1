"""Who treats and cares for the person now? A list by specialty; no primary care on it is itself a finding (R-040)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.assessment.choices import Specialty
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


@tracked
class CareProvider(OrganisationRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="care_providers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_providers")
    specialty = models.TextField(choices=Specialty.choices)
    name = models.TextField()
    place = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    added_at = models.DateTimeField(default=now, editable=False)
    added_by_name = models.TextField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["specialty", "name", "id"]
        indexes = [
            models.Index(
                fields=["person", "specialty"], condition=Q(ended_at=None), name="assessment_provider_of_person"
            )
        ]

    def __str__(self) -> str:
        return self.name
