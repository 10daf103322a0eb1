"""What is offered, to whom, at what cost, and whether there is room: HSDS `service` and what hangs on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.core.models import tracked
from tsunagu.directory.choices import GONE, Capacity, ServiceType, Status
from tsunagu.directory.models.base import HsdsRow, belongs_to, words
from tsunagu.people.choices import Sex

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

AGEING, STALE = timedelta(days=180), timedelta(days=365)  # since somebody last looked whether it is still true


@tracked
class Service(HsdsRow):
    """`assured_date` is the day somebody last made sure. `types`, `sex` and `capacity` are ours: HSDS 3.0 keeps them in free terms.

    `kept` names what was corrected here: the next import leaves it alone.
    """

    table = "service"

    provider: Any = belongs_to("Provider", "services")
    programme: Any = belongs_to("Programme")
    name = words()
    alternate_name = words()
    description = words()
    url = words()
    email = words()
    status = words(choices=Status.choices)
    interpretation_services = words()
    application_process = words()
    fees_description = words()
    wait_time = words()
    fees = words()
    accreditations = words()
    eligibility_description = words()
    minimum_age = models.FloatField(null=True, blank=True)
    maximum_age = models.FloatField(null=True, blank=True)
    assured_date = models.DateField(null=True, blank=True)
    assurer_email = words()
    licenses = words()
    alert = words()
    last_modified = models.DateTimeField(null=True, blank=True)

    types = ArrayField(models.TextField(choices=ServiceType.choices), default=list, blank=True)
    sex = words(choices=Sex.choices)  # only for people of this sex; empty: for all
    capacity = words(choices=Capacity.choices)
    capacity_on = models.DateField(null=True, blank=True)
    kept = ArrayField(models.TextField(), default=list, blank=True, editable=False)

    if TYPE_CHECKING:
        at_places: RelatedManager[Any]
        phones: RelatedManager[Any]
        languages: RelatedManager[Any]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity="", capacity_on=None) | (~Q(capacity="") & Q(capacity_on__isnull=False)),
                name="directory_service_capacity_was_said_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "id"], condition=Q(placeholder=True), name="directory_service_torn"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.external_id)

    @property
    def is_torn(self) -> bool:
        """It cannot be told apart, or nobody knows whose it is: listed, and out of search until mended."""
        return self.placeholder or not self.name or self.provider is None or self.provider.is_torn

    @property
    def is_offered(self) -> bool:
        return not self.is_torn and self.status not in GONE

    def age(self, on: date) -> timedelta | None:
        """How long ago somebody made sure. None: never, as far as is known."""
        return on - self.assured_date if self.assured_date else None


@tracked
class CostOption(HsdsRow):
    table = "cost_option"

    service: Any = belongs_to("Service", "cost_options")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option = words()
    currency = words()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    amount_description = words()


@tracked
class RequiredDocument(HsdsRow):
    table = "required_document"

    service: Any = belongs_to("Service", "required_documents")
    document = words()
    uri = words()


@tracked
class ServiceArea(HsdsRow):
    """Where the people live whom it serves."""

    table = "service_area"

    service: Any = belongs_to("Service", "service_areas")
    name = words()
    description = words()
    extent = words()
    extent_type = words()
    uri = words()


@tracked
class Funding(HsdsRow):
    table = "funding"

    provider: Any = belongs_to("Provider", "funding")
    service: Any = belongs_to("Service", "funding")
    source = words()
