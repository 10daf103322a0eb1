"""What a person or a household has, spends and owes, as somebody told it on a day (R-088)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow
from tsunagu.coverage.choices import Every, MeansKind, MeansSource
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class MeansSheet(OrganisationRow):
    """One version of the sheet. Never changed: what has become different is a new version, and the old one stays readable.

    Without a `person` it speaks of the whole household.
    """

    append_only = True

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="means")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="means", null=True, blank=True)
    number = models.PositiveIntegerField()
    on = models.DateField()
    source = models.TextField(choices=MeansSource.choices)
    informant = models.TextField()
    note = models.TextField(blank=True, default="")
    steps = models.TextField(blank=True, default="")  # what is to be done about it, one a line
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    if TYPE_CHECKING:
        rows: RelatedManager[MeansRow]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "number"], nulls_distinct=False, name="coverage_means_number"
            ),
            models.CheckConstraint(condition=~Q(informant=""), name="coverage_means_names_its_informant"),
        ]


class MeansRow(OrganisationRow):
    """A sum that comes or goes, or a debt: `what` is then the creditor, `amount` the instalment, none where nothing is paid."""

    append_only = True

    sheet = models.ForeignKey(MeansSheet, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=MeansKind.choices)
    what = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    every = models.TextField(choices=Every.choices)
    currency = models.TextField()
    owed = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    arrears = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # due and not paid

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="coverage_meansrow_position"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(currency=""), name="coverage_meansrow_says_what"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="coverage_meansrow_amount"),
            models.CheckConstraint(
                condition=Q(kind="debt", owed__isnull=False, owed__gt=0)
                | ~Q(kind="debt") & Q(amount__isnull=False, owed=None, arrears=None),
                name="coverage_meansrow_debt_or_sum",
            ),
            models.CheckConstraint(
                condition=Q(arrears=None) | Q(arrears__gte=0, arrears__lte=models.F("owed")),
                name="coverage_meansrow_arrears_within_debt",
            ),
        ]
