"""What did another system say? Each resource as it was received, and what became of it here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.fhir.choices import Place
from tsunagu.people.models import Person


@tracked
class ExternalRecord(OrganisationRow):
    """One resource of one source, known by its type and id there; importing it again changes this row, and makes no second.

    `content` is what was received, but for numbers that the law does not let us keep; of what is not used only the identity stays, so
    that references to it are understood. `title` to `who` are the line that people read.
    """

    source = models.TextField()
    resource_type = models.TextField()
    external_id = models.TextField()
    full_url = models.TextField(blank=True, default="")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.TextField(blank=True, default="")  # the reference to its person, as far as that is known
    place = models.TextField(choices=Place.choices)
    target = models.TextField(blank=True, default="")  # the model of the row it became
    target_id = models.UUIDField(null=True)

    title = models.TextField(blank=True, default="")
    code = models.TextField(blank=True, default="")
    status = models.TextField(blank=True, default="")
    began = models.TextField(blank=True, default="")  # as received: a year, a month, a day or an instant
    ended = models.TextField(blank=True, default="")
    who = models.TextField(blank=True, default="")

    content = models.JSONField(null=True)
    content_hash = models.TextField()
    file = models.TextField(blank=True, default="")
    # What each file said last, where several speak of the same resource and not alike: file name → hash. A file that says again
    # what it said before tells nothing new, even where another has spoken since.
    said = models.JSONField(default=dict, blank=True)
    imported_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "resource_type", "external_id"], name="fhir_externalrecord_once"
            ),
            models.CheckConstraint(
                condition=Q(target="", target_id=None) | (~Q(target="") & Q(target_id__isnull=False)),
                name="fhir_externalrecord_target_is_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "source", "full_url"], name="fhir_externalrecord_by_url"),
            models.Index(
                fields=["organisation", "source", "about"],
                condition=Q(place="waiting"),
                name="fhir_externalrecord_waiting",
            ),
            models.Index(fields=["person", "place", "resource_type"], name="fhir_externalrecord_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_type}/{self.external_id}"


class ExternalIdentifier(OrganisationRow):
    """A business identifier of a resource, `system|value`: what conditional references name it by."""

    record = models.ForeignKey(ExternalRecord, on_delete=models.CASCADE, related_name="identifiers")
    source = models.TextField()
    resource_type = models.TextField()
    token = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "token"], name="fhir_externalidentifier_once"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "source", "resource_type", "token"], name="fhir_externalidentifier_of"
            ),
        ]

    def __str__(self) -> str:
        return self.token
