"""What imported resources tell a readmission score: diagnoses, measurements, procedures, and how somebody was admitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.timezone import is_naive

from tsunagu.fhir.importing.mapping.base import codes, codings, when
from tsunagu.fhir.models import ExternalRecord
from tsunagu.fhir.queries import SHOWN
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of
from tsunagu.risk.queries import Admission, Clinical, Measurement, Procedure, register_clinical
from tsunagu.risk.rules.comorbidity import Code, Condition

READ = ("Condition", "Encounter", "Observation", "Procedure")
# v3-ActPriority: emergency, urgent, as soon as possible, stat, callback urgent; and what was arranged beforehand.
URGENT, ARRANGED = {"EM", "UR", "A", "S", "CR"}, {"EL", "R", "P"}
BY_EMERGENCY = "emd"  # admit-source: from the emergency department
NOT_DONE = {"not-done", "entered-in-error", "preparation", "cancelled"}


@register_clinical
def told_of(person: Person) -> Clinical:
    """One query: everything of the four types that other systems sent of this human."""
    records = list(
        ExternalRecord.objects.filter(person_id__in=ids_of(person), place__in=SHOWN, resource_type__in=READ).only(
            "resource_type", "title", "status", "began", "target_id", "content"
        )
    )
    by_type: dict[str, list[ExternalRecord]] = {type_: [] for type_ in READ}
    for record in records:
        by_type[record.resource_type].append(record)
    return Clinical(
        conditions=tuple(_condition(record) for record in by_type["Condition"]),
        measurements=tuple(m for record in by_type["Observation"] for m in _measurements(record)),
        procedures=tuple(p for record in by_type["Procedure"] if (p := _procedure(record))),
        admissions={r.target_id: _admission(r) for r in by_type["Encounter"] if r.target_id},
        tells_procedures=bool(by_type["Procedure"]),
        tells_stays=bool(by_type["Encounter"]),
    )


def _condition(record: ExternalRecord) -> Condition:
    concept = (record.content or {}).get("code")
    found = tuple(Code(str(c.get("system") or ""), str(c["code"])) for c in codings(concept) if c.get("code"))
    return Condition(found, record.title, record.status, str(record.id))


def _measurements(record: ExternalRecord) -> Iterator[Measurement]:
    content: dict[str, Any] = record.content or {}
    quantity, at = content.get("valueQuantity") or {}, _instant(when(content, "effective")[0])
    if at is None or record.status == "entered-in-error" or not isinstance(quantity.get("value"), int | float):
        return
    unit = str(quantity.get("code") or quantity.get("unit") or "")
    for code in codes(content.get("code")):
        yield Measurement(code, float(quantity["value"]), unit, at, str(record.id))


def _procedure(record: ExternalRecord) -> Procedure | None:
    try:
        day = date.fromisoformat(record.began[:10])
    except ValueError:
        return None
    return None if record.status in NOT_DONE else Procedure(record.title, day, str(record.id))


def _admission(record: ExternalRecord) -> Admission:
    content: dict[str, Any] = record.content or {}
    said = set(codes(content.get("priority")))
    source = set(codes((content.get("hospitalization") or {}).get("admitSource")))
    urgent = True if said & URGENT or BY_EMERGENCY in source else False if said & ARRANGED else None
    return Admission(urgent, str(record.id))


def _instant(text: str) -> datetime | None:
    """An instant with its zone; a day alone does not say whether it lay inside a stay that began or ended on it."""
    try:
        at = datetime.fromisoformat(text) if len(text) > 10 else None
    except ValueError:
        return None
    return None if at is None or is_naive(at) else at
