"""What rooms above ask of risk."""

from tsunagu.risk.queries.clinical import Admission, Clinical, Measurement, Procedure, clinical_of, register_clinical
from tsunagu.risk.queries.factors import Reader, evidence_for, register_reader
from tsunagu.risk.queries.readmission import Stated, index_stays, latest_scores, scores_of, table, worked_out
from tsunagu.risk.queries.stratification import (
    assessed,
    history_of,
    instrument_name,
    latest_of,
    scheme_for,
    scheme_of,
    schemes_before,
    schemes_in_force,
    stated_of,
    tier_before,
    tier_name,
)

__all__ = [
    "Admission",
    "Clinical",
    "Measurement",
    "Procedure",
    "Reader",
    "Stated",
    "assessed",
    "clinical_of",
    "evidence_for",
    "history_of",
    "index_stays",
    "instrument_name",
    "latest_of",
    "latest_scores",
    "register_clinical",
    "register_reader",
    "scheme_for",
    "scheme_of",
    "schemes_before",
    "schemes_in_force",
    "scores_of",
    "stated_of",
    "table",
    "tier_before",
    "tier_name",
    "worked_out",
]
