"""One assessment of a person or a household: its meetings, what each source said, and what the worker concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.assessment.choices import Basis, Informant, Method, NoContact, Status
from tsunagu.cases.choices import Mode, Place
from tsunagu.cases.models import Case, Contact
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def completed(self) -> AssessmentQuerySet:
        return self.filter(completed_at__isnull=False)

    def begun(self) -> AssessmentQuerySet:
        return self.filter(completed_at=None)

    def about(self, person: Person | None) -> AssessmentQuerySet:
        """Those of the person and of the household they belong to."""
        return self.filter(Q(person=person) | Q(person=None))


@tracked
class Assessment(OrganisationRow):
    """`person` is null where the household as a whole is assessed. `code` and `version` name the outline it began with.

    Dates are set by the clock when somebody acts, never typed (decision 0.1-10).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.TextField()
    version = models.PositiveSmallIntegerField()
    language = models.TextField(blank=True, default="")  # BCP 47, in which it was held
    interpreter = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField(default=now, editable=False)
    begun_by_id = models.UUIDField(editable=False)
    begun_by_name = models.TextField(editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    completed_by_id = models.UUIDField(null=True, editable=False)
    completed_by_name = models.TextField(blank=True, default="", editable=False)
    no_contact = models.TextField(choices=NoContact.choices, blank=True, default="")
    no_contact_reason = models.TextField(blank=True, default="")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")

    objects = AssessmentQuerySet.as_manager()

    if TYPE_CHECKING:
        sessions: RelatedManager[Session]
        entries: RelatedManager[Entry]
        conclusions: RelatedManager[Conclusion]

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "code"],
                condition=Q(completed_at=None),
                nulls_distinct=False,
                name="assessment_assessment_one_begun",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by_id=None)
                | Q(completed_at__isnull=False, completed_by_id__isnull=False),
                name="assessment_assessment_completed_by",
            ),
            models.CheckConstraint(
                condition=Q(no_contact="") | ~Q(no_contact_reason=""), name="assessment_assessment_no_contact_reason"
            ),
        ]
        indexes = [models.Index(fields=["case", "code", "-completed_at"], name="assessment_assessment_of_case")]

    @property
    def status(self) -> Status:
        return Status.COMPLETED if self.completed_at else Status.BEGUN


@tracked
class Session(OrganisationRow):
    """One meeting for an assessment: when, how, where, with whom. `with_person` says whether the person was met directly."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sessions")
    held_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.TextField(choices=Mode.choices)
    place = models.TextField(choices=Place.choices, blank=True, default="")
    with_person = models.BooleanField()
    present = models.TextField(blank=True, default="")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["held_at", "id"]


class Said(OrganisationRow):
    """What one source said about one section. Open answer and coded answers; the person's own words stand apart (R-028)."""

    section = models.TextField()
    answers = models.JSONField(default=dict)  # item code -> answer; not asked, refused, unknown are answers
    text = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")  # verbatim
    language = models.TextField(blank=True, default="")  # BCP 47, of the own words
    method = models.TextField(choices=Method.choices, default=Method.INTERVIEW)
    informant = models.TextField(choices=Informant.choices, default=Informant.PERSON)
    informant_name = models.TextField(blank=True, default="")
    basis = models.TextField(choices=Basis.choices, blank=True, default="")
    basis_reason = models.TextField(blank=True, default="")
    author_id = models.UUIDField(editable=False)
    author_name = models.TextField(editable=False)
    written_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1)  # counted up by every save, so that two writers notice each other

    class Meta:
        abstract = True


@tracked
class Entry(Said):
    """`copied_from` is set while the entry repeats an earlier assessment and nobody has said that it still holds."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="entries")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["assessment", "section"], name="assessment_entry_of_section")]
        constraints = [
            models.CheckConstraint(condition=Q(basis="") | ~Q(basis_reason=""), name="assessment_entry_basis_reason"),
        ]


@tracked
class Conclusion(OrganisationRow):
    """What the worker makes of a section: without it raw answers do not count (decision 0.1-10). `copied` asks to be confirmed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="conclusions")
    section = models.TextField()
    text = models.TextField()
    author_id = models.UUIDField(editable=False)
    author_name = models.TextField(editable=False)
    written_at = models.DateTimeField(default=now, editable=False)
    copied = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "section"], name="assessment_conclusion_once"),
            models.CheckConstraint(condition=~Q(text=""), name="assessment_conclusion_is_written"),
        ]
