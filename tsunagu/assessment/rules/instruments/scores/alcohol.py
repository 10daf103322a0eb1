"""Drinking: AUDIT-C and AUDIT.

Babor, Higgins-Biddle, Saunders & Monteiro, AUDIT guidelines, 2nd ed., WHO 2001; Bush 1998 and Bradley 2007 (AUDIT-C cut-offs).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Score
from tsunagu.assessment.rules.instruments.scores.sums import summed
from tsunagu.assessment.rules.instruments.scoring import About, Scored, rule

CUT_OFF = {"female": 3, "male": 4}
LOWER = min(CUT_OFF.values())
OFTEN, TYPICAL, SIX_OR_MORE = "1", "2", "3"


@rule("audit_c")
def audit_c(score: Score, answers: Answers, about: About) -> Scored:
    """0 to 12; positive from 3 for women, from 4 for men, from the lower of the two where neither is recorded.

    When every point comes from how often somebody drinks, the recent use is looked at before anything is done.
    """
    scored = summed(score, answers, about, _nought(answers))
    if scored.value is None:
        return scored
    notes = [*scored.notes, *(["lower_cut_off"] if about.sex not in CUT_OFF else [])]
    positive = scored.value >= CUT_OFF.get(about.sex, LOWER)
    if positive and scored.value == answers.points(OFTEN):
        notes.append("all_from_first")
    return replace(scored, notes=tuple(notes))


@rule("audit")
def audit(score: Score, answers: Answers, about: About) -> Scored:
    """0 to 40. What was rightly not asked counts nought."""
    return summed(score, answers, about, _nought(answers))


def skipped(answers: Answers) -> tuple[str, ...]:
    """Which questions need not be asked: 2 to 8 of somebody who never drinks, 4 to 8 where 2 and 3 are nought (WHO 2001)."""
    if answers.points(OFTEN) == 0:
        return tuple(map(str, range(2, 9)))
    if answers.points(TYPICAL) == 0 and answers.points(SIX_OR_MORE) == 0:
        return tuple(map(str, range(4, 9)))
    return ()


def _nought(answers: Answers) -> dict[str, Decimal]:
    return dict.fromkeys(skipped(answers), Decimal(0))
