"""By which terms services are sorted, and which record bears which: HSDS `taxonomy`, `taxonomy_term`, `attribute`, `metadata`."""

from __future__ import annotations

from typing import Any

from django.db import models

from tsunagu.core.models import tracked
from tsunagu.directory.models.base import HsdsRow, belongs_to, words


@tracked
class Vocabulary(HsdsRow):
    table = "taxonomy"

    name = words()
    description = words()
    uri = words()
    version = words()


@tracked
class Term(HsdsRow):
    table = "taxonomy_term"

    code = words()
    name = words()
    description = words()
    parent: Any = belongs_to("self")
    taxonomy = words()
    language = words()
    vocabulary: Any = belongs_to("Vocabulary", "terms")
    term_uri = words()


@tracked
class Attribute(HsdsRow):
    """A record bears a term. `link_id` is the record's id here; `link_entity` its HSDS table."""

    table = "attribute"

    link_id = models.UUIDField(null=True, blank=True)
    term: Any = belongs_to("Term", "attributes")
    link_type = words()
    link_entity = words()
    value = words()

    class Meta:
        indexes = [models.Index(fields=["organisation", "link_id"], name="directory_attribute_of")]


@tracked
class Metadata(HsdsRow):
    """What the source says of its own changes."""

    table = "metadata"

    resource_id = models.UUIDField(null=True, blank=True)
    resource_type = words()
    last_action_date = models.DateField(null=True, blank=True)
    last_action_type = words()
    field_name = words()
    previous_value = words()
    replacement_value = words()
    updated_by = words()
