"""What the safety page says: what set the path off, what has been done since, whom to ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tsunagu.cases.choices import SafetyLevel, value_label
from tsunagu.cases.models import Case, Fact, SafetyAlarm, SafetyPath
from tsunagu.cases.presenters.actions import PLACES, url_of
from tsunagu.cases.queries import help_numbers
from tsunagu.cases.rules import crisis_lines
from tsunagu.core.words import in_language

SCREEN, PLAN, CLINICIAN = "instrument.scored", "safety_plan.made", "clinician.notified"
MARKS = {SafetyLevel.HIGH: "over", SafetyLevel.MEDIUM: "soon", SafetyLevel.LOW: "soon"}


@dataclass(frozen=True)
class Said:
    """One answer that set it off."""

    what: str
    where: str
    at: datetime
    by: str
    source: str


@dataclass(frozen=True)
class Step:
    """What is to be done, and who did it when; `form` names the form that records it."""

    code: str
    title: str
    why: str
    done: Fact | None
    url: str = ""

    @property
    def state(self) -> str:
        return "met" if self.done else "soon"


@dataclass(frozen=True)
class PathView:
    path: SafetyPath
    name: str
    lang: str
    level: str
    mark: str
    said: Sequence[Said]
    steps: Sequence[Step]


def path_views(case: Case, paths: Sequence[SafetyPath]) -> list[PathView]:
    """One query for the facts of all paths."""
    facts = list(Fact.objects.filter(case=case, kind__in=(SCREEN, PLAN, CLINICIAN)).order_by("occurred_at"))
    return [_view(case, path, facts) for path in paths]


def _view(case: Case, path: SafetyPath, facts: Sequence[Fact]) -> PathView:
    person = path.person.standing
    level = SafetyLevel(path.level)
    alarms = list(path.alarms.all())
    since = [f for f in facts if f.occurred_at >= path.opened_at and path.person_id in f.persons]
    return PathView(
        path,
        person.name,
        person.name_lang,
        str(level.label),
        MARKS[level],
        [_said(alarm) for alarm in alarms],
        _steps(case, path, alarms, since),
    )


def _said(alarm: SafetyAlarm) -> Said:
    where = str(value_label("instrument", alarm.instrument))
    return Said(in_language(alarm.why) or where, where, alarm.answered_at, alarm.by_name, alarm.source)


def _steps(case: Case, path: SafetyPath, alarms: Sequence[SafetyAlarm], since: Sequence[Fact]) -> list[Step]:
    """In the order of work; the screener first where something else set the path off."""

    def newest(kind: str, **data: Any) -> Fact | None:
        found = [f for f in since if f.kind == kind and all(f.data.get(k) == v for k, v in data.items())]
        return found[-1] if found else None

    steps = []
    if any(alarm.instrument != "cssrs" for alarm in alarms):
        url = url_of(PLACES[SCREEN].name, case_id=case.id)
        url = f"{url}?instrument=cssrs&person={path.person_id}" if url else ""
        why = _("It says how urgent this is.")
        steps.append(Step("screen", _("Ask the C-SSRS screener now"), why, newest(SCREEN, instrument="cssrs"), url))
    plan = _("Warning signs, what helps, whom to ring, a safe place: written down with the person.")
    steps.append(Step("plan", _("Make a safety plan together"), plan, newest(PLAN)))
    told = _("The person’s doctor, psychiatrist or the clinician on call.")
    steps.append(Step("clinician", _("Tell the clinician"), told, newest(CLINICIAN)))
    return steps


def whom_to_ring(case: Case) -> list[dict[str, str]]:
    """The crisis lines of the country, then the organisation's own numbers."""
    place = case.jurisdiction or case.organisation.jurisdiction
    lines = [
        {"name": in_language(line.name), "shown": line.number, "tel": f"tel:{line.number}", "note": ""}
        for line in crisis_lines(place)
    ]
    own = [
        {"name": n.name, "shown": n.number, "tel": f"tel:{n.number.replace(' ', '')}", "note": n.note}
        for n in help_numbers(place)
        if not n.group
    ]
    return lines + own
