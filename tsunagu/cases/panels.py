"""What this room shows on pages made of several rooms: rows of duties, entries of the ledger, the head of a case file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

from tsunagu.cases.models import Duty
from tsunagu.cases.presenters.duties import DueRow, about, present_duty
from tsunagu.core.actor import Actor


def due_rows(duties: Iterable[Duty], actor: Actor, *, one_case: bool = False) -> list[DueRow]:
    """Duties (with their case selected) as rows of `ui/_due_row.html`, in their order. Four queries at most, however many."""
    duties = list(duties)
    known, lang = about(duties), language()
    return [present_duty(duty, duty.case, known, lang, one_case=one_case) for duty in duties]


def language() -> str:
    """The reader's, of the three."""
    found = (get_language() or "en")[:2]
    return found if found in ("en", "ja", "ko") else "en"
