"""Who cares for the person now: added, and ended when they no longer do (R-040)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Specialty
from tsunagu.assessment.commands.begin_assessment import persons_of
from tsunagu.assessment.models import CareProvider
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.record import locked
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused


@transaction.atomic
def add_care_provider(
    case_id: UUID,
    person_id: UUID,
    *,
    by: Actor,
    specialty: Specialty,
    name: str,
    place: str = "",
    phone: str = "",
    note: str = "",
) -> CareProvider:
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    persons_of(case, person_id)
    if not name.strip():
        raise Refused(_("Write who it is."), field="name")
    provider = CareProvider.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        specialty=specialty,
        name=name.strip(),
        place=place.strip(),
        phone=phone.strip(),
        note=note.strip(),
        added_by_name=by.name,
    )
    record_act(by, "add_care_provider", provider, case_id=case.id, specialty=str(specialty))
    return provider


@transaction.atomic
def end_care_provider(provider_id: UUID, *, by: Actor) -> CareProvider:
    """They no longer care for the person; the row stays, with the day."""
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(CareProvider.objects.values_list("case_id", flat=True).get(id=provider_id))
    provider = CareProvider.objects.get(id=provider_id)
    provider.ended_at = provider.ended_at or now()
    provider.save(update_fields=["ended_at"])
    record_act(by, "end_care_provider", provider, case_id=case.id)
    return provider
