"""What this room does when an earlier one speaks: a case that opens hears what was imported about its people before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tsunagu.cases.commands.safety_path import open_safety_path
from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import Actor
from tsunagu.core.listening import on
from tsunagu.fhir.importing.heeding import causes_in, records_of


@on("person.joined")
def heed_what_came_before(*, fact: Fact, case: Case, by: Actor, **_what: Any) -> None:
    """A critical answer of the last thirty days that nobody could act on yet."""
    persons = [UUID(str(person)) for person in fact.persons]
    for record in records_of(persons) if persons else ():
        if record.person_id and (causes := causes_in(record)):
            open_safety_path(case.id, record.person_id, causes, by=by)
