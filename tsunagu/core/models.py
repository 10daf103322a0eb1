"""What every table has: a time-ordered key, and the organisation that is its wall."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from tsunagu.core.ids import uuid7

Model = TypeVar("Model", bound=type[models.Model])


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


def tracked(model: Model) -> Model:
    """Keep each row as it was before every change, by a trigger on its table: the inspector's copy. No logic reads it."""
    model.keeps_history = True  # type: ignore[attr-defined]
    return model
