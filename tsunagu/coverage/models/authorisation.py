"""What a payer was asked to pay for beforehand, what it said, and what was done about a no."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.coverage.choices import (
    GRANTED,
    AppealOutcome,
    AppealStep,
    AuthorisationStatus,
    UnitKind,
)
from tsunagu.coverage.models.coverage import Coverage
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Authorisation(OrganisationRow):
    """One request to a payer for one service. `line` is the key that the service bears in all versions of its plan.

    `granted`, `from_day` and `to_day` are what the last decision gives; `used` is what deliveries have drawn, kept by `deliver_units`
    under the case's lock so that lists need not add up.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="authorisations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    coverage = models.ForeignKey(
        Coverage, on_delete=models.PROTECT, related_name="authorisations", null=True, blank=True
    )
    payer = models.TextField()
    line = models.UUIDField()
    what = models.TextField()
    unit_kind = models.TextField(choices=UnitKind.choices)
    asked = models.DecimalField(max_digits=10, decimal_places=2)
    asked_from = models.DateField()
    asked_to = models.DateField()
    justification = models.TextField(blank=True, default="")
    expedited = models.BooleanField(default=False)
    status = models.TextField(choices=AuthorisationStatus.choices, default=AuthorisationStatus.REQUESTED)
    reference = models.TextField(blank=True, default="")
    granted = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    used = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    renewal = models.TextField(blank=True, default="")  # what was decided about going on: asked_again, not_needed
    renewal_reason = models.TextField(blank=True, default="")
    closed_reason = models.TextField(blank=True, default="")  # why a request was withdrawn
    requested_at = models.DateTimeField(default=now, editable=False)
    requested_by_id = models.UUIDField(editable=False)
    requested_by_name = models.TextField(editable=False)

    if TYPE_CHECKING:
        decisions: RelatedManager[Decision]
        appeals: RelatedManager[Appeal]

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(asked__gt=0), name="coverage_authorisation_asks_for_something"),
            models.CheckConstraint(
                condition=Q(asked_to__gte=F("asked_from")), name="coverage_authorisation_asked_period"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=list(GRANTED))
                | Q(granted__gt=0, from_day__isnull=False, to_day__gte=F("from_day")),
                name="coverage_authorisation_granted_in_full",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(closed_reason=""), name="coverage_authorisation_withdrawn_why"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "line"], name="coverage_auth_of_line"),
            models.Index(
                fields=["organisation", "to_day"],
                condition=Q(status__in=["approved", "partly"], renewal=""),
                name="coverage_auth_running_out",
            ),
            models.Index(fields=["organisation", "status", "requested_at"], name="coverage_auth_by_status"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_granted(self) -> bool:
        return self.status in GRANTED

    @property
    def left(self) -> Decimal:
        return self.granted - self.used

    def covers(self, day: date) -> bool:
        return (
            self.is_granted
            and self.from_day is not None
            and self.to_day is not None
            and self.from_day <= day <= self.to_day
        )


class Decision(OrganisationRow):
    """What the payer said, as its notice says it. A later one, after an appeal, stands beside the first. Never changed."""

    append_only = True

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="decisions")
    decision = models.TextField(choices=AuthorisationStatus.choices)
    units = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    from_day = models.DateField(null=True, blank=True)
    to_day = models.DateField(null=True, blank=True)
    reference = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    appeal_by = models.DateField(null=True, blank=True)
    on = models.DateField()
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["approved", "partly", "denied"]), name="coverage_decision_decides"
            ),
            models.CheckConstraint(
                condition=Q(decision="approved") | ~Q(reason=""), name="coverage_decision_less_says_why"
            ),
        ]
        indexes = [models.Index(fields=["authorisation", "on"], name="coverage_decision_of")]


@tracked
class Appeal(OrganisationRow):
    """An appeal against a decision, or the person's wish not to make one. `outcome` comes with the payer's answer."""

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="appeals")
    step = models.TextField(choices=AppealStep.choices)
    grounds = models.TextField()  # what the appeal says, or why there is none
    on = models.DateField()
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)
    outcome = models.TextField(choices=AppealOutcome.choices, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=""), name="coverage_appeal_has_grounds"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None) | Q(step="filed", decided_on__isnull=False) & ~Q(outcome=""),
                name="coverage_appeal_decided_once_filed",
            ),
        ]
        indexes = [models.Index(fields=["authorisation", "on"], name="coverage_appeal_of")]
