"""What became of the plan: reviews with a rating for each goal, and the small changes noted in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.choices import Outlook, Rating
from tsunagu.planning.models.goal import Goal
from tsunagu.planning.models.plan import Plan

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Review(OrganisationRow):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField(default=now)
    summary = models.TextField()
    person_view = models.TextField(blank=True, default="")  # what the person says of it, verbatim
    outlook = models.TextField(choices=Outlook.choices)
    next_review = models.DateField(null=True, blank=True)
    by_id = models.UUIDField()
    by_name = models.TextField()

    if TYPE_CHECKING:
        ratings: RelatedManager[GoalRating]

    class Meta:
        ordering = ["at", "id"]


@tracked
class GoalRating(OrganisationRow):
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="ratings")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    rating = models.TextField(choices=Rating.choices)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "goal"], name="planning_goalrating_once"),
            models.CheckConstraint(
                condition=Q(rating__in=["achieved", "partly"]) | ~Q(reason=""), name="planning_goalrating_says_why"
            ),
        ]


@tracked
class Annotation(OrganisationRow):
    """A minor change, dated, that keeps the version (R-058): a visit moves by an hour, a phone number changes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="annotations")
    node_key = models.UUIDField(null=True, blank=True)
    text = models.TextField()
    on = models.DateField()
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="planning_annotation_says_something")]
