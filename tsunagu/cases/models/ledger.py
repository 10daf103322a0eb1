"""The ledger: dated facts, appended and never changed; and the duties worked out from them, kept as rows for speed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow
from tsunagu.identity.models import Team, User


class Fact(OrganisationRow):
    """Something that was true at a moment, of some persons (none: the case as a whole), about a record.

    `occurred_at` is when it was true (the first moment of the local day where only the date is known), `recorded_at` when it was
    written down. A fact is corrected by another (`corrects`), never edited: the role that writes it is not granted to change it.
    """

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    kind = models.TextField()
    occurred_at = models.DateTimeField()
    day_only = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    persons = ArrayField(models.UUIDField(), default=list)
    ref = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")

    class Meta:
        indexes = [
            models.Index(fields=["case", "kind", "occurred_at"], name="cases_fact_of_kind"),
            models.Index(fields=["case", "-occurred_at", "-id"], name="cases_fact_timeline"),
            models.Index(fields=["case"], condition=Q(corrects__isnull=False), name="cases_fact_corrections"),
        ]


class DutyColumns(models.Model):
    """What the engine works out of one window of one clock. Derived from facts and rules; a rebuild gives the same row.

    Nothing here depends on "now": whether a duty is due or overdue is a comparison with `warn_at`, `due_at`, `grace_until`, `closes_at`.
    `lead_from` is null while a stricter rule of the same topic is shown instead.
    """

    id = models.UUIDField(primary_key=True)  # uuid5(case or report, clock, person, subject, occurrence)
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    clock = models.TextField()
    topic = models.TextField()
    subject = models.UUIDField(null=True)
    occurrence = models.TextField()
    anchor_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    grace_until = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    lead_from = models.DateTimeField(null=True)
    outcome = models.TextField(default="open")
    paused = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True)
    met_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(null=True)
    urgent = models.BooleanField(default=False)  # safety, or a legal clock that runs in hours: before everything else
    legal = models.BooleanField(default=False)
    because = models.JSONField(default=list)  # [[clock, due], …] strictest first, on the leading row

    class Meta:
        abstract = True


class Duty(DutyColumns):
    """A duty on a case: whose it is, which team's, of which person, and how heavy."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    person_id = models.UUIDField(null=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.DateField(null=True)
    weight = models.PositiveSmallIntegerField(
        default=10
    )  # of the person's tier, in tenths: crisis 30, high 20, standard 10, low 3

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["open", "met", "excused", "waived", "ended"]), name="cases_duty_outcome"
            ),
        ]
        # Every index begins with the column the policy compares, so the policy costs no visit to the heap.
        indexes = [
            models.Index(fields=["case"], name="cases_duty_of_case"),
            models.Index(
                fields=["organisation", "owner", "warn_at"],
                include=["due_at", "closes_at", "lead_from", "weight", "urgent"],
                condition=Q(outcome="open", lead_from__isnull=False),
                name="cases_duty_my_day",
            ),
            models.Index(
                fields=["organisation", "team", "due_at"],
                include=["closes_at", "lead_from", "weight", "urgent"],
                condition=Q(outcome="open", lead_from__isnull=False),
                name="cases_duty_overdue",
            ),
            models.Index(
                fields=["organisation", "clock", "period"],
                include=["owner", "team", "outcome"],
                condition=Q(period__isnull=False),
                name="cases_duty_month",
            ),
            models.Index(
                fields=["organisation", "clock", "due_at"],
                include=["team", "met_at", "grace_until", "outcome"],
                name="cases_duty_on_time",
            ),
        ]
