"""What have other systems told that a readmission score reads: diagnoses, measurements, procedures, how somebody was admitted?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tsunagu.people.models import Person
from tsunagu.risk.rules.comorbidity import Condition


@dataclass(frozen=True)
class Measurement:
    """A value in the unit it was sent in; `loinc` says what was measured."""

    loinc: str
    value: float
    unit: str
    at: datetime
    record: str


@dataclass(frozen=True)
class Procedure:
    title: str
    day: date
    record: str


@dataclass(frozen=True)
class Admission:
    """How somebody came into a stay: whether that was urgent, if it was said."""

    urgent: bool | None
    record: str


@dataclass(frozen=True)
class Clinical:
    """Everything known of a person from elsewhere. `tells_*`: did a source speak of such things at all?"""

    conditions: tuple[Condition, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    admissions: Mapping[UUID, Admission] = field(default_factory=dict)  # by the id of the stay
    tells_procedures: bool = False
    tells_stays: bool = False


Source = Callable[[Person], Clinical]
_sources: list[Source] = []


def register_clinical(source: Source) -> Source:
    """A later room, which keeps what other systems sent, tells what it knows of a person."""
    if source not in _sources:
        _sources.append(source)
    return source


def clinical_of(person: Person) -> Clinical:
    told = [source(person) for source in _sources]
    return Clinical(
        conditions=tuple(c for one in told for c in one.conditions),
        measurements=tuple(m for one in told for m in one.measurements),
        procedures=tuple(p for one in told for p in one.procedures),
        admissions={stay: admission for one in told for stay, admission in one.admissions.items()},
        tells_procedures=any(one.tells_procedures for one in told),
        tells_stays=any(one.tells_stays for one in told),
    )
