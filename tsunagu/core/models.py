"""What every table has: a time-ordered key, and the organisation that is its wall."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models

from tsunagu.core.ids import uuid7


class Row(models.Model):
    """A row of its own: identified by a UUIDv7 that the application makes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class OrganisationRow(Row):
    """A row that belongs to one organisation, set from its parent when it is made and never changed."""

    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True


def tracked(model: Any) -> Any:
    """Keep each row as it was before every change, by triggers: the inspector's copy. No logic reads it."""
    return pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())(model)
