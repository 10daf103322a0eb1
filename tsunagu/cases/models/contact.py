"""Contacts and visits: what was done, with whom, how it went, and what was written about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tsunagu.cases.choices import (
    Delivered,
    Direction,
    DoneBy,
    ExceptionReason,
    Mode,
    Outcome,
    Place,
    Purpose,
    Quality,
    With,
)
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import User

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class ContactQuerySet(models.QuerySet["Contact"]):
    def standing(self) -> ContactQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def unsigned(self) -> ContactQuerySet:
        """Written, but nobody answers for the words yet: no signature, or a trainee's without the second one (R-011)."""
        return self.standing().filter(
            Q(signed_at__isnull=True) | Q(needs_second_signature=True, second_signed_at__isnull=True)
        )


@tracked
class Contact(OrganisationRow):
    """One contact or attempt, as it reads today; what it read before is in its amendments.

    Its fact in the ledger has the same id. `note` is the worker's view and `own_words` what the other said, never mixed.
    `observations` answers the checklist for people who cannot say when something is wrong (R-075); what was not answered there is
    shown, not guessed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    persons = ArrayField(models.UUIDField(), default=list)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    worker_name = models.TextField()

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(default=now)
    mode = models.TextField(choices=Mode.choices)
    place = models.TextField(choices=Place.choices, blank=True, default="")
    counterpart = models.TextField(choices=With.choices, default=With.PERSON)
    counterpart_name = models.TextField(blank=True, default="")
    direction = models.TextField(choices=Direction.choices, default=Direction.OUT)
    purpose = models.TextField(choices=Purpose.choices, default=Purpose.OTHER)
    done_by = models.TextField(choices=DoneBy.choices, default=DoneBy.WORKER)
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.REACHED)

    seen_alone = models.BooleanField(null=True)
    announced = models.BooleanField(null=True)
    present = models.TextField(blank=True, default="")
    companion = models.TextField(blank=True, default="")  # the colleague who came along
    interpreter = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True)
    travel_minutes = models.PositiveSmallIntegerField(null=True)

    note = models.TextField(blank=True, default="")
    note_language = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    own_words_language = models.TextField(blank=True, default="")
    observations = models.JSONField(default=dict)
    mood = models.PositiveSmallIntegerField(null=True)
    symptom = models.PositiveSmallIntegerField(null=True)
    symptom_name = models.TextField(blank=True, default="")
    worry = models.BooleanField(null=True)

    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    needs_second_signature = models.BooleanField(default=False)
    second_signed_at = models.DateTimeField(null=True)
    second_signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True, default="")

    objects = ContactQuerySet.as_manager()
    if TYPE_CHECKING:
        amendments: RelatedManager[Amendment]
        monitoring: RelatedManager[MonitoringAnswer]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="cases_contact_period"
            ),
            models.CheckConstraint(condition=Q(mood=None) | Q(mood__range=(1, 5)), name="cases_contact_mood"),
            models.CheckConstraint(condition=Q(symptom=None) | Q(symptom__range=(1, 5)), name="cases_contact_symptom"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="cases_contact_withdrawn_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-started_at"], name="cases_contact_of_case"),
            models.Index(
                fields=["organisation", "worker", "started_at"],
                condition=Q(signed_at=None, withdrawn_at=None)
                | Q(needs_second_signature=True, second_signed_at=None, withdrawn_at=None),
                name="cases_contact_unsigned",
            ),
        ]

    @property
    def was_reached(self) -> bool:
        return self.outcome == Outcome.REACHED

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def awaits_second_signature(self) -> bool:
        return self.needs_second_signature and self.second_signed_at is None


class Amendment(OrganisationRow):
    """What a contact read before somebody put it right, and what it read after. Both stay readable."""

    append_only = True

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="amendments")
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    reason = models.TextField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-at"]


@tracked
class MonitoringAnswer(OrganisationRow):
    """How one line of the plan goes, asked at one contact (R-070). The line's text is kept as it was asked."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="monitoring")
    line_id = models.UUIDField()
    line_text = models.TextField()
    delivered = models.TextField(choices=Delivered.choices)
    quality = models.TextField(choices=Quality.choices, blank=True, default="")
    change_needed = models.BooleanField(default=False)
    view = models.TextField(blank=True, default="")  # the client's

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["contact", "line_id"], name="cases_monitoringanswer_once")]
        indexes = [models.Index(fields=["line_id"], name="cases_monitoring_of_line")]


@tracked
class Exemption(OrganisationRow):
    """Why a contact that was owed could not be made (特段の事情), and what was tried. Which reasons excuse is the pathway's word."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exemptions")
    persons = ArrayField(models.UUIDField(), default=list)
    on = models.DateField()
    reason = models.TextField(choices=ExceptionReason.choices)
    circumstances = models.TextField()
    attempts = models.TextField(blank=True, default="")
    written_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["case", "-on"], name="cases_exemption_of_case")]
