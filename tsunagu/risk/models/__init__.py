from tsunagu.risk.models.stratification import RiskAssessment, StatedFactor

__all__ = ["RiskAssessment", "StatedFactor"]
