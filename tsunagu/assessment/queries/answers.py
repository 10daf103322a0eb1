"""What is known by now? The newest answer to each question, whichever assessment asked it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tsunagu.assessment.models import Assessment, Entry
from tsunagu.assessment.queries.outlines import sections_of
from tsunagu.assessment.rules import DOMAINS, Domain, rank_domains
from tsunagu.assessment.rules.answers import NO_ANSWER
from tsunagu.cases.models import Case


@dataclass(frozen=True)
class Answered:
    """One answer with where it came from."""

    value: Any
    at: datetime
    author: str
    method: str
    informant: str
    assessment_id: UUID
    assessment_code: str
    section: str
    copied: bool


Answers = Mapping[tuple[str, str], Answered]  # (section, item) -> the newest answer


def latest_answers(case: Case, person_id: UUID | None, *, before: Assessment | None = None) -> Answers:
    """By section and item, over all of a person's assessments in this case and their household's.

    `before` leaves that assessment out: what was known when it began. An entry that was only copied never counts as newer.
    """
    entries = (
        Entry.objects.filter(Q(assessment__person_id=person_id) | Q(assessment__person=None), assessment__case=case)
        .select_related("assessment")
        .order_by("written_at", "id")
    )
    if before is not None:
        entries = entries.exclude(assessment=before)
    found: dict[tuple[str, str], Answered] = {}
    for entry in entries.filter(copied_from=None):
        found |= _answered(entry)
    return found


def answers_of(assessment: Assessment) -> Answers:
    """What this assessment says: the newest entry of a section speaks."""
    found: dict[tuple[str, str], Answered] = {}
    for entry in assessment.entries.select_related("assessment").order_by("written_at", "id"):
        found |= _answered(entry)
    return found


def _answered(entry: Entry) -> dict[tuple[str, str], Answered]:
    return {
        (entry.section, item): Answered(
            value,
            entry.written_at,
            entry.author_name,
            entry.method,
            entry.informant,
            entry.assessment_id,
            entry.assessment.code,
            entry.section,
            entry.copied_from_id is not None,
        )
        for item, value in entry.answers.items()
    }


def function_of(assessment: Assessment) -> list[Domain]:
    """The six functional domains, the one that needs most support first; empty where this assessment asks of none (R-039)."""
    answers = answers_of(assessment)
    found = []
    for section in sections_of(assessment):
        if section.domain:
            ability, support = (_score(answers.get((section.code, item))) for item in ("ability", "support"))
            found.append(Domain(section.domain, ability, support))
    return rank_domains(found)


def _score(answered: Answered | None) -> int | None:
    if answered is None or answered.value in NO_ANSWER:
        return None
    return int(answered.value)


def latest_function(case: Case, person_id: UUID | None, codes: Collection[str] = DOMAINS) -> list[Domain]:
    """The domains as they are known today, over all assessments."""
    answers = latest_answers(case, person_id)
    return rank_domains(
        Domain(code, _score(answers.get((code, "ability"))), _score(answers.get((code, "support")))) for code in codes
    )
