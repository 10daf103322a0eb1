"""Asking how good life is, from 0 to 10 (R-107)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Informant, Occasion
from tsunagu.assessment.commands.begin_assessment import persons_of
from tsunagu.assessment.events import WellbeingRated
from tsunagu.assessment.models import Wellbeing
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@transaction.atomic
def rate_wellbeing(
    case_id: UUID,
    person_id: UUID,
    *,
    by: Actor,
    occasion: Occasion,
    value: int,
    own_words: str = "",
    informant: str = Informant.PERSON,
) -> Wellbeing:
    """Keep the person's answer; `informant` says who gave it where they could not."""
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    persons = persons_of(case, person_id)
    if not 0 <= value <= 10:
        raise Refused(_("Give a number from 0 to 10."), field="value")
    rating = Wellbeing.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        occasion=occasion,
        value=value,
        own_words=own_words.strip(),
        informant=informant,
        by_id=by.id,
        by_name=by.name,
    )
    rated = Happening(WellbeingRated(occasion, Decimal(value)), persons=persons, ref=rating.id)
    record(case, rated, by=by, verb="rate_wellbeing", occasion=str(occasion), value=value)
    return rating
