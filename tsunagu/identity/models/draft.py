"""What somebody was writing and has not saved: kept on the server too, so that a crash or another computer loses nothing."""

from __future__ import annotations

from django.db import models

from tsunagu.core.models import OrganisationRow
from tsunagu.core.postgres.policies import ORGANISATION, Policy
from tsunagu.identity.models.user import User


class Draft(OrganisationRow):
    """The fields of one form about one subject; one a user, never seen by anybody else."""

    row_policy = Policy(f"{ORGANISATION.using} and user_id = (select app_user())")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.TextField()
    subject = models.UUIDField(null=True)
    fields = models.JSONField(default=dict)
    version = models.TextField(blank=True, default="")  # of the record the form was opened on
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "form", "subject"], name="identity_draft_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}:{self.subject or ''}"
