"""The plan: one version of what was agreed with a person or a household, from draft to superseded."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.ids import uuid7
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person
from tsunagu.planning.choices import PlanStatus, PlanType, PlanWhy

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from tsunagu.planning.models.agreement import Agreement, CopyGiven
    from tsunagu.planning.models.attainment import Attainment
    from tsunagu.planning.models.barrier import Barrier
    from tsunagu.planning.models.goal import Goal
    from tsunagu.planning.models.need import Need
    from tsunagu.planning.models.option import Comparison
    from tsunagu.planning.models.review import Annotation, Review
    from tsunagu.planning.models.service import ServiceLine


class PlanQuerySet(models.QuerySet["Plan"]):
    def drafts(self) -> PlanQuerySet:
        return self.filter(status=PlanStatus.DRAFT)

    def active(self) -> PlanQuerySet:
        return self.filter(status=PlanStatus.ACTIVE)


@tracked
class Plan(OrganisationRow):
    """All versions for one person (or, without `person`, the household) share a `lineage`: numbers are unique within it for ever.

    `language` is the language its texts are written in. `revision` counts changes, so that two who write at once find out.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans", null=True, blank=True)
    lineage = models.UUIDField(default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1)
    type = models.TextField(choices=PlanType.choices, default=PlanType.PROGRAMME)
    status = models.TextField(choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    why = models.TextField(choices=PlanWhy.choices, default=PlanWhy.NEW)
    interim = models.BooleanField(default=False)
    expires_on = models.DateField(null=True, blank=True)  # of an interim plan in force
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    policy = models.TextField(blank=True, default="")  # the overall policy of support
    wishes = models.TextField(blank=True, default="")  # the person's, in their own words
    family_wishes = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    day = models.JSONField(default=list, blank=True)  # [["06:30", "Gets up"], …]: an ordinary day, as 第3表 asks for it
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    drafted_at = models.DateTimeField(default=now)
    drafted_by_id = models.UUIDField()
    drafted_by_name = models.TextField()
    activated_at = models.DateTimeField(null=True)
    activated_by_id = models.UUIDField(null=True)
    activated_by_name = models.TextField(blank=True, default="")
    superseded_at = models.DateTimeField(null=True)
    superseded_by_id = models.UUIDField(null=True)
    superseded_by_name = models.TextField(blank=True, default="")

    if TYPE_CHECKING:
        sections: RelatedManager[Section]
        needs: RelatedManager[Need]
        goals: RelatedManager[Goal]
        lines: RelatedManager[ServiceLine]
        comparisons: RelatedManager[Comparison]
        barriers: RelatedManager[Barrier]
        agreements: RelatedManager[Agreement]
        copies: RelatedManager[CopyGiven]
        reviews: RelatedManager[Review]
        annotations: RelatedManager[Annotation]
        attainments: RelatedManager[Attainment]

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lineage", "version"], name="planning_plan_version"),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(status="draft"),
                nulls_distinct=False,
                name="planning_plan_one_draft",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(status="active"),
                nulls_distinct=False,
                name="planning_plan_one_active",
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None, activated_by_id=None)
                | Q(activated_at__isnull=False, activated_by_id__isnull=False),
                name="planning_plan_activated_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None, superseded_by_id=None)
                | Q(superseded_at__isnull=False, superseded_by_id__isnull=False),
                name="planning_plan_superseded_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["active", "superseded"]) | Q(activated_at__isnull=False),
                name="planning_plan_in_force_was_activated",
            ),
            models.CheckConstraint(
                condition=Q(period_start=None) | Q(period_end=None) | Q(period_end__gte=F("period_start")),
                name="planning_plan_period",
            ),
            models.CheckConstraint(
                condition=Q(interim=False) | ~Q(status="active") | Q(expires_on__isnull=False),
                name="planning_plan_interim_expires",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "status"], name="planning_plan_of_case"),
            models.Index(fields=["organisation", "status", "expires_on"], name="planning_plan_expiring"),
        ]

    @property
    def is_draft(self) -> bool:
        return self.status == PlanStatus.DRAFT

    @property
    def is_active(self) -> bool:
        return self.status == PlanStatus.ACTIVE

    def has_expired(self, day: date) -> bool:
        """An interim plan holds for fourteen days; after that it is no plan."""
        return self.expires_on is not None and self.expires_on < day


@tracked
class Section(OrganisationRow):
    """A part of the plan that a layer of the pathway asks for, written out."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    key = models.TextField()
    text = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(default=now)
    written_by_id = models.UUIDField()
    written_by_name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="planning_section_once")]
