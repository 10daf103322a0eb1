"""A sheet of income and debts in words: what comes, what goes, what is owed, and what is left of a month."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.coverage.choices import MeansKind
from tsunagu.coverage.models import MeansRow, MeansSheet
from tsunagu.coverage.queries import Sums
from tsunagu.coverage.queries.means import MeansOf, balances_of
from tsunagu.coverage.rules import Balance, monthly
from tsunagu.people.models import Person
from tsunagu.ui import formats


@dataclass(frozen=True)
class SumRow:
    what: str
    lang: str
    kind: str
    amount: str
    every: str
    month: str


@dataclass(frozen=True)
class DebtRow:
    creditor: str
    lang: str
    owed: str
    instalment: str
    arrears: str


@dataclass(frozen=True)
class BalanceView:
    """One currency: labels and sums, and what is left, told apart when it is less than nothing."""

    lines: list[tuple[str, str]]
    left: str
    short: bool
    after: str = ""  # what is left once the planned services are paid


@dataclass(frozen=True)
class SheetView:
    sheet: MeansSheet
    comes: list[SumRow]
    goes: list[SumRow]
    debts: list[DebtRow]
    balances: list[BalanceView]
    steps: list[str]


@dataclass(frozen=True)
class MeansView:
    person: Person | None
    title: str
    lang: str
    latest: SheetView | None
    earlier: list[MeansSheet] = field(default_factory=list)


def whose(person: Person | None) -> str:
    return person.name if person else _("The household")


def means_view(found: MeansOf, share: Sums) -> MeansView:
    latest = sheet_view(found.sheets[0], share) if found.sheets else None
    title = whose(found.person)
    return MeansView(found.person, title, formats.script_of(title), latest, found.sheets[1:])


def sheet_view(sheet: MeansSheet, share: Sums | None = None) -> SheetView:
    """`share`: what planned services cost; only of the newest version, for an old one says nothing of this month."""
    rows = list(sheet.rows.all())
    return SheetView(
        sheet,
        [_sum(one) for one in rows if one.kind in (MeansKind.INCOME, MeansKind.BENEFIT)],
        [_sum(one) for one in rows if one.kind == MeansKind.OUTGOING],
        [_debt(one) for one in rows if one.kind == MeansKind.DEBT],
        [_balance(one, currency, (share or {}).get(currency)) for currency, one in balances_of(rows).items()],
        [step for line in sheet.steps.splitlines() if (step := line.strip())],
    )


def _sum(row: MeansRow) -> SumRow:
    amount = row.amount or Decimal(0)
    month = monthly(amount, row.every, row.currency)
    said = formats.money(amount, row.currency)
    each = formats.money(month, row.currency) if month is not None else pgettext("of a single sum", "not counted")
    return SumRow(
        row.what, formats.script_of(row.what), row.get_kind_display(), said, str(row.get_every_display()), each
    )


def _debt(row: MeansRow) -> DebtRow:
    instalment = _("nothing is paid")
    if row.amount is not None:
        said = {"sum": formats.money(row.amount, row.currency), "every": row.get_every_display()}
        instalment = _("%(sum)s, %(every)s") % said
    owed = formats.money(row.owed or Decimal(0), row.currency)
    arrears = formats.money(row.arrears, row.currency) if row.arrears else ""
    return DebtRow(row.what, formats.script_of(row.what), owed, instalment, arrears)


def _balance(one: Balance, currency: str, share: Decimal | None) -> BalanceView:
    said = [
        (_("Income in a month"), one.income, True),
        (_("Benefits and pensions in a month"), one.benefit, bool(one.benefit)),
        (_("Outgoings in a month"), one.outgoing, True),
        (_("Instalments in a month"), one.debt, bool(one.debt)),
        (_("Owed in all"), one.owed, bool(one.owed)),
        (_("In arrears"), one.arrears, bool(one.arrears)),
        (_("Comes once, in no month’s sum"), one.once_in, bool(one.once_in)),
        (_("Goes once, in no month’s sum"), one.once_out, bool(one.once_out)),
    ]
    lines = [(label, formats.money(amount, currency)) for label, amount, shown in said if shown]
    return BalanceView(lines, _left(one.left, currency), one.left < 0, _after(one.left, currency, share))


def _left(left: Decimal, currency: str) -> str:
    if left < 0:
        return _("%(sum)s is missing each month") % {"sum": formats.money(-left, currency)}
    return _("%(sum)s is left each month") % {"sum": formats.money(left, currency)}


def _after(left: Decimal, currency: str, share: Decimal | None) -> str:
    if share is None:
        return ""
    said = {"share": formats.money(share, currency), "sum": formats.money(abs(left - share), currency)}
    if left < share:
        return _("The services planned for this month cost %(share)s more; then %(sum)s is missing.") % said
    return _("The services planned for this month cost %(share)s more; then %(sum)s is left.") % said


__all__ = ["MeansView", "SheetView", "means_view", "sheet_view", "whose"]
