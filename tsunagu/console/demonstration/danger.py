"""Somebody says something that cannot wait: a path that is open today, and one that was walked to its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from tsunagu.assessment import commands as assessing
from tsunagu.assessment.choices import Method
from tsunagu.assessment.queries.instruments import form_of, shelf
from tsunagu.assessment.rules.instruments import Given
from tsunagu.cases.choices import SafetyOutcome
from tsunagu.cases.commands.make_promise import keep_promise
from tsunagu.cases.commands.safety_path import Disposition, close_safety_path, record_safety_step
from tsunagu.cases.events import ClinicianNotified, SafetyPlanMade
from tsunagu.cases.models import Promise, SafetyPath
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.paths import Path, accompanied, begun
from tsunagu.console.demonstration.stock import Situation, Stock
from tsunagu.core.clock import now

THOUGHTS = {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}
MOOD = [2, 2, 2, 1, 1, 2, 1, 0, 1]
AREAS = {"housing": 3, "income": 3, "food": 2, "family": 4, "mental_health": 3, "safety": 4, "mobility": 2}
TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "clinician": "Dr Ines Valk, psychiatrist on call",
        "told": "Dr Ines Valk, psychiatrist on call; the supervisor",
        "done": "Stayed for two hours, wrote the safety plan together, the tablets went to the neighbour.",
        "plan": "Ring in the morning, and go along to the clinic",
    },
    "ja": {
        "clinician": "当番の精神科医 三輪先生",
        "told": "当番の精神科医 三輪先生、主任",
        "done": "2時間付き添い、一緒に安全計画を書きました。薬は隣の方に預けました。",
        "plan": "翌朝電話し、受診に付き添う",
    },
    "ko": {
        "clinician": "당직 정신건강의학과 전문의 연제하",
        "told": "당직 정신건강의학과 전문의 연제하, 슈퍼바이저",
        "done": "두 시간 동안 곁에 있으면서 안전계획을 함께 적었고, 약은 이웃에게 맡겼습니다.",
        "plan": "다음 날 아침 전화하고 진료에 동행",
    },
}


def dangers_of(stock: Stock) -> list[tuple[int, Path, Situation]]:
    """One life each, numbered from 290 on."""
    at_home = [s for s in stock.situations if s.programme != "us_hospital_discharge"]
    return [(290, in_danger, at_home[1 % len(at_home)]), (291, came_through, at_home[2 % len(at_home)])]


def in_danger(life: Life) -> None:
    """Said on the form this morning: screened and told to the doctor, the safety plan is still to be made."""
    ago = begun(life, 61)
    accompanied(life, ago - 18, late=False)
    _asked(life, 0, "phq9", MOOD)
    _asked(life, 0, "cssrs", THOUGHTS, 15)
    with life.scene(0, hour=16) as by:
        path = SafetyPath.objects.open().get(case_id=life.case_id)
        record_safety_step(path.id, ClinicianNotified(_text(life, "clinician")), at=now(), by=by)


def came_through(life: Life) -> None:
    """Three weeks ago: a plan was made, a doctor told, the next morning's call kept. Food and getting about are short since."""
    ago = begun(life, 66)
    accompanied(life, ago - 18, late=False)
    _asked(life, 23, "phq9", MOOD)
    _asked(life, 23, "cssrs", THOUGHTS, 15)
    with life.scene(23, hour=16) as by:
        path = SafetyPath.objects.open().get(case_id=life.case_id)
        record_safety_step(path.id, SafetyPlanMade(), at=now(), by=by)
        record_safety_step(path.id, ClinicianNotified(_text(life, "clinician")), at=now(), by=by)
        tomorrow = now().astimezone(life.house.zone).date() + timedelta(days=1)
        told, done, plan = (_text(life, name) for name in ("told", "done", "plan"))
        close_safety_path(path.id, Disposition(SafetyOutcome.SAFETY_PLAN, told, done, plan, tomorrow), by=by)
    with life.scene(22, hour=10) as by:
        keep_promise(Promise.objects.get(case_id=life.case_id, what=_text(life, "plan")).id, by=by)
    _asked(life, 5, "self_sufficiency", AREAS)


def _asked(life: Life, ago: int, code: str, points: Mapping[str, int] | list[int], hour: int = 14) -> None:
    """In the official wording where there is one, else the result of the paper form, with the answer that cannot wait."""
    instrument = shelf().get(code)
    assert instrument is not None
    on_paper = life.stock.language not in instrument.languages()
    given = points if isinstance(points, Mapping) else {str(n + 1): one for n, one in enumerate(points)}
    if on_paper:
        critical = {one.link for one in instrument.criticals}
        given = {"total": sum(given.values()), **{link: n for link, n in given.items() if link in critical}}
    with life.scene(ago, hour=hour) as by:
        response = assessing.begin_response(
            life.case_id,
            life.person,
            code,
            language=life.stock.language,
            method=Method.SELF_REPORT if on_paper else Method.INTERVIEW,
            score_only=on_paper,
            by=by,
        )
        form = form_of(response)
        for link, wanted in given.items():
            item = form.by_link[link]
            value = next((option.value for option in item.options if option.score == wanted), Decimal(wanted))
            assessing.save_answer(response.id, link, Given((value,)), by=by)
        assessing.complete_response(response.id, by=by)


def _text(life: Life, name: str) -> str:
    return TEXTS[life.stock.language][name]
