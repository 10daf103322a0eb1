"""The locked record of a report of concern: who suspects what, which clocks run, what was done. Apart from every case.

Telling who reported is a crime in Korea and a wrong everywhere, so no column names the reporter: `reporter` is the wall of their own
reports, which only the key of walled records can make, and what they wrote is sealed with that key. Rows are only ever added.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from tsunagu.cases.choices import ConcernGroup, ConcernType
from tsunagu.cases.models.ledger import DutyColumns
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow
from tsunagu.core.postgres.policies import ORGANISATION, Policy
from tsunagu.core.sealing import own_wall, unseal

WALL = "concern"
NAMED_READERS = Policy(
    f"{ORGANISATION.using} and (reporter = any ((select app_walls())::text[]) or '{WALL}' = any ((select app_walls())::text[]))"
)
SAYABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> ConcernQuerySet:
        return self.filter(~Exists(ConcernFact.objects.filter(concern=OuterRef("id"), kind="concern.closed")))


class Concern(OrganisationRow):
    """A suspicion of abuse or neglect. The person and the case are bare ids: nothing on a chart points here, or is pointed at.

    `aware_at` is when the reporter came to know, asked and never assumed; the clocks of the law count from it.
    """

    append_only = True
    wall = WALL
    row_policy = NAMED_READERS

    reporter = models.TextField(editable=False)
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    jurisdiction = models.TextField()
    zone = models.TextField()
    groups = ArrayField(models.TextField(choices=ConcernGroup.choices))
    types = ArrayField(models.TextField(choices=ConcernType.choices))
    serious = models.BooleanField(default=False)
    aware_at = models.DateTimeField()
    written_at = models.DateTimeField()  # on the device, perhaps without a line
    made_at = models.DateTimeField(default=now)
    layers = models.JSONField(default=dict)
    sealed = models.TextField()

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(groups=[]) & ~Q(types=[]), name="cases_concern_says_whom_and_what"),
            models.CheckConstraint(
                condition=Q(aware_at__lte=models.F("made_at")), name="cases_concern_aware_before_made"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "reporter", "-made_at"], name="cases_concern_of_reporter"),
            models.Index(fields=["organisation", "person_id"], name="cases_concern_of_person"),
        ]

    @property
    def code(self) -> str:
        """What it is called on lists and on the telephone. It is made of chance, so it does not say how many there are."""
        number, letters = self.id.int & 0xFFFFFFFFFF, ""
        for _n in range(6):
            number, digit = divmod(number, len(SAYABLE))
            letters += SAYABLE[digit]
        return f"{letters[:3]}-{letters[3:]}"

    @cached_property
    def words(self) -> dict[str, Any]:
        """What the reporter wrote, and who they are."""
        return unseal(self.sealed)

    def is_by(self, user_id: UUID) -> bool:
        return self.reporter == own_wall(user_id)


class ConcernFact(OrganisationRow):
    """The report's own ledger. `data` has what clocks read; who did it, with whom and why is sealed."""

    append_only = True
    wall = WALL
    row_policy = NAMED_READERS

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="facts")
    reporter = models.TextField(editable=False)
    kind = models.TextField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=now)
    data = models.JSONField(default=dict)
    sealed = models.TextField()

    class Meta:
        ordering = ["occurred_at", "id"]
        indexes = [models.Index(fields=["concern", "kind"], name="cases_concern_fact_of_kind")]

    @cached_property
    def words(self) -> dict[str, Any]:
        return unseal(self.sealed)


class ConcernDuty(DutyColumns):
    """What the law asks for this report, by when. Whose it is follows from the wall: the reporter's own."""

    wall = WALL
    row_policy = NAMED_READERS

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="duties")
    reporter = models.TextField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["open", "met", "excused", "waived", "ended"]),
                name="cases_concern_duty_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "reporter", "due_at"],
                condition=Q(outcome="open", lead_from__isnull=False),
                name="cases_concern_duty_open",
            ),
            models.Index(fields=["concern"], name="cases_concern_duty_of_concern"),
        ]


class HelpNumber(OrganisationRow):
    """A number of one's own area to call: the municipality's centre, the local police. The shipped ones stand beside it."""

    jurisdiction = models.TextField()
    group = models.TextField(choices=ConcernGroup.choices, blank=True, default="")  # empty: for anybody
    name = models.TextField()
    number = models.TextField()
    note = models.TextField(blank=True, default="")
    added_by_name = models.TextField()
    added_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(
                fields=["organisation", "jurisdiction"], condition=Q(ended_at=None), name="cases_help_number_here"
            )
        ]
