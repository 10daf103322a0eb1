"""Building the relationship: what was explained about confidentiality and its limits, and the person's own words (R-027, R-115)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tsunagu.cases.choices import ConfidentialityLimit
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


@tracked
class Engagement(OrganisationRow):
    """It precedes consent to assess. Which limits were named is kept, for the day somebody says they were not."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="engagements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagements")
    met_on = models.DateField()
    explained = models.BooleanField()
    limits = ArrayField(models.TextField(choices=ConfidentialityLimit.choices), default=list)
    language = models.TextField(blank=True, default="")
    interpreter = models.TextField(blank=True, default="")
    rapport = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    own_words_language = models.TextField(blank=True, default="")
    by_id = models.UUIDField()
    by_name = models.TextField()
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-met_on", "-id"]
        indexes = [models.Index(fields=["case", "person", "-met_on"], name="cases_engagement_of_person")]
