"""Income, outgoings and debts of a person or a household, as told on a day: a version of its own each time (R-088)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, of_day, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import Every, MeansKind, MeansSource
from tsunagu.coverage.commands.room import open_case, person_in
from tsunagu.coverage.events import MeansRecorded
from tsunagu.coverage.models import MeansRow, MeansSheet
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of

CURRENCIES = ("JPY", "KRW", "USD")


@dataclass(frozen=True)
class RowWords:
    kind: str
    what: str
    amount: Decimal | None
    every: str
    currency: str
    owed: Decimal | None = None
    arrears: Decimal | None = None


@dataclass(frozen=True)
class MeansWords:
    on: date
    source: str
    informant: str
    rows: Sequence[RowWords]
    note: str = ""
    steps: str = ""


@transaction.atomic
def record_means(*, case_id: UUID, person_id: UUID | None, words: MeansWords, by: Actor) -> MeansSheet:
    """Without a person it is the sheet of the household."""
    case = open_case(case_id, by)
    person = person_in(case, person_id) if person_id else None
    _refuse_head(case, words)
    for number, row in enumerate(words.rows, 1):
        _refuse_row(number, row)
    sheet = MeansSheet.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person=person,
        number=_last_number(case, person) + 1,
        on=words.on,
        source=words.source,
        informant=words.informant.strip(),
        note=words.note.strip(),
        steps=words.steps.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    MeansRow.objects.bulk_create(_row(sheet, position, row) for position, row in enumerate(words.rows, 1))
    debts = sum(row.kind == MeansKind.DEBT for row in words.rows)
    event = MeansRecorded(MeansSource(words.source), debts)
    happening = Happening(event, of_day(words.on, case.zone), [person.id] if person else [], sheet.id)
    record(case, happening, by=by, verb="record_means", number=sheet.number)
    return sheet


def _last_number(case: Case, person: Person | None) -> int:
    mine = MeansSheet.objects.filter(case=case)
    mine = mine.filter(person__in=ids_of(person)) if person else mine.filter(person=None)
    return int(mine.aggregate(last=Max("number"))["last"] or 0)


def _row(sheet: MeansSheet, position: int, row: RowWords) -> MeansRow:
    said = {**asdict(row), "what": row.what.strip()}
    return MeansRow(organisation_id=sheet.organisation_id, sheet=sheet, position=position, **said)


def _refuse_head(case: Case, words: MeansWords) -> None:
    if words.source not in MeansSource.values:
        raise Refused(_("Choose what the sums rest on."), field="source")
    if not words.informant.strip():
        raise Refused(_("Write who told it: the person, a relative, an office."), field="informant")
    if words.on > today(case.zone):
        raise Refused(_("The day is in the future. Write the day on which these sums were told."), field="on")
    if not words.rows:
        raise Refused(_("Write at least one sum that comes or goes, or one debt."))


def _refuse_row(number: int, row: RowWords) -> None:
    """What stands in the way; the field names the row."""
    reason = _wrong(row)
    if reason:
        raise Refused(reason, field=f"row-{number}")


def _wrong(row: RowWords) -> str:
    if row.kind not in MeansKind.values:
        return _("Choose whether this is income, a benefit, an outgoing or a debt.")
    if not row.what.strip():
        return _("Write what it is; of a debt, to whom it is owed.")
    if row.currency not in CURRENCIES or row.every not in Every.values:
        return _("Choose the currency and how often the sum comes or goes.")
    if row.amount is not None and row.amount <= 0:
        return _("Write a sum above zero, or leave the row empty.")
    return _wrong_debt(row) if row.kind == MeansKind.DEBT else _wrong_sum(row)


def _wrong_sum(row: RowWords) -> str:
    if row.amount is None:
        return _("Write the sum.")
    if row.owed is not None or row.arrears is not None:
        return _("Only a debt is owed or in arrears. Write what is owed as a debt of its own, with its creditor.")
    return ""


def _wrong_debt(row: RowWords) -> str:
    if row.owed is None or row.owed <= 0:
        return _("Write how much is still owed.")
    if row.arrears is not None and not 0 <= row.arrears <= row.owed:
        return _("Arrears are a part of what is owed, so they cannot be more than that.")
    return ""


__all__ = ["CURRENCIES", "MeansWords", "RowWords", "record_means"]
