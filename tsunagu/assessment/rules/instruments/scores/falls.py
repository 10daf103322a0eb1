"""Who may fall? STEADI Stay Independent (CDC; Rubenstein et al. 2011)."""

from __future__ import annotations

from dataclasses import replace

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Score
from tsunagu.assessment.rules.instruments.scoring import RULES, About, Scored, rule

KEY = ("1", "3", "5")  # fell in the past year, feels unsteady, worries about falling


@rule("steadi")
def steadi(score: Score, answers: Answers, about: About) -> Scored:
    """A sum from 0 to 14. A yes to a key question is said as well: CDC offers the three as a shorter screen."""
    scored = RULES["sum"](score, answers, about)
    return replace(scored, notes=(*scored.notes, "key_question")) if any(answers.points(k) for k in KEY) else scored
