from tsunagu.assessment.models.assessment import Assessment, Conclusion, Entry, Session
from tsunagu.assessment.models.finding import Finding
from tsunagu.assessment.models.provider import CareProvider
from tsunagu.assessment.models.restricted import CriminalHistory
from tsunagu.assessment.models.wellbeing import Wellbeing

__all__ = ["Assessment", "CareProvider", "Conclusion", "CriminalHistory", "Entry", "Finding", "Session", "Wellbeing"]
