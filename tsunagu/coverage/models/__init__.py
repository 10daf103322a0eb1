"""Tables of coverage, authorisation and delivered units."""

from tsunagu.coverage.models.authorisation import Appeal, Authorisation, Decision
from tsunagu.coverage.models.coverage import CareLevel, CostShare, Coverage, EligibilityCheck
from tsunagu.coverage.models.delivery import Delivery, Funding
from tsunagu.coverage.models.means import MeansRow, MeansSheet

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
    "MeansRow",
    "MeansSheet",
]
