"""What this room works out from plain values."""

from tsunagu.cases.rules.consents import Regime, load_regimes
from tsunagu.cases.rules.crisis_lines import crisis_lines
from tsunagu.cases.rules.meetings import load_voices, missing_voices
from tsunagu.cases.rules.notes import NOTE_WITHIN, late_by, unanswered
from tsunagu.cases.rules.reporting import HelpLine, Jurisdiction, ReportingLaw, load_reporting

__all__ = [
    "NOTE_WITHIN",
    "HelpLine",
    "Jurisdiction",
    "Regime",
    "ReportingLaw",
    "crisis_lines",
    "late_by",
    "load_regimes",
    "load_reporting",
    "load_voices",
    "missing_voices",
    "unanswered",
]
