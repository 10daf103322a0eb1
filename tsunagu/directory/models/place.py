"""Where it is given, and how it is reached: HSDS `location`, `service_at_location`, `address`, `phone`, `schedule`, …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from tsunagu.core.models import tracked
from tsunagu.directory.models.base import HsdsRow, belongs_to, words

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@tracked
class Place(HsdsRow):
    table = "location"

    location_type = words()
    url = words()
    provider: Any = belongs_to("Provider", "places")
    name = words()
    alternate_name = words()
    description = words()
    transportation = words()
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = words()
    external_identifier_type = words()

    if TYPE_CHECKING:
        addresses: RelatedManager[Any]

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "id"], condition=Q(placeholder=True), name="directory_place_torn"),
        ]

    def __str__(self) -> str:
        return str(self.name or self.external_id)

    @property
    def is_on_the_map(self) -> bool:
        """Its coordinates are on this earth; sources say other things too."""
        if self.latitude is None or self.longitude is None:
            return False
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180


@tracked
class ServiceAtPlace(HsdsRow):
    table = "service_at_location"

    service: Any = belongs_to("Service", "at_places")
    place: Any = belongs_to("Place", "services_here")
    description = words()


@tracked
class Address(HsdsRow):
    table = "address"

    place: Any = belongs_to("Place", "addresses")
    provider: Any = belongs_to("Provider", "addresses")  # HSDS 1.x gave organisations addresses of their own
    attention = words()
    address_1 = words()
    address_2 = words()
    city = words()
    region = words()
    state_province = words()
    postal_code = words()
    country = words()
    address_type = words()


@tracked
class Contact(HsdsRow):
    table = "contact"

    provider: Any = belongs_to("Provider", "contacts")
    service: Any = belongs_to("Service", "contacts")
    service_at_place: Any = belongs_to("ServiceAtPlace", "contacts")
    place: Any = belongs_to("Place", "contacts")
    name = words()
    title = words()
    department = words()
    email = words()


@tracked
class Phone(HsdsRow):
    table = "phone"

    place: Any = belongs_to("Place", "phones")
    service: Any = belongs_to("Service", "phones")
    provider: Any = belongs_to("Provider", "phones")
    contact: Any = belongs_to("Contact", "phones")
    service_at_place: Any = belongs_to("ServiceAtPlace", "phones")
    number = words()
    extension = models.IntegerField(null=True, blank=True)
    type = words()
    description = words()


@tracked
class Language(HsdsRow):
    """In which languages somebody is served there; `code` is the ISO 639 code where the source gave one or the name is known."""

    table = "language"

    service: Any = belongs_to("Service", "languages")
    place: Any = belongs_to("Place", "languages")
    phone: Any = belongs_to("Phone", "languages")
    name = words()
    code = words()
    note = words()


@tracked
class Schedule(HsdsRow):
    """When it is open, in the parts of an iCalendar rule (RFC 5545)."""

    table = "schedule"

    service: Any = belongs_to("Service", "schedules")
    place: Any = belongs_to("Place", "schedules")
    service_at_place: Any = belongs_to("ServiceAtPlace", "schedules")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    timezone = models.FloatField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    count = models.IntegerField(null=True, blank=True)
    wkst = words()
    freq = words()
    interval = models.IntegerField(null=True, blank=True)
    byday = words()
    byweekno = words()
    bymonthday = words()
    byyearday = words()
    description = words()
    opens_at = words()
    closes_at = words()
    schedule_link = words()
    attending_type = words()
    notes = words()


@tracked
class Accessibility(HsdsRow):
    table = "accessibility"

    place: Any = belongs_to("Place", "accessibility")
    description = words()
    details = words()
    url = words()
