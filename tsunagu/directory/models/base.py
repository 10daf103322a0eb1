"""What every row of the directory has: its place in the Human Services Data Specification, and where it came from.

Fields bear the names of HSDS 3.0 (https://docs.openreferral.org), so one reader and one writer serve all tables; only references have
our own names (`REFERENCES`). An empty text is a value nobody gave, and goes out as nothing.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tsunagu.core.models import OrganisationRow

# HSDS column -> our reference
REFERENCES = {
    "organization_id": "provider",
    "parent_organization_id": "parent",
    "program_id": "programme",
    "service_id": "service",
    "location_id": "place",
    "service_at_location_id": "service_at_place",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_id": "vocabulary",
    "taxonomy_term_id": "term",
    "parent_id": "parent",
}


def words(**options: Any) -> Any:
    """A text that may be missing."""
    return models.TextField(blank=True, default="", **options)


def belongs_to(model: str, related_name: str = "+") -> Any:
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, blank=True, related_name=related_name)


class HsdsRow(OrganisationRow):
    """`origin` and `external_id` say whose row it was and by which name there; both are empty for what was written here.

    A `placeholder` is known only by its number: another row pointed to it, and nobody gave it. Filled when it comes, or by hand.
    """

    table: ClassVar[str]

    origin = words(editable=False)
    external_id = words(editable=False)
    placeholder = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
