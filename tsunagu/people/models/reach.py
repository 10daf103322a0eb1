"""By which number is the person known, how are they reached, and where do they live?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.choices import AddressUse, ContactKind, ContactUse, IdentifierType, Masked
from tsunagu.people.models.person import Person


@tracked
class Identifier(OrganisationRow):
    """A number somebody gave the person. Resident registration numbers are only ever kept masked, with the reason."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    type = models.TextField(choices=IdentifierType.choices)
    system = models.TextField(blank=True, default="")  # the issuer's URI, where one is known
    value = models.TextField()  # as written
    masked = models.TextField(choices=Masked.choices, blank=True, default="")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(type="resident_registration") | ~Q(masked=""),
                name="people_identifier_resident_number_masked",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="people_identifier_period"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "value"], name="people_identifier_value")]

    def __str__(self) -> str:
        return self.value


@tracked
class ContactPoint(OrganisationRow):
    """A phone, fax or mail address. `dial` is what a `tel:` link dials: digits, with a + where the country is known."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.TextField(choices=ContactKind.choices)
    use = models.TextField(choices=ContactUse.choices, default=ContactUse.HOME)
    value = models.TextField()
    dial = models.TextField(blank=True, default="", editable=False)
    note = models.TextField(blank=True, default="")
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.value


@tracked
class Address(OrganisationRow):
    """A place as written on the envelope, with such parts as are known."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    use = models.TextField(choices=AddressUse.choices, default=AddressUse.HOME)
    text = models.TextField()
    postcode = models.TextField(blank=True, default="")
    region = models.TextField(blank=True, default="")  # prefecture, province, state
    town = models.TextField(blank=True, default="")
    country = models.TextField(blank=True, default="")  # ISO 3166-1 alpha-2
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="people_address_period"
            ),
        ]

    def __str__(self) -> str:
        return self.text
