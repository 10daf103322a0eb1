"""How many authorised units are left, and when that is worth a word."""

from __future__ import annotations

from decimal import Decimal

LOW = Decimal("0.2")  # a fifth of what was granted (agency default)


def past_the_grant(units: Decimal, left: Decimal) -> Decimal:
    """How many of these units nobody has authorised."""
    return min(units, max(units - left, Decimal(0)))


def crosses_low(granted: Decimal, used: Decimal, units: Decimal) -> bool:
    """Do these units bring what is left to a fifth or less, for the first time?"""
    line = granted * LOW
    return granted - used > line >= granted - used - units
