"""How medicines are taken, and what was taught and understood."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case, Contact
from tsunagu.core.clock import now
from tsunagu.core.ids import uuid7
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.monitoring.choices import KnownBy, NotTakenBecause, RedFlag, Taken, Topic, Understood
from tsunagu.monitoring.models.issue import Issue
from tsunagu.notices.choices import Channel
from tsunagu.people.models import Person


@tracked
class Adherence(OrganisationRow):
    """How one medicine, or all of them (`medicine` empty), was taken in a period, why not, and what that rests on (R-076)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="adherence")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    medicine = models.TextField(blank=True, default="")
    since = models.DateField()
    until = models.DateField()
    taken = models.TextField(choices=Taken.choices)
    because = models.TextField(choices=NotTakenBecause.choices, blank=True, default="")
    known_by = models.TextField(choices=KnownBy.choices, blank=True, default="")
    note = models.TextField(blank=True, default="")
    written_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="monitoring_adherence_period"),
            models.CheckConstraint(
                condition=~Q(taken__in=["partly", "not"]) | ~Q(because=""), name="monitoring_adherence_says_why_not"
            ),
            models.CheckConstraint(
                condition=Q(taken="unknown") | ~Q(known_by=""), name="monitoring_adherence_says_how_it_is_known"
            ),
        ]
        indexes = [models.Index(fields=["case", "person", "until"], name="monitoring_adherence_of_case")]


@tracked
class Teaching(OrganisationRow):
    """What was explained, in which language, and what came back (teach-back). `subject` is one for the same topic taught again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="teachings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.UUIDField(default=uuid7, editable=False)
    on = models.DateField()
    topic = models.TextField(choices=Topic.choices)
    what = models.TextField()
    whom = models.TextField(blank=True, default="")  # where it was not the person alone
    language = models.TextField()
    interpreter = models.BooleanField(default=False)
    understood = models.TextField(choices=Understood.choices)
    said_back = models.TextField(blank=True, default="")
    written_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="monitoring_teaching_says_what"),
            models.CheckConstraint(condition=~Q(language=""), name="monitoring_teaching_in_a_language"),
        ]
        indexes = [models.Index(fields=["case", "-on"], name="monitoring_teaching_of_case")]


@tracked
class DischargeCall(OrganisationRow):
    """What was asked after a hospital stay (R-100). A red flag has its urgent issue, and a clinician who was told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="discharge_calls")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="discharge_call")
    flags = ArrayField(models.TextField(choices=RedFlag.choices), default=list)
    medicines = models.BooleanField()  # has them, and knows how they are taken
    appointment = models.BooleanField()  # knows when and where, and can get there
    knows_whom = models.BooleanField()  # knows whom to call if it gets worse
    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, null=True, related_name="discharge_call")
    clinician = models.TextField(blank=True, default="")
    told_by = models.TextField(choices=Channel.choices, blank=True, default="")
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(flags=[]) | Q(issue__isnull=False) & ~Q(clinician="") & ~Q(told_by=""),
                name="monitoring_dischargecall_flag_is_seen_to",
            ),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="monitoring_dischargecall_of")]
