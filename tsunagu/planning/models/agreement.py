"""Who took part, what they said to the plan, and who got a copy (R-057)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.planning.choices import AgreementForm, Participant, Recipient
from tsunagu.planning.models.plan import Plan


@tracked
class Agreement(OrganisationRow):
    """An answer to one version of the plan: signed, agreed in words, or refused with the reason."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    participants = ArrayField(models.TextField(choices=Participant.choices), default=list)
    how = models.TextField(blank=True, default="")  # how they took part
    form = models.TextField(choices=AgreementForm.choices)
    name = models.TextField(blank=True, default="")  # who signed or spoke
    reason = models.TextField(blank=True, default="")  # of a refusal
    disagreement = models.TextField(blank=True, default="")  # with what they do not agree, in their words
    at = models.DateTimeField(default=now)
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(form="refused") | ~Q(reason=""), name="planning_agreement_refusal_has_a_reason"
            )
        ]


@tracked
class CopyGiven(OrganisationRow):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="copies")
    to = models.TextField(choices=Recipient.choices)
    name = models.TextField(blank=True, default="")
    on = models.DateField()
    by_id = models.UUIDField()
    by_name = models.TextField()

    class Meta:
        ordering = ["on", "id"]
