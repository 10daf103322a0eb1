"""What every knot of the plan tree has: a name for life, a number for people, a place among its like."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from tsunagu.core.ids import uuid7
from tsunagu.core.models import OrganisationRow


class Node(OrganisationRow):
    """`key` stays the same through all versions of a plan: facts, ratings and links speak of it. `number` is never given twice
    under one parent, even when what bore it was dropped. `copied` says it was carried over and not touched since.
    """

    key = models.UUIDField(default=uuid7, editable=False)
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    copied = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.TextField(blank=True, default="")

    plan_id: UUID

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.dropped_at is None
