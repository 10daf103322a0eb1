"""From named factors to a tier: pure Python over plain values."""

from tsunagu.risk.rules.schemes import Factor, Scheme, SchemeError, load_scheme
from tsunagu.risk.rules.tiers import RANK, Assessed, Evidence, assess, is_lower, one_to_a_factor

__all__ = [
    "RANK",
    "Assessed",
    "Evidence",
    "Factor",
    "Scheme",
    "SchemeError",
    "assess",
    "is_lower",
    "load_scheme",
    "one_to_a_factor",
]
