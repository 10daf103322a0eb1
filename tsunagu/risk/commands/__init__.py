"""What may be done about risk."""

from tsunagu.risk.commands.change_scheme import FactorChange, change_scheme
from tsunagu.risk.commands.score_readmission import score_readmission
from tsunagu.risk.commands.state_factor import state_factor, withdraw_factor
from tsunagu.risk.commands.stratify import raise_if_higher, stratify

__all__ = [
    "FactorChange",
    "change_scheme",
    "raise_if_higher",
    "score_readmission",
    "state_factor",
    "stratify",
    "withdraw_factor",
]
