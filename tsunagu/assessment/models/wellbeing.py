"""How good is life, from 0 to 10, in the person's own judgement? Asked at the start, at reviews and at closure (R-107)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagu.assessment.choices import Informant, Occasion
from tsunagu.cases.models import Case
from tsunagu.core.clock import now
from tsunagu.core.models import OrganisationRow, tracked
from tsunagu.people.models import Person


@tracked
class Wellbeing(OrganisationRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wellbeing")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    occasion = models.TextField(choices=Occasion.choices)
    value = models.PositiveSmallIntegerField()
    own_words = models.TextField(blank=True, default="")
    informant = models.TextField(choices=Informant.choices, default=Informant.PERSON)
    rated_at = models.DateTimeField(default=now, editable=False)
    by_id = models.UUIDField(editable=False)
    by_name = models.TextField(editable=False)

    class Meta:
        ordering = ["rated_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(value__lte=10), name="assessment_wellbeing_to_ten")]
        indexes = [models.Index(fields=["case", "person", "rated_at"], name="assessment_wellbeing_of_person")]
