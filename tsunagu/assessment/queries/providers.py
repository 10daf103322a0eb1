"""Who cares for the person now?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from tsunagu.assessment.choices import Specialty
from tsunagu.assessment.models import CareProvider
from tsunagu.cases.queries import open_charts
from tsunagu.core.actor import Actor
from tsunagu.people.models import Person


def care_providers_of(person_id: UUID) -> QuerySet[CareProvider]:
    """Present ones, by specialty."""
    return CareProvider.objects.filter(person_id=person_id, ended_at=None)


def providers_serving(persons: Sequence[Person], actor: Actor) -> QuerySet[CareProvider]:
    """Of several people, in charts that this actor may open."""
    ids = [person.id for person in persons]
    whose = Q(person_id__in=ids) | Q(person__merged_into_id__in=ids)
    return CareProvider.objects.filter(whose, ended_at=None, case_id__in=open_charts(actor).values("id"))


def lacks_primary_care(person_id: UUID) -> bool:
    """Nobody gives this person primary care, as far as the record knows (R-040)."""
    return not care_providers_of(person_id).filter(specialty=Specialty.PRIMARY_CARE).exists()
