from tsunagu.assessment.models.assessment import Assessment, Conclusion, Entry, Session
from tsunagu.assessment.models.bands import OwnBands
from tsunagu.assessment.models.finding import Finding
from tsunagu.assessment.models.instrument import Answer, InstrumentRetirement, InstrumentVersion, Response
from tsunagu.assessment.models.provider import CareProvider
from tsunagu.assessment.models.restricted import CriminalHistory
from tsunagu.assessment.models.wellbeing import Wellbeing

__all__ = [
    "Answer",
    "Assessment",
    "CareProvider",
    "Conclusion",
    "CriminalHistory",
    "Entry",
    "Finding",
    "InstrumentRetirement",
    "InstrumentVersion",
    "OwnBands",
    "Response",
    "Session",
    "Wellbeing",
]
