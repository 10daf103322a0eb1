"""What somebody needs: the first level of the tree, in the order the person gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from tsunagu.assessment.models import Finding
from tsunagu.core.models import tracked
from tsunagu.planning.choices import Category
from tsunagu.planning.models.node import Node
from tsunagu.planning.models.plan import Plan

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.planning.models.goal import Goal


@tracked
class Need(Node):
    """`words` are the person's own; `text` is how the plan puts it. Only safety comes before the person's order, and says so (R-117)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="needs")
    text = models.TextField()
    words = models.TextField(blank=True, default="")
    category = models.TextField(choices=Category.choices, blank=True, default="")
    safety_override = models.BooleanField(default=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="needs_planned")

    if TYPE_CHECKING:
        goals: RelatedManager[Goal]

    class Meta:
        ordering = ["-safety_override", "position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="planning_need_number"),
            models.UniqueConstraint(fields=["plan", "key"], name="planning_need_key"),
            models.CheckConstraint(condition=~models.Q(text=""), name="planning_need_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
