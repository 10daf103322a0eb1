"""What comes in, what goes out and what is left in a month, each currency by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tsunagu.coverage.rules.money import rounding_of, whole

# How often in a month: a year has 52 weeks, as household budgets count it.
A_MONTH = {
    "month": Fraction(1),
    "week": Fraction(52, 12),
    "fortnight": Fraction(26, 12),
    "two_months": Fraction(1, 2),
    "quarter": Fraction(1, 3),
    "year": Fraction(1, 12),
}


@dataclass(frozen=True)
class Entry:
    kind: str
    currency: str
    every: str
    amount: Decimal | None
    owed: Decimal | None = None
    arrears: Decimal | None = None


@dataclass
class Balance:
    """One currency. `once_in` and `once_out` are single sums: they stand apart, for no month brings them again."""

    income: Decimal = Decimal(0)
    benefit: Decimal = Decimal(0)
    outgoing: Decimal = Decimal(0)
    debt: Decimal = Decimal(0)  # instalments
    owed: Decimal = Decimal(0)
    arrears: Decimal = Decimal(0)
    once_in: Decimal = Decimal(0)
    once_out: Decimal = Decimal(0)

    @property
    def comes(self) -> Decimal:
        return self.income + self.benefit

    @property
    def goes(self) -> Decimal:
        return self.outgoing + self.debt

    @property
    def left(self) -> Decimal:
        return self.comes - self.goes


def monthly(amount: Decimal, every: str, currency: str) -> Decimal | None:
    """What a sum makes in a month, in whole coins; none for a sum that comes once."""
    times = A_MONTH.get(every)
    if times is None:
        return None
    return whole(amount * times.numerator / times.denominator, rounding_of(currency))


def balances(entries: Iterable[Entry]) -> dict[str, Balance]:
    """By currency; nothing is converted."""
    found: dict[str, Balance] = {}
    for entry in entries:
        balance = found.setdefault(entry.currency, Balance())
        balance.owed += entry.owed or 0
        balance.arrears += entry.arrears or 0
        if entry.amount is None:
            continue
        sum_ = monthly(entry.amount, entry.every, entry.currency)
        if sum_ is not None:
            setattr(balance, entry.kind, getattr(balance, entry.kind) + sum_)
        elif entry.kind in ("income", "benefit"):
            balance.once_in += entry.amount
        else:
            balance.once_out += entry.amount
    return dict(sorted(found.items()))
