"""Who offers services: HSDS `organization`, `program`, and what is known of them by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from tsunagu.core.models import tracked
from tsunagu.directory.models.base import HsdsRow, belongs_to, words

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Provider(HsdsRow):
    """An organisation as the directory knows it. `answers_as` is the organisation that works with this very installation, if it does."""

    table = "organization"

    name = words()
    alternate_name = words()
    description = words()
    email = words()
    website = words()
    tax_status = words()
    tax_id = words()
    year_incorporated = models.IntegerField(null=True, blank=True)
    legal_status = words()
    logo = words()
    uri = words()
    parent: Any = belongs_to("self")
    answers_as = models.UUIDField(null=True, blank=True)

    if TYPE_CHECKING:
        services: RelatedManager[Any]
        places: RelatedManager[Any]
        phones: RelatedManager[Any]

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "id"], condition=Q(placeholder=True), name="directory_provider_torn"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.external_id)

    @property
    def is_torn(self) -> bool:
        return self.placeholder or not self.name


@tracked
class Programme(HsdsRow):
    table = "program"

    provider: Any = belongs_to("Provider", "programmes")
    name = words()
    alternate_name = words()
    description = words()


@tracked
class ProviderIdentifier(HsdsRow):
    table = "organization_identifier"

    provider: Any = belongs_to("Provider", "identifiers")
    identifier_scheme = words()
    identifier_type = words()
    identifier = words()
