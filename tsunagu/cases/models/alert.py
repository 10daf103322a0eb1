"""Alerts: what changes how a worker acts today. Each says what to do, and when it is looked at again."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import AlertTopic
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person

WORKER_SAFETY = (AlertTopic.VIOLENCE, AlertTopic.TWO_PERSON)
WORKER_SAFETY_LASTS = timedelta(days=90)  # the property `two_person_visits` of the vocabulary lasts as long


class AlertQuerySet(models.QuerySet["Alert"]):
    def in_force(self) -> AlertQuerySet:
        lapsed = Q(topic__in=WORKER_SAFETY, raised_at__lte=now() - WORKER_SAFETY_LASTS)
        return self.filter(cleared_at__isnull=True).exclude(lapsed)


@tracked
class Alert(OrganisationRow):
    """About one person, or about the household as a whole."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="alerts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    topic = models.TextField(choices=AlertTopic.choices)
    what_to_do = models.TextField()
    review_on = models.DateField()
    raised_at = models.DateTimeField(default=now)
    raised_by_id = models.UUIDField()
    raised_by_name = models.TextField()
    cleared_at = models.DateTimeField(null=True)
    cleared_by_name = models.TextField(blank=True, default="")
    cleared_reason = models.TextField(blank=True, default="")

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(what_to_do=""), name="cases_alert_says_what_to_do"),
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_reason="") | (Q(cleared_at__isnull=False) & ~Q(cleared_reason="")),
                name="cases_alert_cleared_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["case"], condition=Q(cleared_at=None), name="cases_alert_in_force")]

    @property
    def is_in_force(self) -> bool:
        lapsed = self.topic in WORKER_SAFETY and self.raised_at <= now() - WORKER_SAFETY_LASTS
        return self.cleared_at is None and not lapsed
