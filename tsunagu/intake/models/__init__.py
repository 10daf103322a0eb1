from tsunagu.intake.models.referral import Referral
from tsunagu.intake.models.screening import Eligibility, Screening
from tsunagu.intake.models.target_group import AgencyTargetGroup, CriterionEvidence

__all__ = ["AgencyTargetGroup", "CriterionEvidence", "Eligibility", "Referral", "Screening"]
