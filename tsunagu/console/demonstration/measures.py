"""Instruments filled in over a life: the same questions again and again, and how the answers change."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tsunagu.assessment import commands as assessing
from tsunagu.assessment.choices import Method
from tsunagu.assessment.queries.instruments import form_of, sheet_of_response, shelf
from tsunagu.assessment.rules.instruments import Given, Instrument, Item, Score
from tsunagu.console.demonstration.life import Life

ELDER = 65
# How far from the good end of the scale, at each time: things get better, not in a straight line.
COURSE = (0.62, 0.48, 0.3)


def measured_over(life: Life, since: int, codes: Sequence[str] = ()) -> None:
    """At the start, half way and lately. The rest of the life is told as it would be without."""
    state = life.chance.getstate()
    last = 4 + life.number % 5
    days = [since, (since + last) // 2, last]
    for code in codes or fitting(life):
        for n, (ago, share) in enumerate(zip(days, COURSE, strict=True)):
            measured(life, ago, code, share, n)
    life.chance.setstate(state)


def fitting(life: Life) -> tuple[str, ...]:
    """Daily living for the old, mood and worry for the others."""
    years = (life.house.today - life.born).days // 365
    return ("barthel",) if years >= ELDER else ("phq9", "gad7")


def measured(life: Life, ago: int, code: str, share: float, n: int) -> None:
    """Once. Where the official wording does not exist in the agency's language, the score of the paper form is typed in."""
    instrument = shelf().get(code)
    assert instrument is not None
    on_paper = life.stock.language not in instrument.languages()
    with life.scene(ago, hour=13) as by:
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
        critical = {one.link for one in form.criticals}
        for number, line in enumerate(sheet_of_response(response).questions):
            item = line.item
            far = 0 if item.link in critical else share
            given = _chosen(item, far, number + n, _rises(form)) if item.options else _typed(form.score(), share)
            assessing.save_answer(response.id, item.link, given, by=by)
        assessing.complete_response(response.id, by=by)


def _rises(form: Instrument) -> bool:
    """Is more better?"""
    score = form.score()
    return score is not None and score.better == "higher"


def _typed(score: Score | None, share: float) -> Given:
    high = score.high if score and score.high else Decimal(0)
    return Given((Decimal(round(float(high) * share)),))


def _chosen(item: Item, share: float, number: int, rises: bool) -> Given:
    """An answer about so far from the best one; neighbours differ a little."""
    ranked = sorted(item.options, key=lambda option: option.score or 0, reverse=rises)
    at = share * (len(ranked) - 1) + (0 if share == 0 else (number % 3 - 1) * 0.5)
    return Given((ranked[min(len(ranked) - 1, max(0, round(at)))].value,))
