"""The agency's own say on which words in a goal are pointed out (R-052)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.choices import WordingKind


@tracked
class Wording(OrganisationRow):
    """A word of its own with its hint, or a shipped word about which nothing is to be said here."""

    language = models.TextField()
    word = models.TextField()
    kind = models.TextField(choices=WordingKind.choices, default=WordingKind.POINT_OUT)
    hint = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["language", "word"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language", "word"], name="planning_wording_once"),
            models.CheckConstraint(condition=~Q(word=""), name="planning_wording_says_something"),
            models.CheckConstraint(condition=Q(kind="silent") | ~Q(hint=""), name="planning_wording_hint"),
        ]
