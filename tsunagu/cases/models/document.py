"""Documents of a case: what it is, of which date, from whom, and proof that the file is still the one that was added."""

from __future__ import annotations

from django.db import models

from tsunagu.cases.choices import DocumentType
from tsunagu.cases.models.case import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


@tracked
class Document(OrganisationRow):
    """The file is kept under an opaque name; `name` is what it was called where it came from."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    type = models.TextField(choices=DocumentType.choices)
    title = models.TextField()
    dated = models.DateField()
    from_whom = models.TextField(blank=True, default="")
    file = models.FileField(upload_to="documents/%Y/%m")
    name = models.TextField()
    content_type = models.TextField()
    size = models.PositiveBigIntegerField()
    sha256 = models.TextField()
    added_at = models.DateTimeField(default=now)
    added_by_id = models.UUIDField()
    added_by_name = models.TextField()

    class Meta:
        ordering = ["-dated", "-added_at"]
        indexes = [models.Index(fields=["case", "-dated"], name="cases_document_of_case")]
