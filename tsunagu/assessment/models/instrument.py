"""Instruments as this organisation uses them, and what was answered: each response keeps the version it was given on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from tsunagu.assessment.choices import Informant, Method, Origin, ResponseStatus
from tsunagu.assessment.models.assessment import Assessment
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class InstrumentVersion(OrganisationRow):
    """One version of one instrument, exactly as it was loaded. The database refuses to change it: a correction is a new version.

    `value_sets` are those that came along with a questionnaire, by address. A shipped instrument gets its row when it is first used.
    """

    append_only = True

    code = models.TextField()
    version = models.TextField()
    language = models.TextField()  # of the official wording
    title = models.JSONField()  # language -> text
    url = models.TextField(blank=True, default="")
    origin = models.TextField(choices=Origin.choices)
    document = models.TextField()  # YAML as shipped, or a Questionnaire's JSON
    value_sets = models.JSONField(default=dict)
    fingerprint = models.TextField()
    file_name = models.TextField(blank=True, default="")
    loaded_at = models.DateTimeField(default=now, editable=False)
    loaded_by_id = models.UUIDField(editable=False)
    loaded_by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["code", "-loaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "version", "language"], name="assessment_instrumentversion_once"
            )
        ]


class InstrumentRetirement(OrganisationRow):
    """From here on the version is not offered any more; what was answered on it stays."""

    append_only = True

    version = models.OneToOneField(InstrumentVersion, on_delete=models.PROTECT, related_name="retirement")
    reason = models.TextField()
    at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="assessment_instrumentretirement_reason")]


FINISHED = [ResponseStatus.COMPLETED, ResponseStatus.AMENDED]


class ResponseQuerySet(models.QuerySet["Response"]):
    def standing(self) -> ResponseQuerySet:
        """Finished, not withdrawn, and not replaced by a finished correction."""
        return self.filter(status__in=FINISHED).exclude(corrections__status=ResponseStatus.AMENDED)

    def begun(self) -> ResponseQuerySet:
        return self.filter(status=ResponseStatus.IN_PROGRESS)


@tracked
class Response(OrganisationRow):
    """One person's answers to one instrument, once. A correction is another response that `replaces` this one.

    `scores` is the result with its explanation as it was worked out at completion: later versions never change it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="responses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="responses")
    code = models.TextField()  # the instrument's, so that results over time cross its versions
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="responses")
    score_only = models.BooleanField(default=False)
    language = models.TextField()  # of the wording that was used
    method = models.TextField(choices=Method.choices, default=Method.INTERVIEW)
    informant = models.TextField(choices=Informant.choices, default=Informant.PERSON)
    informant_name = models.TextField(blank=True, default="")
    status = models.TextField(choices=ResponseStatus.choices, default=ResponseStatus.IN_PROGRESS)
    begun_at = models.DateTimeField(default=now, editable=False)
    begun_by_id = models.UUIDField(editable=False)
    begun_by_name = models.TextField(editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    completed_by_id = models.UUIDField(null=True, editable=False)
    completed_by_name = models.TextField(blank=True, default="", editable=False)
    answered_at = models.DateTimeField(
        null=True
    )  # when the person answered; the same as completed unless written up later
    scores = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    band = models.TextField(blank=True, default="")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    reason = models.TextField(blank=True, default="")  # why it was corrected or withdrawn

    objects = ResponseQuerySet.as_manager()

    if TYPE_CHECKING:
        answers: RelatedManager[Answer]
        corrections: RelatedManager[Response]

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="in_progress", completed_at=None)
                | Q(status="entered_in_error")
                | Q(status__in=["completed", "amended"], completed_at__isnull=False, completed_by_id__isnull=False),
                name="assessment_response_completed_by",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["entered_in_error", "amended"]) | ~Q(reason=""),
                name="assessment_response_reason",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(status="entered_in_error"), name="assessment_response_one_correction"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "person", "code", "-answered_at"], name="assessment_response_over_time"),
            models.Index(fields=["case", "-begun_at"], name="assessment_response_of_case"),
            models.Index(
                fields=["begun_by_id", "begun_at"], condition=Q(status="in_progress"), name="assessment_response_open"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status == ResponseStatus.IN_PROGRESS


@tracked
class Answer(OrganisationRow):
    """What was answered to one item, exactly as given: values as FHIR writes them, or why there is none.

    `place` says in which turns of repeating groups it lies: "", "0", "1.0".
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="answers")
    link = models.TextField()
    place = models.TextField(blank=True, default="")
    values = models.JSONField(default=list)
    absent = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField(default=now, editable=False)
    saved_by_id = models.UUIDField(editable=False)
    saved_by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "link", "place"], name="assessment_answer_once"),
            models.CheckConstraint(
                condition=Q(absent="") | Q(absent__in=["not_asked", "refused", "unknown"], values=[]),
                name="assessment_answer_or_absent",
            ),
        ]
