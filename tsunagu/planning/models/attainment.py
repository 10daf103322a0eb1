"""Goal attainment scaling: what each of five levels would look like for this person, and where they stood when (R-079)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.models.goal import Goal
from tsunagu.planning.models.plan import Plan
from tsunagu.planning.models.review import Review


@tracked
class Scale(OrganisationRow):
    """Five levels of one goal in its own words, written before anybody knows how it ends; `baseline` is the level it starts from."""

    goal = models.OneToOneField(Goal, on_delete=models.PROTECT, related_name="scale")
    minus_two = models.TextField()
    minus_one = models.TextField()
    zero = models.TextField()  # what is expected
    plus_one = models.TextField()
    plus_two = models.TextField()
    baseline = models.SmallIntegerField(default=-2)
    weight = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(baseline__gte=-2, baseline__lte=2), name="planning_scale_baseline"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=9), name="planning_scale_weight"),
            models.CheckConstraint(
                condition=~Q(minus_two="") & ~Q(minus_one="") & ~Q(zero="") & ~Q(plus_one="") & ~Q(plus_two=""),
                name="planning_scale_says_each_level",
            ),
        ]

    @property
    def levels(self) -> dict[int, str]:
        return {-2: self.minus_two, -1: self.minus_one, 0: self.zero, 1: self.plus_one, 2: self.plus_two}


@tracked
class Attainment(OrganisationRow):
    """Where a goal stood on a day. It speaks of the goal by its key, so that the line goes on through all versions."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="attainments")
    goal_key = models.UUIDField()
    level = models.SmallIntegerField()
    on = models.DateField()
    note = models.TextField(blank=True, default="")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="attainments")
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=-2, level__lte=2), name="planning_attainment_level")
        ]
        indexes = [models.Index(fields=["plan", "goal_key", "on"], name="planning_attained")]
