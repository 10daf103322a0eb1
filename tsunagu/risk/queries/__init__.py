"""What rooms above ask of risk."""

from tsunagu.risk.queries.factors import Reader, evidence_for, register_reader
from tsunagu.risk.queries.stratification import (
    assessed,
    history_of,
    latest_of,
    scheme_for,
    stated_of,
    tier_before,
    tier_name,
)

__all__ = [
    "Reader",
    "assessed",
    "evidence_for",
    "history_of",
    "latest_of",
    "register_reader",
    "scheme_for",
    "stated_of",
    "tier_before",
    "tier_name",
]
