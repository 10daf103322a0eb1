"""Sums, counts and means that several instruments share, and what becomes of them when answers are missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Score
from tsunagu.assessment.rules.instruments.scoring import RULES, About, Part, Scored, counted, rule

NOUGHT = Decimal(0)
TENTH = Decimal("0.1")


def parts_of(score: Score, answers: Answers, stand_in: Mapping[str, Decimal] | None = None) -> tuple[Part, ...]:
    """What each item gave; `stand_in` is put where a question was rightly skipped."""
    found = []
    for link in counted(score, answers.instrument):
        points = answers.points(link)
        found.append(Part(link, points, (stand_in or {}).get(link) if points is None else None))
    return tuple(found)


def known(parts: tuple[Part, ...]) -> list[Decimal]:
    """The points there are, those that stand in among them."""
    both = [part.stood_in if part.points is None else part.points for part in parts]
    return [points for points in both if points is not None]


@rule("at_least")
def at_least(score: Score, answers: Answers, about: About) -> Scored:
    """A sum that may reach `least` although answers are missing: a blank adds `blank` (what every answer adds at the least).

    Below `least` a sum with blanks is not said: the missing answers might have reached it.
    """
    parts = parts_of(score, answers)
    points = known(parts)
    blanks = len(parts) - len(points)
    total = sum(points, NOUGHT) + blanks * Decimal(score.settings.get("blank", "0"))
    if not blanks:
        return Scored(total, parts)
    if points and total >= Decimal(score.settings["least"]):
        return Scored(total, parts, ("at_least",))
    return Scored(None, parts)


@rule("any_positive")
def any_positive(score: Score, answers: Answers, about: About) -> Scored:
    """`positive` when any answer has points, `negative` when all were answered and none has: "don't know" rules nothing out."""
    parts = parts_of(score, answers)
    points = known(parts)
    if any(points):
        return Scored(None, parts, band="positive")
    return Scored(None, parts, band="negative" if len(points) == len(parts) else "")


@rule("any_reached")
def any_reached(score: Score, answers: Answers, about: About) -> Scored:
    """A sum, and `applicable` when it or any other score of the instrument reaches its own `least`.

    With blanks the sum is that of the answers given; neither it nor "not applicable" is said unless something is reached.
    """
    parts = parts_of(score, answers)
    own = sum(known(parts), NOUGHT)
    reached = [one.code for one in answers.instrument.scores if _sum(one, answers) >= Decimal(one.settings["least"])]
    blank = any(answers.points(link) is None for one in answers.instrument.scores for link in one.items)
    notes = tuple(f"reached_{code}" for code in reached)
    if blank and not reached:
        return Scored(None, parts)
    return Scored(own, parts, notes, band="applicable" if reached else "not_applicable")


@rule("chosen")
def chosen(score: Score, answers: Answers, about: About) -> Scored:
    """The result as somebody who holds the licence worked it out, chosen from the bands."""
    (link,) = counted(score, answers.instrument)
    return Scored(None, (Part(link, answers.points(link)),), band=answers.code(link))


@rule("counted")
def count_of_value(score: Score, answers: Answers, about: About) -> Scored:
    """How many items were answered with just this `value`, or with `least` and more. Categories are counted, never added up."""
    parts = parts_of(score, answers)
    points = known(parts)
    if not points:
        return Scored(None, parts)
    if "value" in score.settings:
        return Scored(Decimal(points.count(Decimal(score.settings["value"]))), parts)
    return Scored(Decimal(sum(one >= Decimal(score.settings["least"]) for one in points)), parts)


@rule("mean")
def mean_of_points(score: Score, answers: Answers, about: About) -> Scored:
    """The mean of the items that were answered, to a tenth: an area of life that does not apply has no points."""
    parts = parts_of(score, answers)
    points = known(parts)
    if not points:
        return Scored(None, parts)
    return Scored((sum(points, NOUGHT) / len(points)).quantize(TENTH, ROUND_HALF_UP), parts)


def _sum(score: Score, answers: Answers) -> Decimal:
    return sum(known(parts_of(score, answers)), NOUGHT)


def summed(score: Score, answers: Answers, about: About, stand_in: Mapping[str, Decimal]) -> Scored:
    """The plain sum, with what was rightly skipped counted as it should be."""
    parts = parts_of(score, answers, stand_in)
    plain = RULES["sum"](score, answers, about)
    if all(part.points is not None or part.stood_in is not None for part in parts):
        return Scored(sum(known(parts), NOUGHT), parts)
    return plain
