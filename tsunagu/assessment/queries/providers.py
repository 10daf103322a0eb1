"""Who cares for the person now?"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tsunagu.assessment.choices import Specialty
from tsunagu.assessment.models import CareProvider


def care_providers_of(person_id: UUID) -> QuerySet[CareProvider]:
    """Present ones, by specialty."""
    return CareProvider.objects.filter(person_id=person_id, ended_at=None)


def lacks_primary_care(person_id: UUID) -> bool:
    """Nobody gives this person primary care, as far as the record knows (R-040)."""
    return not care_providers_of(person_id).filter(specialty=Specialty.PRIMARY_CARE).exists()
