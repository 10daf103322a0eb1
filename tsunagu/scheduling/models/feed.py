"""A worker's calendar as other programs may read it: a private address that can be taken back."""

from __future__ import annotations

from django.db import models

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.core.postgres.policies import ORGANISATION, Policy
from tsunagu.identity.models import User


@tracked
class Feed(OrganisationRow):
    """Only the hash of the address is kept: who has a copy of the database has no address that works."""

    row_policy = Policy(f"{ORGANISATION.using} and user_id = (select app_user())")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    label = models.TextField(blank=True, default="")
    token_hash = models.TextField(unique=True)
    made_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["organisation", "user", "-made_at"], name="scheduling_feed_of_user")]
