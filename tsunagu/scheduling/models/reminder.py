"""Who agreed to be reminded, by which way, in which language."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.notices.choices import Channel
from tsunagu.people.models import Person


@tracked
class ReminderAgreement(OrganisationRow):
    """A person's own yes to reminders, until they stop them; no appointment is announced without it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminder_agreements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.TextField(choices=Channel.choices, default=Channel.MAIL)
    address = models.TextField(blank=True, default="")
    language = models.TextField()
    hours_before = models.PositiveSmallIntegerField(default=24)
    quiet_begins = models.TimeField(null=True)  # their own quiet hours; none: those of the organisation
    quiet_ends = models.TimeField(null=True)
    agreed_at = models.DateTimeField(default=now)
    agreed_by_name = models.TextField()  # the worker who was told
    stopped_at = models.DateTimeField(null=True)
    stopped_by_name = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(stopped_at=None), name="scheduling_reminderagreement_one"
            ),
            models.CheckConstraint(
                condition=~Q(channel="mail") | ~Q(address=""), name="scheduling_reminderagreement_mail_has_an_address"
            ),
            models.CheckConstraint(
                condition=Q(quiet_begins=None, quiet_ends=None)
                | Q(quiet_begins__isnull=False, quiet_ends__isnull=False) & ~Q(quiet_begins=F("quiet_ends")),
                name="scheduling_reminderagreement_quiet_from_until",
            ),
            models.CheckConstraint(
                condition=Q(hours_before__range=(1, 168)), name="scheduling_reminderagreement_within_a_week"
            ),
        ]
