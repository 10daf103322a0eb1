"""Did it help? What a case is judged by before it closes: goals, wellbeing, money, the care itself, and the client's view (R-024)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import Appropriateness, GoalsMet, Wellbeing
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked


@tracked
class Evaluation(OrganisationRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evaluations")
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    goals_met = models.TextField(choices=GoalsMet.choices)
    goals_note = models.TextField(blank=True, default="")
    wellbeing = models.TextField(choices=Wellbeing.choices)
    wellbeing_note = models.TextField(blank=True, default="")
    financial = models.TextField()  # what it cost and what it saved or brought, in words
    appropriateness = models.TextField(choices=Appropriateness.choices)
    appropriateness_note = models.TextField(blank=True, default="")
    client_view = models.TextField(blank=True, default="")
    no_client_view_because = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(client_view="") | ~Q(no_client_view_because=""), name="cases_evaluation_asks_the_client"
            ),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="cases_evaluation_of_case")]
