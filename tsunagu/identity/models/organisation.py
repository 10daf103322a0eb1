"""The organisation is the wall: an agency, a hospital, a municipality, with its teams inside."""

from __future__ import annotations

from django.db import models

from tsunagu.core.models import OrganisationRow, Row, tracked
from tsunagu.core.postgres.policies import Policy
from tsunagu.identity.choices import OrganisationKind


@tracked
class Organisation(Row):
    row_policy = Policy("id = any ((select app_organisations())::uuid[])", "true")

    name = models.TextField()
    kind = models.TextField(choices=OrganisationKind.choices, default=OrganisationKind.AGENCY)
    language = models.TextField(default="en")
    jurisdiction = models.TextField(default="us")
    zone = models.TextField(default="UTC")  # an IANA name
    phone = models.TextField(blank=True, default="")
    # What the agency is, for rules that ask: {"data_link": true, "clerical_staff": true} raises the Japanese cap.
    settings = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


@tracked
class Team(OrganisationRow):
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="identity_team_name")]

    def __str__(self) -> str:
        return self.name
