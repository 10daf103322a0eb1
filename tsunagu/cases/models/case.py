"""The case: one person's or one household's way through the work, from the day a referral is received."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.cases.choices import CloseReason, Model, Stage, Tier
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.identity.models import Team, User
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.cases.models.assignment import Assignment


class CaseQuerySet(models.QuerySet["Case"]):
    def accepted(self) -> CaseQuerySet:
        """Lists called "cases" show these unless asked for others."""
        return self.filter(accepted_at__isnull=False)

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)


@tracked
class Case(OrganisationRow):
    """The columns below `opened_at` say what the ledger says today, so that lists need not read it; `record` keeps them true.

    `layers` holds the pathway versions the case keeps until it is migrated; `duties_until` how far its duties are laid out.
    """

    number = models.TextField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", null=True)
    said_name = models.TextField(
        blank=True, default=""
    )  # what the referral called them, while nobody is identified yet
    zone = models.TextField()
    layers = models.JSONField(default=dict)
    opened_at = models.DateTimeField(default=now)

    programme = models.TextField(blank=True, default="")
    model = models.TextField(choices=Model.choices, blank=True, default="")
    jurisdiction = models.TextField(blank=True, default="")
    payer = models.TextField(blank=True, default="")
    tier = models.TextField(choices=Tier.choices, blank=True, default="")
    stage = models.TextField(choices=Stage.choices, default=Stage.IDENTIFY)
    stage_since = models.DateTimeField(default=now)
    primary = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    supervisor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    intake = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    accepted_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    held_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(choices=CloseReason.choices, blank=True, default="")
    last_contact_at = models.DateTimeField(null=True)
    duties_until = models.DateTimeField(null=True)
    aliases = models.JSONField(default=dict)  # {absorbed person: kept person} while a merge stands

    if TYPE_CHECKING:
        assignments: RelatedManager[Assignment]
        members: RelatedManager[Member]

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="cases_case_number"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, close_reason="")
                | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="cases_case_closed_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "primary", "number"], name="cases_case_of_worker"),
            models.Index(fields=["organisation", "team", "number"], name="cases_case_of_team"),
            models.Index(fields=["duties_until"], name="cases_case_horizon", condition=Q(duties_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_household(self) -> bool:
        return len([m for m in self.members.all() if m.left_at is None]) > 1


@tracked
class Member(OrganisationRow):
    """A person in a case, for as long as they are in it. The first is the one the case is named after."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="case_members")
    position = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True)
    tier = models.TextField(choices=Tier.choices, blank=True, default="")
    tier_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(left_at__isnull=True), name="cases_member_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["person", "case"], name="cases_member_of_person")]

    def is_in(self, at: datetime) -> bool:
        return self.joined_at <= at and (self.left_at is None or at < self.left_at)
