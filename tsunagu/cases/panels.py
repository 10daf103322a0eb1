"""What this room shows on pages made of several rooms: rows of duties, entries of the ledger, the head of a case file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import get_language

from tsunagu.cases.models import Case, Duty, Fact, Member
from tsunagu.cases.presenters.concerns import concern_rows
from tsunagu.cases.presenters.consents import glance
from tsunagu.cases.presenters.duties import DueRow, about, for_eyes_of, keep_from_others, present_duty, register_titles
from tsunagu.cases.presenters.facts import Entry, ledgered, present_fact
from tsunagu.cases.presenters.heads import Chip, Head, chips, present_head
from tsunagu.cases.queries import members_of
from tsunagu.core.actor import Actor
from tsunagu.people.choices import ContactKind
from tsunagu.people.models import ContactPoint, Person
from tsunagu.people.queries import ids_of

__all__ = [
    "alerts_of",
    "callable_numbers",
    "concern_due_rows",
    "consent_glance",
    "due_rows",
    "header",
    "keep_from_others",
    "language",
    "register_titles",
    "timeline_entries",
]

PHONES = (ContactKind.PHONE, ContactKind.MOBILE)


def due_rows(
    duties: Iterable[Duty], actor: Actor, *, one_case: bool = False, workers: Mapping[UUID, str] | None = None
) -> list[DueRow]:
    """Duties (with their case selected) as rows of `ui/_due_row.html`, in their order. Four queries at most, however many.

    With `workers`, names by user, each row says who owes it: a supervisor asks the worker, not the list."""
    duties = for_eyes_of(actor, duties)
    known, lang = about(duties), language()
    rows = [present_duty(duty, duty.case, known, lang, one_case=one_case) for duty in duties]
    if workers is None:
        return rows
    return [
        replace(row, of_whom=workers.get(duty.owner_id, "") if duty.owner_id else "")
        for duty, row in zip(duties, rows, strict=True)
    ]


def concern_due_rows(actor: Actor) -> list[DueRow]:
    """What the law asks of the reports of concern this person may open, for their own day. On the rows a code, never a name."""
    return concern_rows(actor)


def consent_glance(case: Case, members: Sequence[Member] | None = None) -> str:
    """For the glance bar: "4 current · 1 ends 12 Dec"."""
    return glance(case, members)


def timeline_entries(facts: Iterable[Fact], actor: Actor) -> list[Entry]:
    """Facts as entries of the timeline, in their order. Three queries at most, however many."""
    facts = list(facts)
    known, lang = ledgered(facts), language()
    return [present_fact(fact, lang, known) for fact in facts]


def header(case: Case, members: Sequence[Member] | None = None) -> Head:
    """The glance bar: risk, model, stage track, alerts."""
    return present_head(case, members_of(case) if members is None else members, language())


def alerts_of(case: Case, members: Sequence[Member] | None = None) -> list[Chip]:
    """The alerts in force, as `c-alerts` and `cases/_band.html` show them."""
    return chips(case, members_of(case) if members is None else members)


def callable_numbers(person: Person) -> list[dict[str, str]]:
    """Numbers to tap, the person's own: what is shown and what is dialled."""
    points = ContactPoint.objects.filter(person_id__in=ids_of(person), until=None, kind__in=PHONES)
    return [{"shown": point.value, "tel": f"tel:{point.dial or point.value}"} for point in points]


def language() -> str:
    """The reader's, of the three."""
    found = (get_language() or "en")[:2]
    return found if found in ("en", "ja", "ko") else "en"
