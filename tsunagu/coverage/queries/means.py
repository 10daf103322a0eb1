"""What do this person and this household live on, and what was told of it before?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.clock import today
from tsunagu.coverage.models import MeansRow, MeansSheet
from tsunagu.coverage.queries import Month, Sums, months_of, scheme_of
from tsunagu.coverage.rules import Balance, Entry, balances
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of


@dataclass(frozen=True)
class MeansOf:
    """All versions of one sheet, the newest first; `person` none: the household's."""

    person: Person | None
    sheets: list[MeansSheet]


def sheets_of(case: Case) -> QuerySet[MeansSheet]:
    return MeansSheet.objects.filter(case=case).select_related("person").prefetch_related("rows")


def means_of(case: Case) -> list[MeansOf]:
    """The household first, then each member, also those of whom nothing was told yet."""
    people = [member.person.standing for member in members_of(case)]
    whose = {id_: person.id for person in people for id_ in ids_of(person)}
    found: dict[UUID | None, list[MeansSheet]] = {None: []}
    for person in people:
        found[person.id] = []
    for sheet in sheets_of(case).order_by("-number", "-at"):
        found.setdefault(whose.get(sheet.person_id, sheet.person_id) if sheet.person_id else None, []).append(sheet)
    known: dict[UUID | None, Person] = {
        one.person_id: one.person for all_ in found.values() for one in all_ if one.person
    }
    known.update({person.id: person for person in people})
    return [MeansOf(known[id_] if id_ else None, sheets) for id_, sheets in found.items()]


def balances_of(rows: list[MeansRow]) -> dict[str, Balance]:
    return balances(Entry(one.kind, one.currency, one.every, one.amount, one.owed, one.arrears) for one in rows)


def this_month(case: Case) -> list[Month]:
    return months_of(case, today(case.zone).replace(day=1))


def planned_share(months: Iterable[Month], person: Person | None) -> Sums:
    """What the services planned for a month cost the person themself, or without one everybody in the case, by currency."""
    whose = ids_of(person) if person else None
    found: Sums = {}
    for month in months:
        due = month.planned.total("due")
        if due and (whose is None or month.coverage.person_id in whose):
            currency = scheme_of(month.coverage.scheme).currency
            found[currency] = found.get(currency, Decimal(0)) + due
    return found


__all__ = ["MeansOf", "balances_of", "means_of", "planned_share", "sheets_of", "this_month"]
