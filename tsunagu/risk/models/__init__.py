from tsunagu.risk.models.readmission import ReadmissionScore
from tsunagu.risk.models.scheme import TierScheme
from tsunagu.risk.models.stratification import RiskAssessment, StatedFactor

__all__ = ["ReadmissionScore", "RiskAssessment", "StatedFactor", "TierScheme"]
