"""The number to say on the phone: `2026-000123`, counted per organisation and year."""

from __future__ import annotations

from django.db import models

from tsunagu.core.models import OrganisationRow


class CaseNumber(OrganisationRow):
    """The last number given out; the row is locked while the next is taken, so numbers have no gaps from haste."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="cases_case_number_of_year")]
