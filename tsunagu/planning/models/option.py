"""Which ways were there, and which was chosen, by whom and why? Kept, so that the choice can be told later (R-062, R-092)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.choices import Chooser
from tsunagu.planning.models.goal import Goal
from tsunagu.planning.models.plan import Plan

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Comparison(OrganisationRow):
    """At least two options side by side, or one with the reason there is no other. Nothing is chosen until somebody chooses."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="comparisons")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="comparisons")
    what = models.TextField()
    only_one_reason = models.TextField(blank=True, default="")
    chosen = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen_by = models.TextField(choices=Chooser.choices, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    chosen_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:
        options: RelatedManager[Option]

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen=None, chosen_at=None)
                | Q(chosen__isnull=False, chosen_at__isnull=False) & ~Q(chosen_by="") & ~Q(reason=""),
                name="planning_comparison_chosen_with_a_reason",
            )
        ]


@tracked
class Option(OrganisationRow):
    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.TextField()
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.TextField(blank=True, default="")
    coverage = models.TextField(blank=True, default="")
    wait = models.TextField(blank=True, default="")
    distance = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="planning_option_has_a_name")]

    def __str__(self) -> str:
        return self.name
