"""How urgent is what somebody said in the C-SSRS screener? Six questions with branching.

Posner et al. 2011. The triage is the common one; each organisation sets its thresholds (Columbia Lighthouse Project).
"""

from __future__ import annotations

from tsunagu.assessment.rules.instruments.answers import Answers
from tsunagu.assessment.rules.instruments.form import Score
from tsunagu.assessment.rules.instruments.scoring import About, Part, Scored, rule

WISH, THOUGHTS, METHOD, INTENT, PLAN, BEHAVIOUR, RECENT = "1", "2", "3", "4", "5", "6", "6a"
HIGH = (INTENT, PLAN, RECENT)
MEDIUM = (METHOD, BEHAVIOUR)
LOW = (WISH, THOUGHTS)


def asked(answers: Answers) -> tuple[str, ...]:
    """Which questions this person is asked: 3 to 5 unless there were no such thoughts, the last three months only after "ever".

    Who does not answer the second question is asked on: silence is not "no".
    """
    middle = () if answers.points(THOUGHTS) == 0 else (METHOD, INTENT, PLAN)
    last = (RECENT,) if answers.points(BEHAVIOUR) == 1 else ()
    return (WISH, THOUGHTS, *middle, BEHAVIOUR, *last)


@rule("cssrs")
def cssrs(score: Score, answers: Answers, about: About) -> Scored:
    """A level instead of a sum. An unanswered question keeps "none" from being said, never a higher level."""
    parts = tuple(Part(link, answers.points(link)) for link in asked(answers))
    said = {part.link for part in parts if part.points}
    for level, links in (("high", HIGH), ("medium", MEDIUM), ("low", LOW)):
        if said & set(links):
            return Scored(None, parts, band=level)
    return Scored(None, parts, band="" if any(part.points is None for part in parts) else "none")
