"""A readmission score as it was worked out once: its parts, where each was known from, and what was missing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case, Stay
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow
from tsunagu.people.models import Person
from tsunagu.risk.choices import Level, ReadmissionInstrument


class ReadmissionScore(OrganisationRow):
    """`total` is certain; `most` is what it would be if every missing part counted in full. A row is never changed.

    `parts`: [{code, low, high, source, data, records}]; `version` is that of the instrument and of the table of
    comorbidities it was worked out with.
    """

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="readmission_scores")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="readmission_scores")
    instrument = models.TextField(choices=ReadmissionInstrument.choices)
    version = models.TextField()
    total = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    level = models.TextField(choices=Level.choices, blank=True, default="")  # empty: a missing part could change it
    parts = models.JSONField(default=list)
    known_from = models.TextField(blank=True, default="")  # who or what told the worker the parts they stated
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=F("total")), name="risk_readmissionscore_most"),
        ]
        indexes = [models.Index(fields=["case", "person", "-at"], name="risk_readmission_of_person")]

    @property
    def is_complete(self) -> bool:
        return self.total == self.most
