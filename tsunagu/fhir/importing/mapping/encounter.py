"""An Encounter is a stay when somebody was kept in a setting; a visit otherwise, and that is history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tsunagu.cases.choices import Setting, StayClass
from tsunagu.core.clock import now
from tsunagu.fhir.importing.mapping.base import Line, code_of, displays, first_words, line, parts, period
from tsunagu.fhir.importing.reading import Resource

# v3-ActCode. Home, ambulatory, virtual and field contacts, and what is only being arranged, are no stays.
CLASSES = {
    "IMP": StayClass.INPATIENT,
    "ACUTE": StayClass.INPATIENT,
    "NONAC": StayClass.INPATIENT,
    "EMER": StayClass.EMERGENCY,
    "OBSENC": StayClass.OBSERVATION,
    "SS": StayClass.SHORT_STAY,
}
STILL_THERE = {"arrived", "triaged", "in-progress", "onleave"}
EARLIEST, LATEST = "1900", "2100"  # beyond these a time zone may leave the calendar
NEVER_WAS = {"planned", "cancelled", "entered-in-error"}


@dataclass(frozen=True)
class StayDraft:
    """When and how somebody was kept in a setting."""

    setting: Setting
    stay_class: StayClass
    started_at: datetime
    ended_at: datetime | None


def stay_of(encounter: Resource, zone: str) -> StayDraft | None:
    """The stay an encounter tells of, if it says when it began, and when it ended or that it has not."""
    class_ = CLASSES.get(str((encounter.get("class") or {}).get("code")))
    status = encounter.get("status")
    begin, end = period(encounter)
    if class_ is None or status in NEVER_WAS or not begin or (not end and status not in STILL_THERE):
        return None
    if not EARLIEST <= begin[:4] <= LATEST:
        return None
    started_at, ended_at = moment(begin, zone), moment(end, zone) if end[:4] and end[:4] <= LATEST else None
    if ended_at is None or ended_at > now():  # an end that is only expected: 9999-12-31, or next Monday
        ended_at = None
    elif ended_at < started_at:  # the same day, where only the day is known
        ended_at = started_at
    may_last = status in STILL_THERE or ended_at is not None
    return StayDraft(Setting.HOSPITAL, class_, started_at, ended_at) if may_last and started_at <= now() else None


def line_of(encounter: Resource) -> Line:
    class_ = encounter.get("class") or {}
    begin, end = period(encounter)
    title = first_words(
        encounter.get("reasonCode"), encounter.get("type"), encounter.get("serviceType"), {"coding": [class_]}
    )
    return line(
        title,
        code=code_of(next(iter(parts(encounter, "type")), None)) or str(class_.get("code") or ""),
        status=encounter.get("status"),
        began=begin,
        ended=end,
    )


def where(encounter: Resource) -> list[Resource]:
    """The references that may say where it was, the likeliest first."""
    return [*displays(encounter, "serviceProvider"), *displays(encounter, "location.location")]


def who(encounter: Resource) -> list[Resource]:
    return where(encounter) + list(displays(encounter, "participant.individual"))


def moment(text: str, zone: str) -> datetime:
    """An instant; where only a day, month or year is known, its beginning in the agency's zone."""
    if len(text) > 10:
        return datetime.fromisoformat(text.replace(":60", ":59", 1) if text[17:19] == "60" else text)
    year, month, day = (int(part) for part in (text + "-01-01")[:10].split("-"))
    return datetime(year, month, day, tzinfo=ZoneInfo(zone))
