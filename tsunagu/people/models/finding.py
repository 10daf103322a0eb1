"""By what is a person found? Derived keys, remade by every command that changes what they come from."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from tsunagu.core.models import OrganisationRow
from tsunagu.people.models.person import Person


class SearchKey(OrganisationRow):
    """One normalised key, compared byte by byte (collation C): a prefix is a range of the index on every server."""

    # Without an index of its own: the prefix index begins with it, and the planner must not be tempted by a worse one.
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="search_keys")
    kind = models.TextField()
    key = models.TextField(db_collation="C")
    # Pairs of neighbouring characters, for finding what stands in the middle; only names have them.
    grams = ArrayField(models.TextField(db_collation="C"), null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "key"], include=["person"], name="people_searchkey_prefix"),
            GinIndex(fields=["grams"], name="people_searchkey_grams", fastupdate=False),
        ]


class ImportedRow(OrganisationRow):
    """A row of a list that was taken in: the same row twice is the same person once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="imported_rows")
    fingerprint = models.TextField()
    file_name = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "fingerprint"], name="people_importedrow_once")]
