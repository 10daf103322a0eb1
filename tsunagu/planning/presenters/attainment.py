"""What a screen draws of goal attainment: one line over time, one step line a goal, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tsunagu.planning.models import Plan
from tsunagu.planning.presenters import number_text, numbered, url
from tsunagu.planning.queries.attainment import AttainmentOf, ScaledGoal
from tsunagu.planning.rules.attainment import LEVELS, Point, progress, signed
from tsunagu.ui import formats

WIDE, NARROW, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 200, 44, 52, 14, 32
LOWEST, HIGHEST = Decimal(20), Decimal(80)  # five goals at one end give 24 or 76: all that occurs lies within
GUIDES = (30, 40, 50, 60, 70)


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    text: str
    day: str
    shown: bool  # a date label that would run into its neighbour is left to the table


@dataclass(frozen=True)
class Chart:
    """Coordinates of a drawing whose facts stand beside it as text."""

    width: int
    height: int
    left: int
    right: int
    marks: list[Mark]
    guides: list[tuple[float, str, bool]]
    says: str

    @property
    def line(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def edge(self) -> int:
        return self.width - self.right

    @property
    def foot(self) -> int:
        return self.height - 8


@dataclass(frozen=True)
class GoalRow:
    number: str
    text: str
    levels: list[tuple[str, str, bool, bool]]  # level, its words, reached now, baseline
    progress: str
    ratings: list[tuple[str, str, str, str, str]]  # day, level, percent of the way, note, by
    chart: Chart | None
    weight: int
    rate_url: str
    scale_url: str


@dataclass(frozen=True)
class AttainmentView:
    score: str
    said: str
    chart: Chart | None
    rows: list[tuple[str, str]]
    goals: list[GoalRow]
    unscaled: list[tuple[str, str, str]] = field(default_factory=list)


def attainment_view(plan: Plan, found: AttainmentOf) -> AttainmentView:
    points, now = found.points, found.score
    return AttainmentView(
        score=str(now.score) if now else "",
        said=_score_words(now) if now else "",
        chart=_score_chart(points) if len(points) > 1 else None,
        rows=[(formats.full_date(point.on), str(point.score)) for point in points],
        goals=[_goal_row(plan, scaled) for scaled in found.goals],
        unscaled=[
            (numbered(goal), goal.text, url("scale", plan.case, plan=plan.id, about=goal.key))
            for goal in found.unscaled
        ],
    )


def _score_words(point: Point) -> str:
    if point.score == 50:
        return _("All goals together stand where they were expected to.")
    if point.score > 50:
        return _("All goals together stand above what was expected.")
    return _("All goals together stand below what was expected; at the beginning that is how it should be.")


def _score_chart(points: Sequence[Point]) -> Chart:
    values = [(point.on, point.score, str(point.score)) for point in points]
    guides = [(_y(Decimal(value), LOWEST, HIGHEST), str(value), value == 50) for value in GUIDES]
    first, last = points[0], points[-1]
    says = _("From %(first)s on %(day)s to %(last)s on %(now)s; 50 is as expected.") % {
        "first": first.score,
        "day": formats.full_date(first.on),
        "last": last.score,
        "now": formats.full_date(last.on),
    }
    return _chart(WIDE, values, LOWEST, HIGHEST, guides, says)


def _percent(level: int, baseline: int) -> str:
    way = progress(level, baseline)
    return "" if way is None else f"{way} %".replace("-", "−")


def _progress_words(scaled: ScaledGoal) -> str:
    """Where it stands, in percent of the way it has to go (R-079)."""
    percent = _percent(scaled.level, scaled.scale.baseline)
    if not percent or not scaled.ratings:
        return ""
    return _("%(percent)s of the way from where it began to what is expected") % {"percent": percent}


def _goal_chart(scaled: ScaledGoal) -> Chart:
    steps = [(scaled.scale.since, scaled.scale.baseline), *((rating.on, rating.level) for rating in scaled.ratings)]
    low, high = Decimal(-2), Decimal(2)
    guides = [(_y(Decimal(level), low, high), signed(level), level == 0) for level in LEVELS]
    says = _("From level %(first)s to level %(last)s.") % {"first": signed(steps[0][1]), "last": signed(steps[-1][1])}
    return _chart(NARROW, [(day, Decimal(level), signed(level)) for day, level in steps], low, high, guides, says)


def _chart(
    width: int,
    values: Sequence[tuple[date, Decimal, str]],
    low: Decimal,
    high: Decimal,
    guides: list[tuple[float, str, bool]],
    says: str,
) -> Chart:
    first, days = values[0][0], max((values[-1][0] - values[0][0]).days, 1)
    marks: list[Mark] = []
    free = 0.0
    for day, value, text in values:
        x = round(LEFT + (width - LEFT - RIGHT) * (day - first).days / days, 1)
        shown = x >= free
        free = x + 96 if shown else free
        marks.append(Mark(x, _y(value, low, high), text, formats.short_date(day), shown))
    return Chart(width, HEIGHT, LEFT, RIGHT, marks, guides, says)


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    kept = min(max(value, low), high)
    return round(TOP + (HEIGHT - TOP - BOTTOM) * float((high - kept) / (high - low)), 1)


def _goal_row(plan: Plan, scaled: ScaledGoal) -> GoalRow:
    scale, case = scaled.scale, plan.case
    return GoalRow(
        number=number_text(scaled.number),
        text=scaled.goal.text,
        levels=[
            (signed(level), text, level == scaled.level, level == scale.baseline)
            for level, text in reversed(scale.levels.items())
        ],
        progress=_progress_words(scaled),
        ratings=[
            (
                formats.full_date(rating.on),
                signed(rating.level),
                _percent(rating.level, scale.baseline),
                rating.note,
                rating.by_name,
            )
            for rating in scaled.ratings
        ],
        chart=_goal_chart(scaled) if scaled.ratings else None,
        weight=scale.weight,
        rate_url=url("rate", case, plan=plan.id, about=scaled.goal.key),
        scale_url=url("scale", case, plan=plan.id, about=scaled.goal.key),
    )
