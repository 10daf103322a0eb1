"""Is this a case of high difficulty? The Korean need and crisis survey (욕구·위기도 조사).

보건복지부 통합사례관리 업무안내: a grave need in safety or in mental health makes a case 고난도; otherwise it is 일반.
"""

from __future__ import annotations

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Score
from tsunagu.assessment.rules.instruments.scores.sums import parts_of
from tsunagu.assessment.rules.instruments.scoring import About, Scored, rule


@rule("grave_area")
def grave_area(score: Score, answers: Answers, about: About) -> Scored:
    """`difficult` when an area the score names reaches `least`; `general` only when all of them were answered."""
    parts = parts_of(score, answers)
    least = int(score.settings["least"])
    if any(part.points is not None and part.points >= least for part in parts):
        return Scored(None, parts, band="difficult")
    return Scored(None, parts, band="" if any(part.points is None for part in parts) else "general")
