"""Promises: what somebody said they would do, by when. Own to-dos, plan actions and a meeting's decisions are all of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.cases.models.case import Case
from tsunagu.cases.models.contact import Contact
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User
from tsunagu.people.models import Person


class PromiseQuerySet(models.QuerySet["Promise"]):
    def open(self) -> PromiseQuerySet:
        return self.filter(kept_at__isnull=True, dropped_at__isnull=True)


@tracked
class Promise(OrganisationRow):
    """`worker` does it; `made_by_name` said so. Somebody outside the organisation is named in `outsider` instead of a worker."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="promises")
    what = models.TextField()
    due = models.DateField()
    worker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outsider = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(default=now)
    made_by_id = models.UUIDField()
    made_by_name = models.TextField()
    kept_at = models.DateTimeField(null=True)
    kept_by_name = models.TextField(blank=True, default="")
    dropped_at = models.DateTimeField(null=True)
    dropped_by_name = models.TextField(blank=True, default="")
    dropped_reason = models.TextField(blank=True, default="")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="cases_promise_says_what"),
            models.CheckConstraint(condition=Q(kept_at=None) | Q(dropped_at=None), name="cases_promise_one_end"),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_reason="") | (Q(dropped_at__isnull=False) & ~Q(dropped_reason="")),
                name="cases_promise_dropped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "due"], condition=Q(kept_at=None, dropped_at=None), name="cases_promise_of_case"
            ),
            models.Index(
                fields=["organisation", "worker", "due"],
                condition=Q(kept_at=None, dropped_at=None),
                name="cases_promise_of_worker",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.dropped_at is None
