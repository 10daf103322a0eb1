"""Whole sums: which step a currency or a scheme rounds to, and which way. Never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

WAYS = {"down": ROUND_DOWN, "half_up": ROUND_HALF_UP}
STEPS = {"JPY": Decimal(1), "KRW": Decimal(1)}  # ISO 4217: no minor unit in use


@dataclass(frozen=True)
class Rounding:
    """To which step, and which way: a scheme says it, else the currency."""

    step: Decimal = Decimal("0.01")
    way: str = "half_up"


def rounding_of(currency: str) -> Rounding:
    """Where no scheme says otherwise: to the smallest coin in use, half up, as an invoice rounds."""
    return Rounding(STEPS.get(currency, Decimal("0.01")))


def whole(amount: Decimal, rounding: Rounding) -> Decimal:
    return (amount / rounding.step).quantize(Decimal(1), WAYS[rounding.way]) * rounding.step


def planned_amount(units: Decimal, price: Decimal, currency: str, rounding: Rounding | None = None) -> Decimal:
    return whole(units * price, rounding or rounding_of(currency))


def masked(number: str) -> str:
    """The last four characters: enough to tell two cards apart, too little to use one."""
    return f"{'•' * max(len(number) - 4, 0)}{number[-4:]}" if len(number) > 4 else "•" * len(number)
