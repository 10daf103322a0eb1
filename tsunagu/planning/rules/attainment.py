"""How far has somebody come towards goals that are their own? Goal attainment scaling, from five levels a goal to one figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import Generic, TypeVar

LEVELS = (-2, -1, 0, 1, 2)  # much less than expected … expected … much more than expected
CORRELATION = 0.3  # assumed between the goals of one person, as Kiresuk and Sherman did

Key = TypeVar("Key")


def signed(level: int) -> str:
    """−2, −1, 0, +1, +2, with the minus sign of print."""
    return f"{level:+d}".replace("-", "−") if level else "0"


def t_score(levels: Iterable[tuple[int, int]]) -> Decimal | None:
    """All goals of a person in one figure: 50 where each is as expected, each ten a standard deviation. Pairs of level and weight.

    T = 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²), ρ = 0.3: Kiresuk, Sherman, "Goal attainment scaling: a general method for evaluating
    comprehensive community mental health programs", Community Mental Health Journal 4 (1968) 443–453.
    """
    scaled = list(levels)
    if not scaled:
        return None
    if any(level not in LEVELS or weight < 1 for level, weight in scaled):
        raise ValueError("levels go from -2 to 2, weights are whole and positive")
    weights = [weight for _level, weight in scaled]
    spread = sqrt((1 - CORRELATION) * sum(w * w for w in weights) + CORRELATION * sum(weights) ** 2)
    score = 50 + 10 * sum(level * weight for level, weight in scaled) / spread
    return Decimal(str(score)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def progress(level: int, baseline: int) -> int | None:
    """How much of the way from where the goal began to what is expected (level 0) is covered, in percent.

    More than expected is more than 100, less than at the beginning below 0. None where it began as expected or better: there is no way.
    """
    return None if baseline >= 0 else 100 * (level - baseline) // -baseline


@dataclass(frozen=True)
class Scaled(Generic[Key]):
    """A goal with its scale: where it stood when the scale was written, and how heavy it is."""

    key: Key
    since: date
    baseline: int
    weight: int


@dataclass(frozen=True)
class Rated(Generic[Key]):
    key: Key
    on: date
    level: int


@dataclass(frozen=True)
class Point:
    on: date
    score: Decimal


def trend(scales: Sequence[Scaled[Key]], ratings: Iterable[Rated[Key]]) -> list[Point]:
    """The figure on every day that something was rated, the baseline first.

    A goal that was not rated that day counts as it stood before; one whose scale came later counts from its day.
    """
    by_day = sorted(ratings, key=lambda rated: rated.on)
    days = sorted({scale.since for scale in scales} | {rated.on for rated in by_day})
    points = []
    for day in days:
        standing = _standing(scales, by_day, day)
        score = t_score((standing[s.key], s.weight) for s in scales if s.key in standing)
        if score is not None:
            points.append(Point(day, score))
    return points


def _standing(scales: Sequence[Scaled[Key]], ratings: Iterable[Rated[Key]], day: date) -> Mapping[Key, int]:
    levels = {scale.key: scale.baseline for scale in scales if scale.since <= day}
    levels |= {rated.key: rated.level for rated in ratings if rated.on <= day and rated.key in levels}
    return levels
