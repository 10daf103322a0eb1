"""Issues found: whose they are, until when, what was done, how they ended (R-073)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User
from tsunagu.monitoring.choices import Gravity, IssueAbout, IssueOutcome, IssueState
from tsunagu.monitoring.models.round import Round
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class IssueQuerySet(models.QuerySet["Issue"]):
    def open(self) -> IssueQuerySet:
        return self.exclude(state=IssueState.CLOSED)


@tracked
class Issue(OrganisationRow):
    """One thing that is not as it should be. `line_key` is the service it is about, `provider` who gives that."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="issues")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="issues")
    line_key = models.UUIDField(null=True)
    line_text = models.TextField(blank=True, default="")
    provider = models.TextField(blank=True, default="")
    about = models.TextField(choices=IssueAbout.choices)
    gravity = models.TextField(choices=Gravity.choices)
    text = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.TextField(choices=IssueState.choices, default=IssueState.OPEN)
    waiting_for = models.TextField(blank=True, default="")
    raised_at = models.DateTimeField(default=now)
    raised_by_id = models.UUIDField()
    raised_by_name = models.TextField()
    outcome = models.TextField(choices=IssueOutcome.choices, blank=True, default="")
    resolution = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.TextField(blank=True, default="")

    objects = IssueQuerySet.as_manager()
    if TYPE_CHECKING:
        steps: RelatedManager[IssueStep]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="monitoring_issue_says_something"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="") & ~Q(resolution="")
                | ~Q(state="closed") & Q(closed_at=None, outcome=""),
                name="monitoring_issue_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | ~Q(waiting_for=""), name="monitoring_issue_waits_for_somebody"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-raised_at"], name="monitoring_issue_of_case"),
            models.Index(
                fields=["organisation", "provider", "raised_at"],
                condition=~Q(provider=""),
                name="monitoring_issue_of_provider",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state != IssueState.CLOSED


class IssueStep(OrganisationRow):
    """What was done about it, or agreed anew: an entry that stays as it was written."""

    append_only = True

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField(default=now)
    by_name = models.TextField()
    text = models.TextField()
    state = models.TextField(choices=IssueState.choices)

    class Meta:
        ordering = ["at", "id"]
