"""Consent: to what, to whom, for which kinds of information, until when; and what was told to others, on what ground."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tsunagu.cases.choices import (
    ConsentHow,
    ConsentPurpose,
    ConsentSigner,
    DataClass,
    DisclosureGround,
    RecipientKind,
)
from tsunagu.cases.models.case import Case
from tsunagu.cases.models.document import Document
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, on: date) -> ConsentQuerySet:
        """Given by that day, not run out, not withdrawn."""
        return self.filter(given_on__lte=on, revoked_at__isnull=True).filter(Q(until=None) | Q(until__gte=on))


@tracked
class Consent(OrganisationRow):
    """One purpose, its recipients, its classes of data. Withdrawn is a date and a reason, never a deletion.

    `regime` names the law whose elements it was taken under (`library/consents.yaml`); `explained` are the elements that were told.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.TextField(choices=ConsentPurpose.choices)
    regime = models.TextField(blank=True, default="")
    recipient_kinds = ArrayField(models.TextField(choices=RecipientKind.choices), default=list)
    recipients = models.TextField(blank=True, default="")  # one a line; none: anybody of these kinds
    data_classes = ArrayField(models.TextField(choices=DataClass.choices), default=list)
    scope = models.TextField()
    language = models.TextField(blank=True, default="")
    explained = ArrayField(models.TextField(), default=list)
    how = models.TextField(choices=ConsentHow.choices)
    signer = models.TextField(choices=ConsentSigner.choices, default=ConsentSigner.PERSON)
    signer_name = models.TextField(blank=True, default="")
    family_agrees = models.TextField(blank=True, default="")  # which family member also agreed to the use of theirs
    given_on = models.DateField()
    until = models.DateField(null=True)
    copy_given = models.BooleanField(default=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()
    revoked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.TextField(blank=True, default="")
    revoked_reason = models.TextField(blank=True, default="")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(scope=""), name="cases_consent_says_to_what"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")), name="cases_consent_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_on=None, revoked_reason="")
                | Q(revoked_at__isnull=False, revoked_on__isnull=False),
                name="cases_consent_withdrawn_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-given_on"], name="cases_consent_of_case"),
            models.Index(fields=["person", "purpose"], condition=Q(revoked_at=None), name="cases_consent_of_person"),
        ]

    @property
    def names(self) -> list[str]:
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]

    def is_in_force(self, on: date) -> bool:
        return self.given_on <= on and self.revoked_at is None and (self.until is None or on <= self.until)

    def covers(self, recipient: str, kind: str = "") -> bool:
        """May this recipient have it? A named list means those named; kinds alone mean anybody of the kind."""
        if self.names:
            return bool(recipient) and recipient.strip().casefold() in {name.casefold() for name in self.names}
        return not self.recipient_kinds or kind in self.recipient_kinds


@tracked
class Disclosure(OrganisationRow):
    """What left the house about a person: to whom, what, for what purpose, on which ground (R-105; 45 CFR 164.528)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosures")
    at = models.DateTimeField()
    recipient = models.TextField()
    recipient_kind = models.TextField(choices=RecipientKind.choices)
    address = models.TextField(blank=True, default="")
    what = models.TextField()
    why = models.TextField()
    ground = models.TextField(choices=DisclosureGround.choices)
    ground_reason = models.TextField(blank=True, default="")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="disclosures")
    by_id = models.UUIDField()
    by_name = models.TextField()
    recorded_at = models.DateTimeField(default=now)

    consent_id: UUID | None

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground="consent", consent__isnull=False)
                | (~Q(ground="consent") & Q(consent=None) & ~Q(ground_reason="")),
                name="cases_disclosure_has_a_ground",
            )
        ]
        indexes = [models.Index(fields=["person", "-at"], name="cases_disclosure_of_person")]
