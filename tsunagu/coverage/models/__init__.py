"""Tables of coverage, authorisation and delivered units."""

from tsunagu.coverage.models.authorisation import Appeal, Authorisation, Decision
from tsunagu.coverage.models.coverage import CareLevel, CostShare, Coverage, EligibilityCheck
from tsunagu.coverage.models.delivery import Delivery, Funding

__all__ = [
    "Appeal",
    "Authorisation",
    "CareLevel",
    "CostShare",
    "Coverage",
    "Decision",
    "Delivery",
    "EligibilityCheck",
    "Funding",
]
