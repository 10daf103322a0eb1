"""Which assessments does a case like this one need, because of which rule, and until when does each hold?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from tsunagu.assessment.models import Assessment
from tsunagu.assessment.queries.outlines import library as outlines
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.models import Case
from tsunagu.core.clock import now, today
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library, place_for

PROPERTIES = ("programme", "model", "tier", "jurisdiction", "payer")


@dataclass(frozen=True)
class Required:
    """`because` are the titles of the layers that ask. One that has no outline here is shown, and holds nothing up."""

    code: str
    title: str
    because: list[str]
    current_until: date | None
    done: Assessment | None
    begun: Assessment | None
    state: str  # missing, begun, current, expired, unavailable


def required_for(case: Case, person_id: UUID) -> list[Required]:
    """For one member of a case, by the programme, model and tier of today."""
    ledger = ledger_of(case)
    known = {name: ledger.value(name, str(person_id), now()) for name in PROPERTIES}
    layers = library().layers_for(**known)
    about = Assessment.objects.filter(Q(person_id=person_id) | Q(person=None), case=case)
    completed = {one.code: one for one in about.completed().order_by("completed_at")}
    underway = {one.code: one for one in about.begun().order_by("begun_at", "id")}  # the newest stays
    found = []
    for code, asked in library().required_assessments(**known).items():
        because = [in_language(layer.title) for layer in layers if code in layer.assessments]
        done, begun = completed.get(code), underway.get(code)
        until = _until(case, done, asked.current_for)
        state = _state(case, code, done, begun, until)
        found.append(Required(code, in_language(asked.title), because, until, done, begun, state))
    return found


def _until(case: Case, done: Assessment | None, current_for: object) -> date | None:
    """The last day on which it still counts; None where it holds without end."""
    if done is None or done.completed_at is None or current_for is None:
        return None
    place = place_for(case.jurisdiction, case.zone)
    return place.shift(place.day(done.completed_at), current_for)  # type: ignore[arg-type]


def _state(case: Case, code: str, done: Assessment | None, begun: Assessment | None, until: date | None) -> str:
    if outlines().get(code) is None:
        return "unavailable"
    if done is not None and (until is None or until >= today(case.zone)):
        return "current"
    if begun is not None:
        return "begun"
    return "expired" if done is not None else "missing"
