"""Which guidelines does a plan not answer yet? Results of instruments, read by the guidelines, against the lines and goals of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import formats as dates
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagu.assessment.models import Response
from tsunagu.assessment.queries.instruments import instrument_of
from tsunagu.core.clock import today
from tsunagu.core.words import in_language
from tsunagu.planning.models import Goal, Plan, ServiceLine
from tsunagu.planning.queries.gaps import Gap
from tsunagu.planning.rules.guidelines import Expected, Guideline, Result, expected, load_guidelines

SHIPPED = Path(__file__).parent.parent / "library" / "guidelines.yaml"


@cache
def guidelines() -> dict[str, Guideline]:
    """The shipped ones, then an agency's own."""
    own = Path(settings.HOME) / "plans" / "guidelines.yaml"
    return load_guidelines(SHIPPED, *([own] if own.is_file() else []))


def instrument_gaps(plan: Plan) -> Iterator[Gap]:
    """What results ask for and the plan does not have. Three queries."""
    responses = newest_results(plan)
    if not responses:
        return
    lines = ServiceLine.objects.filter(plan=plan, dropped_at=None)
    services = {line.type for line in lines if line.is_current or line.unmet}
    goals = set(Goal.objects.filter(plan=plan, dropped_at=None).values_list("category", flat=True))
    by_id = {str(response.id): response for response in responses}
    results = [_result(response, plan.case.zone) for response in responses]
    for found in expected(guidelines().values(), results, today(plan.case.zone)):
        if not found.guideline.is_answered(services, goals):
            yield _gap(found, by_id[found.result.id])


def newest_results(plan: Plan) -> list[Response]:
    """The newest standing response of each instrument, of the people the plan is for. One query."""
    standing = Response.objects.standing().filter(case_id=plan.case_id).select_related("instrument")
    if plan.person_id:
        standing = standing.filter(person_id=plan.person_id)
    return list(standing.order_by("person_id", "code", "-answered_at", "-id").distinct("person_id", "code"))


def _result(response: Response, zone: str) -> Result:
    scores = response.scores
    points = {
        link: Decimal(str(value))
        for score in scores.values()
        for link, value, _stood_in in score["parts"]
        if value is not None
    }
    answered = response.answered_at or response.begun_at
    bands = {code: score["band"] for code, score in scores.items()}
    day = answered.astimezone(ZoneInfo(zone)).date()
    return Result(response.code, day, bands, points, str(response.id))


def _gap(found: Expected, response: Response) -> Gap:
    said = {
        "instrument": in_language(response.instrument.title),
        "day": dates.date_format(found.result.on),
        "result": _result_words(found, response),
    }
    why = _("%(instrument)s of %(day)s: %(result)s") % said
    return Gap(f"instrument:{found.guideline.key}", in_language(found.guideline.says), why, found.guideline.source)


def _result_words(found: Expected, response: Response) -> str:
    """What the band is called, or what was answered to the item."""
    if not found.trigger.item:
        return in_language(response.scores[found.trigger.score]["label"])
    item = instrument_of(response.instrument).by_link[found.trigger.item]
    points = found.result.points[found.trigger.item]
    answer = next((option.label(get_language() or "en") for option in item.options if option.score == points), points)
    return _("%(question)s: %(answer)s") % {"question": in_language(item.text), "answer": answer}
