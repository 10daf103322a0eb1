"""When facts change what a tier is computed from, a higher one is set at once; a lower one waits for a person and a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tsunagu.cases.models import Case, Fact
from tsunagu.core.listening import on
from tsunagu.risk.commands.stratify import raise_if_higher

CHANGES = (
    "assessment.completed",
    "contact.missed",
    "instrument.scored",
    "person.described",
    "safety_path.opened",
    "safety_path.raised",
    "stay.ended",
    "stay.started",
)


@on(*CHANGES)
def raise_tiers(*, fact: Fact, case: Case, **_what: Any) -> None:
    persons = [UUID(str(person)) for person in fact.persons]
    for person_id in persons or list(case.members.filter(left_at=None).values_list("person_id", flat=True)):
        raise_if_higher(case, person_id, why=fact.kind)
