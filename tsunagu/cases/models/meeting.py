"""Team meetings: who sat together, who wrote instead, what was said by whom, what was decided and what remains (R-081, R-112)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import AttendeeKind, MeetingAbout, SelectionOutcome
from tsunagu.cases.models.case import Case
from tsunagu.cases.models.promise import Promise
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.choices import Profession
from tsunagu.identity.models import User
from tsunagu.people.models import Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held(self) -> MeetingQuerySet:
        return self.filter(recorded_at__isnull=False)


@tracked
class Meeting(OrganisationRow):
    """Prepared first, held afterwards: `recorded_at` is when its minutes were written.

    `enquiry_only` says why nobody sat together and the opinions were asked for in writing. The three points are what the law of Japan
    asks a team to agree before monitoring by video.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    about = models.TextField(choices=MeetingAbout.choices)
    held_on = models.DateField()
    start = models.TimeField(null=True)
    end = models.TimeField(null=True)
    place = models.TextField(blank=True, default="")
    agenda = models.TextField(blank=True, default="")
    overview = models.TextField(blank=True, default="")
    discussion = models.TextField(blank=True, default="")
    conclusion = models.TextField(blank=True, default="")
    remaining = models.TextField(blank=True, default="")
    next_on = models.DateField(null=True)
    enquiry_only = models.TextField(blank=True, default="")
    outcome = models.TextField(choices=SelectionOutcome.choices, blank=True, default="")
    stable = models.BooleanField(null=True)
    can_express = models.BooleanField(null=True)
    others_inform = models.BooleanField(null=True)
    prepared_by_id = models.UUIDField()
    prepared_by_name = models.TextField()
    prepared_at = models.DateTimeField(default=now)
    recorded_by_name = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(recorded_at=None) | ~Q(conclusion=""), name="cases_meeting_concludes"),
            models.CheckConstraint(condition=Q(outcome="") | Q(about="selection"), name="cases_meeting_selects"),
        ]
        indexes = [models.Index(fields=["case", "-held_on"], name="cases_meeting_of_case")]

    @property
    def is_held(self) -> bool:
        return self.recorded_at is not None


@tracked
class Attendee(OrganisationRow):
    """Somebody who was asked to come: came, or could not and wrote. An opinion is said in the room or written beforehand."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.TextField(choices=AttendeeKind.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    discipline = models.TextField(choices=Profession.choices, blank=True, default="")
    body = models.TextField(blank=True, default="")  # the office or agency they come from
    present = models.BooleanField(null=True)  # unknown while it is being prepared
    absence_reason = models.TextField(blank=True, default="")
    opinion = models.TextField(blank=True, default="")
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["meeting"], name="cases_attendee_of_meeting")]


@tracked
class Decision(OrganisationRow):
    """One thing that was decided; where somebody is to do it, it is a promise like any other."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, null=True, related_name="decision")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["meeting"], name="cases_decision_of_meeting")]
