"""Plain arithmetic of entitlement: schemes, limits of a month, shares, units left, and whole sums."""

from tsunagu.coverage.rules.means import Balance, Entry, balances, monthly
from tsunagu.coverage.rules.money import Rounding, masked, planned_amount, rounding_of, whole
from tsunagu.coverage.rules.month import MonthLine, MonthSheet, Used, month_sheet
from tsunagu.coverage.rules.schemes import Limit, Price, SchemeError, SchemeInfo, Schemes, load_schemes, usual_order
from tsunagu.coverage.rules.units import LOW, crosses_low, past_the_grant

__all__ = [
    "LOW",
    "Balance",
    "Entry",
    "Limit",
    "MonthLine",
    "MonthSheet",
    "Price",
    "Rounding",
    "SchemeError",
    "SchemeInfo",
    "Schemes",
    "Used",
    "balances",
    "crosses_low",
    "load_schemes",
    "masked",
    "month_sheet",
    "monthly",
    "past_the_grant",
    "planned_amount",
    "rounding_of",
    "usual_order",
    "whole",
]
