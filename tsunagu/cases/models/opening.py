"""Opening a chart outside one's own cases: the purpose, stated first, and how long it holds."""

from __future__ import annotations

from django.db import models

from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow
from tsunagu.identity.models import User


class ChartOpening(OrganisationRow):
    """Holds for the rest of the working day (12 hours); reviewed by the supervisor."""

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="openings")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    at = models.DateTimeField(default=now)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "case", "until"], name="cases_opening_of_worker")]
