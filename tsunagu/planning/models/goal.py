"""What is to be different, and how anybody will know: long-term goals and the nearer ones below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.assessment.models import Finding
from tsunagu.core.models import tracked
from tsunagu.planning.choices import Category, GoalStatus, GoalTerm
from tsunagu.planning.models.need import Need
from tsunagu.planning.models.node import Node
from tsunagu.planning.models.plan import Plan

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.planning.models.attainment import Scale
    from tsunagu.planning.models.ground import Ground
    from tsunagu.planning.models.service import ServiceLine


@tracked
class Goal(Node):
    """A goal of either term. One without `parent` is long-term; below it stand the short-term ones, with nearer dates (R-053).

    `individual` is false while a goal is an untouched copy (R-108).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    term = models.TextField(choices=GoalTerm.choices)
    category = models.TextField(choices=Category.choices)
    text = models.TextField()
    measure = models.TextField(blank=True, default="")
    baseline = models.TextField(blank=True, default="")
    target = models.TextField(blank=True, default="")
    target_date = models.DateField(null=True, blank=True)
    relevance = models.TextField(blank=True, default="")
    strength = models.TextField(blank=True, default="")
    strength_found = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="goals_built_on"
    )
    own_words = models.BooleanField(default=False)  # the text is the person's own
    individual = models.BooleanField(default=True)
    status = models.TextField(choices=GoalStatus.choices, default=GoalStatus.OPEN)

    if TYPE_CHECKING:
        children: RelatedManager[Goal]
        lines: RelatedManager[ServiceLine]
        scale: Scale
        grounds: RelatedManager[Ground]

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "parent", "number"], nulls_distinct=False, name="planning_goal_number"
            ),
            models.UniqueConstraint(fields=["plan", "key"], name="planning_goal_key"),
            models.CheckConstraint(condition=~Q(text=""), name="planning_goal_says_something"),
            models.CheckConstraint(
                condition=Q(term="long", parent=None) | Q(term="short", parent__isnull=False), name="planning_goal_term"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "key"], name="planning_goal_by_key")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_long(self) -> bool:
        return self.term == GoalTerm.LONG
