"""What was delivered, in units and money, and which coverage pays for which service."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.coverage.choices import UnitKind
from tsunagu.coverage.models.authorisation import Authorisation
from tsunagu.coverage.models.coverage import Coverage


@tracked
class Funding(OrganisationRow):
    """How one service of a plan is paid for. `points` are those of the scheme for one unit (単位; in Korea the price counts itself).

    It belongs to the service and not to a version of its plan: a new certificate changes who pays, not what was agreed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="fundings")
    line = models.UUIDField()
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="fundings")
    unit_kind = models.TextField(choices=UnitKind.choices)
    points = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    labour = models.TextField(blank=True, default="")  # which column of the scheme's price table
    monthly = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # units planned for a month
    limited = models.BooleanField(default=True)  # counts towards the limit of the month
    set_at = models.DateTimeField(default=now, editable=False)
    set_by_name = models.TextField(editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "line"], name="coverage_funding_once")]


@tracked
class Delivery(OrganisationRow):
    """Units of a service that a person received on a day. Written wrongly, it is withdrawn with a reason and stays readable.

    `beyond` are the units past what was authorised, with the reason to go on: never silently.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    line = models.UUIDField()
    what = models.TextField()
    on = models.DateField()
    units = models.DecimalField(max_digits=10, decimal_places=2)
    unit_kind = models.TextField(choices=UnitKind.choices, blank=True, default="")
    unit_price = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.TextField(blank=True, default="")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    points = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="deliveries", null=True, blank=True)
    authorisation = models.ForeignKey(
        Authorisation, on_delete=models.PROTECT, related_name="deliveries", null=True, blank=True
    )
    beyond = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(0))
    reason = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by_id = models.UUIDField(editable=False)
    recorded_by_name = models.TextField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, default="")
    withdrawn_by_name = models.TextField(blank=True, default="", editable=False)

    class Meta:
        ordering = ["-on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="coverage_delivery_delivers_something"),
            models.CheckConstraint(condition=Q(amount=None) | ~Q(currency=""), name="coverage_delivery_currency"),
            models.CheckConstraint(condition=Q(beyond=0) | ~Q(reason=""), name="coverage_delivery_beyond_says_why"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="coverage_delivery_withdrawn_why"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "line", "on"], name="coverage_delivery_of_line"),
            models.Index(fields=["case", "on"], name="coverage_delivery_of_month"),
        ]
