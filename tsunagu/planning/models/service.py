"""Who does what, when, and who pays: a line of the plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.core.models import tracked
from tsunagu.directory.choices import ServiceType
from tsunagu.identity.models import User
from tsunagu.planning.choices import Kind, LineStatus, LinkStatus, Necessity, Party, Sector, SettingOfCare
from tsunagu.planning.models.goal import Goal
from tsunagu.planning.models.node import Node
from tsunagu.planning.models.option import Comparison
from tsunagu.planning.models.plan import Plan


@tracked
class ServiceLine(Node):
    """Exactly one party answers for it (R-001, R-051); only an unmet need has none, because nobody could be found (R-055).

    `party_name` is the provider's or the relative's; a worker is a user. `slots` are the hours of the week it fills.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="lines")
    what = models.TextField()
    type = models.TextField(choices=ServiceType.choices, default=ServiceType.OTHER)
    kind = models.TextField(choices=Kind.choices, default=Kind.FORMAL)
    party = models.TextField(choices=Party.choices, blank=True, default="")
    party_name = models.TextField(blank=True, default="")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.TextField(blank=True, default="")
    sector = models.TextField(choices=Sector.choices, default=Sector.WELFARE)
    frequency = models.TextField(blank=True, default="")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    slots = models.JSONField(default=list, blank=True)  # [[weekday 0-6, "09:00", "10:30"], …]

    payer = models.TextField(blank=True, default="")  # empty: nobody is asked to pay
    units = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    unit_price = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.TextField(blank=True, default="")
    expected_total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    necessity = models.TextField(choices=Necessity.choices, default=Necessity.PENDING)
    rationale = models.TextField(blank=True, default="")
    setting = models.TextField(choices=SettingOfCare.choices, blank=True, default="")
    authorisation_asked_at = models.DateTimeField(null=True, blank=True)

    unmet = models.BooleanField(default=False)
    unmet_reason = models.TextField(blank=True, default="")
    status = models.TextField(choices=LineStatus.choices, default=LineStatus.PLANNED)
    link = models.TextField(choices=LinkStatus.choices, default=LinkStatus.NOT_ASKED)
    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="planning_serviceline_number"),
            models.UniqueConstraint(fields=["plan", "key"], name="planning_serviceline_key"),
            models.CheckConstraint(condition=~Q(what=""), name="planning_serviceline_says_something"),
            models.CheckConstraint(
                condition=Q(party__in=["provider", "family"], worker=None) & ~Q(party_name="")
                | Q(party="worker", worker__isnull=False, party_name="")
                | Q(party="person", worker=None, party_name="")
                | Q(party="", worker=None, party_name="", unmet=True),
                name="planning_serviceline_one_party",
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")), name="planning_serviceline_period"
            ),
            models.CheckConstraint(
                condition=Q(unit_price=None, expected_total=None) | ~Q(currency=""),
                name="planning_serviceline_currency",
            ),
            models.CheckConstraint(
                condition=Q(authorisation_asked_at=None) | ~Q(necessity="pending"),
                name="planning_serviceline_judged_before_authorisation",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "type", "start"], name="planning_line_of_type"),
            models.Index(fields=["organisation", "plan"], condition=Q(unmet=True), name="planning_line_unmet"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_current(self) -> bool:
        return self.stands and self.status in (LineStatus.PLANNED, LineStatus.STARTED)
