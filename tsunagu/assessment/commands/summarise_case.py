"""Making a case summary to hand out: that it was made, in which language and with what left out, is on record (R-030)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import SummaryMade
from tsunagu.cases.models import Fact
from tsunagu.core.actor import Actor


@transaction.atomic
def summarise_case(
    case_id: UUID, *, by: Actor, language: str, sections: Sequence[str], hidden: Sequence[str] = ()
) -> Fact:
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    members = case.members.filter(left_at=None).values_list("person_id", flat=True)
    made = Happening(SummaryMade(language), persons=list(members))
    (fact,) = record(
        case, made, by=by, verb="summarise_case", language=language, sections=list(sections), hidden=list(hidden)
    )
    return fact
