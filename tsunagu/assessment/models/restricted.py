"""Criminal history: a table of its own, so that no chart, export or copy of an assessment carries it by accident (R-038)."""

from __future__ import annotations

from django.db import models

from tsunagu.assessment.models.assessment import Assessment, Said
from tsunagu.core.models import tracked


@tracked
class CriminalHistory(Said):
    """Read and written only with the permission CRIMINAL_HISTORY and the person's own consent to sensitive information."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="criminal_history")
    conclusion = models.TextField(blank=True, default="")
