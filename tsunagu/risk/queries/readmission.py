"""What do the records say of a stay that LACE, HOSPITAL and Charlson ask for, and what is missing?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from tsunagu.cases.choices import Setting, StayClass
from tsunagu.cases.models import Case, Stay
from tsunagu.core.clock import now
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of
from tsunagu.risk.choices import ReadmissionInstrument
from tsunagu.risk.models import ReadmissionScore
from tsunagu.risk.queries.clinical import Clinical, Measurement, clinical_of
from tsunagu.risk.queries.factors import PLANNED
from tsunagu.risk.rules.comorbidity import (
    Condition,
    Table,
    age_on,
    charlson,
    groups_in,
    lace_weight,
    load_table,
    without_lighter,
)
from tsunagu.risk.rules.readmission import UNKNOWN, Part, Score, Span, answer, hospital, lace

SHIPPED = Path(__file__).parent.parent / "library" / "comorbidity.yaml"
EMERGENCY_MONTHS, ADMISSIONS_MONTHS = timedelta(days=183), timedelta(days=365)
SAME_EPISODE = timedelta(
    hours=24
)  # an emergency visit that ends so shortly before a stay led to it, and is no visit of its own
NO_ADMISSION = (StayClass.EMERGENCY, StayClass.OBSERVATION, StayClass.SHORT_STAY, StayClass.LONG_TERM)
# LOINC, and what a unit is multiplied by to be g/dL or mmol/L. Below so much counts (Donzé 2013).
HAEMOGLOBIN = {"718-7", "20509-6", "30313-1", "30350-3", "59260-0"}
SODIUM = {"2951-2", "2947-0", "77139-4"}
UNITS = {"g/dl": 1.0, "g/l": 0.1, "mmol/l": 1.0, "meq/l": 1.0}
MMOL_HAEMOGLOBIN = 1.611  # g/dL of one mmol/L of haemoglobin monomer
LOW_HAEMOGLOBIN, LOW_SODIUM = 12.0, 135.0


@dataclass(frozen=True)
class Stated:
    """What a worker says where the records are silent, or wrong; nothing said is nothing stated."""

    urgent: bool | None = None
    visits: int | None = None
    admissions: int | None = None
    haemoglobin: float | None = None
    sodium: float | None = None
    procedure: bool | None = None
    oncology: bool | None = None
    groups: tuple[str, ...] | None = None

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Source:
    """Where a part is known from: `kind` of knowledge, what it says, and the records it was read from: [(id, title)]."""

    kind: str  # stay, admission, visit_before, records, stated, missing
    data: Mapping[str, Any] = field(default_factory=dict)
    records: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Worked:
    """One instrument, worked out: the score and, for each of its parts, the source. Charlson's index is a score without bands."""

    score: Score
    sources: Mapping[str, Source]

    def parts(self) -> list[dict[str, Any]]:
        """As they are kept, and as a page shows them."""
        return [self._plain(part) for part in self.score.parts]

    def _plain(self, part: Part) -> dict[str, Any]:
        source = self.sources[part.code]
        return {
            "code": part.code,
            "low": part.low,
            "high": part.high,
            "source": source.kind,
            "data": dict(source.data),
            "records": [list(one) for one in source.records],
        }


@cache
def table() -> Table:
    own = Path(settings.HOME) / "risk" / "comorbidity.yaml"
    return load_table(SHIPPED, *([own] if own.is_file() else []))


def hospital_stays(person: Person) -> QuerySet[Stay]:
    """Of every record of this human, the latest first; imported ones among them."""
    return Stay.objects.filter(person_id__in=ids_of(person), setting=Setting.HOSPITAL).order_by("-started_at")


def index_stays(person: Person) -> list[Stay]:
    """Stays that a score can be worked out for: admissions, not visits to an emergency department."""
    return list(hospital_stays(person).exclude(stay_class__in=NO_ADMISSION)[:10])


def scores_of(case: Case, person: Person) -> QuerySet[ReadmissionScore]:
    """The newest first."""
    own = ids_of(person)
    return ReadmissionScore.objects.filter(case=case, person_id__in=own).select_related("stay")


def latest_scores(case: Case, person: Person) -> list[ReadmissionScore]:
    """The newest of each instrument."""
    newest = scores_of(case, person).order_by("instrument", "-at", "-id").distinct("instrument")
    order = list(ReadmissionInstrument)
    return sorted(newest, key=lambda score: order.index(ReadmissionInstrument(score.instrument)))


def worked_out(person: Person, stay: Stay, stated: Stated, zone: str) -> list[Worked]:
    """LACE, HOSPITAL and Charlson for one stay: from the records, and from what is stated in their place."""
    found = _Finding(person, stay, stated, clinical_of(person), list(hospital_stays(person)), ZoneInfo(zone))
    parts = {
        "days": found.days(),
        "urgent": found.urgent(),
        "groups": found.groups(),
        "visits": found.visits(),
        "admissions": found.admissions(),
        "haemoglobin": found.measured("haemoglobin", stated.haemoglobin, HAEMOGLOBIN, LOW_HAEMOGLOBIN),
        "sodium": found.measured("sodium", stated.sodium, SODIUM, LOW_SODIUM),
        "procedure": found.procedure(),
        "oncology": found.oncology(),
    }
    return [_lace(parts), _hospital(parts), _charlson(person, parts, stay)]


Found = tuple[Any, Source]


def _lace(parts: Mapping[str, Found]) -> Worked:
    groups, source = parts["groups"]
    weight = UNKNOWN if groups is None else Span.exactly(lace_weight(groups, table()))
    score = lace(days=parts["days"][0], urgent=parts["urgent"][0], comorbidity=weight, visits=parts["visits"][0])
    return Worked(
        score,
        {
            "length": parts["days"][1],
            "acuity": parts["urgent"][1],
            "comorbidity": source,
            "visits": parts["visits"][1],
        },
    )


def _hospital(parts: Mapping[str, Found]) -> Worked:
    score = hospital(
        low_haemoglobin=parts["haemoglobin"][0],
        oncology=parts["oncology"][0],
        low_sodium=parts["sodium"][0],
        procedure=parts["procedure"][0],
        urgent=parts["urgent"][0],
        admissions=parts["admissions"][0],
        days=parts["days"][0],
    )
    same = {name: parts[name][1] for name in ("haemoglobin", "oncology", "sodium", "procedure", "admissions")}
    return Worked(score, {**same, "acuity": parts["urgent"][1], "length": parts["days"][1]})


def _charlson(person: Person, parts: Mapping[str, Found], stay: Stay) -> Worked:
    """The index and the points of age apart, so that either can be read. Nothing bounds what no record tells."""
    groups, source = parts["groups"]
    index = (
        Part("comorbidity", UNKNOWN, 0, 37) if groups is None else _exactly("comorbidity", charlson(groups, table()))
    )
    if person.born and person.born_precision == "full":
        years = age_on(person.born, stay.started_at.date())
        age, known = _exactly("age", charlson((), table(), age=years)), Source("person", {"years": years})
    else:
        age, known = Part("age", UNKNOWN, 0, 4), Source("missing")
    return Worked(Score("charlson", "1987", (index, age), ((0, ""),)), {"comorbidity": source, "age": known})


def _exactly(code: str, points: int) -> Part:
    return Part(code, Span.exactly(points), points, points)


@dataclass(frozen=True)
class _Finding:
    """Reads each part from the first that knows it: the worker, the record of the stay, other records."""

    person: Person
    stay: Stay
    stated: Stated
    clinical: Clinical
    stays: Sequence[Stay]
    zone: ZoneInfo

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    @property
    def until(self) -> datetime:
        return self.stay.ended_at or now()

    def days(self) -> Found:
        """Midnights in hospital. A stay that lasts has at least lasted so long."""
        days = (self.day(self.until) - self.day(self.stay.started_at)).days
        lasting = self.stay.ended_at is None
        return (Span(days) if lasting else Span.exactly(days)), Source("stay", {"days": days, "lasting": lasting})

    def urgent(self) -> Found:
        if self.stated.urgent is not None:
            return answer(self.stated.urgent), Source("stated")
        admission = self.clinical.admissions.get(self.stay.id)
        if admission and admission.urgent is not None:
            return answer(admission.urgent), Source(
                "admission", {"urgent": admission.urgent}, [(admission.record, self.stay.where)]
            )
        if before := next((s for s in self.emergencies() if self._led_to_stay(s)), None):
            return answer(True), Source("visit_before", {"at": before.started_at.isoformat(), "where": before.where})
        if self.stay.stay_class in PLANNED:
            return answer(False), Source("stay", {"planned": True})
        return UNKNOWN, Source("missing")

    def emergencies(self) -> list[Stay]:
        return [s for s in self.stays if s.stay_class == StayClass.EMERGENCY and s.started_at <= self.stay.started_at]

    def _led_to_stay(self, visit: Stay) -> bool:
        return visit.ended_at is None or visit.ended_at >= self.stay.started_at - SAME_EPISODE

    def groups(self) -> Found:
        if self.stated.groups is not None:
            chosen = without_lighter(self.stated.groups, table())
            return chosen, Source("stated", {"groups": {code: [] for code in chosen}})
        readable = [c for c in self.clinical.conditions if table().knows(c)]
        unread = len(self.clinical.conditions) - len(readable)
        if not readable:
            return None, Source("missing", {"unread": unread})
        found = groups_in(readable, table())
        records = [(c.record, c.title) for shown in found.values() for c in _once(shown)]
        said = {code: [c.title for c in _once(shown)] for code, shown in found.items()}
        return list(found), Source("records", {"groups": said, "unread": unread, "read": len(readable)}, records)

    def visits(self) -> Found:
        if self.stated.visits is not None:
            return Span.exactly(self.stated.visits), Source("stated", {"times": self.stated.visits})
        since = self.stay.started_at - EMERGENCY_MONTHS
        times = sum(1 for s in self.emergencies() if s.started_at >= since and not self._led_to_stay(s))
        return self._counted(times)

    def admissions(self) -> Found:
        if self.stated.admissions is not None:
            return Span.exactly(self.stated.admissions), Source("stated", {"times": self.stated.admissions})
        since = self.stay.started_at - ADMISSIONS_MONTHS
        before = [s for s in self.stays if since <= s.started_at < self.stay.started_at]
        return self._counted(sum(1 for s in before if s.stay_class not in NO_ADMISSION))

    def _counted(self, times: int) -> Found:
        """All of them where a hospital's records came in; at least so many where only our own are known."""
        known = self.clinical.tells_stays
        return (Span.exactly(times) if known else Span(times)), Source("counted", {"times": times, "all": known})

    def measured(self, name: str, said: float | None, loinc: set[str], low: float) -> Found:
        """The last value before discharge."""
        if said is not None:
            return answer(said < low), Source("stated", {"value": said})
        inside = [
            m for m in self.clinical.measurements if m.loinc in loinc and self.stay.started_at <= m.at <= self.until
        ]
        values = [(value, m) for m in sorted(inside, key=lambda m: m.at) if (value := _in_unit(name, m)) is not None]
        if not values:
            return UNKNOWN, Source("missing")
        value, last = values[-1]
        return answer(value < low), Source(
            "measured", {"value": round(value, 1), "at": last.at.isoformat()}, [(last.record, "")]
        )

    def procedure(self) -> Found:
        if self.stated.procedure is not None:
            return answer(self.stated.procedure), Source("stated")
        first, last = self.day(self.stay.started_at), self.day(self.until)
        inside = [p for p in self.clinical.procedures if first <= p.day <= last]
        if inside:
            return answer(True), Source("records", {}, [(p.record, p.title) for p in inside[:3]])
        if self.clinical.tells_procedures:
            return answer(False), Source("none_told")
        return UNKNOWN, Source("missing")

    def oncology(self) -> Found:
        if self.stated.oncology is not None:
            return answer(self.stated.oncology), Source("stated")
        return UNKNOWN, Source("missing")


def _once(conditions: Sequence[Condition]) -> list[Condition]:
    """The same diagnosis, sent at each visit, is named once."""
    return list({c.title: c for c in conditions}.values())


def _in_unit(name: str, measurement: Measurement) -> float | None:
    unit = measurement.unit.lower().replace(" ", "")
    if name == "haemoglobin" and unit == "mmol/l":
        return measurement.value * MMOL_HAEMOGLOBIN
    return measurement.value * UNITS[unit] if unit in UNITS else None
