"""What an organisation changed in the factors of a tier: for all its programmes, or for one. Versions, none of them ever changed."""

from __future__ import annotations

from django.db import models

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow


class TierScheme(OrganisationRow):
    """`document` has the shape of `library/tiers.yaml`: tiers, factors, without. The newest version of a programme is in force."""

    append_only = True

    programme = models.TextField(blank=True, default="")  # empty: every programme
    version = models.PositiveSmallIntegerField()
    document = models.JSONField(default=dict)
    reason = models.TextField()
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "programme", "version"], name="risk_tierscheme_version"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="risk_tierscheme_has_a_reason"),
        ]
