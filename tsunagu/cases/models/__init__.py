from tsunagu.cases.choices import AssigningBody, AssignmentRole
from tsunagu.cases.models.alert import Alert
from tsunagu.cases.models.assignment import Assignment
from tsunagu.cases.models.case import Case, Member
from tsunagu.cases.models.concern import Concern, ConcernDuty, ConcernFact, HelpNumber
from tsunagu.cases.models.consent import Consent, Disclosure
from tsunagu.cases.models.contact import Amendment, Contact, Exemption, MonitoringAnswer
from tsunagu.cases.models.document import Document
from tsunagu.cases.models.engagement import Engagement
from tsunagu.cases.models.evaluation import Evaluation
from tsunagu.cases.models.ledger import Duty, Fact
from tsunagu.cases.models.meeting import Attendee, Decision, Meeting
from tsunagu.cases.models.number import CaseNumber
from tsunagu.cases.models.opening import ChartOpening
from tsunagu.cases.models.promise import Promise
from tsunagu.cases.models.safety import SafetyAlarm, SafetyPath
from tsunagu.cases.models.stay import Stay

__all__ = [
    "Alert",
    "Amendment",
    "AssigningBody",
    "Assignment",
    "AssignmentRole",
    "Attendee",
    "Case",
    "CaseNumber",
    "ChartOpening",
    "Concern",
    "ConcernDuty",
    "ConcernFact",
    "Consent",
    "Contact",
    "Decision",
    "Disclosure",
    "Document",
    "Duty",
    "Engagement",
    "Evaluation",
    "Exemption",
    "Fact",
    "HelpNumber",
    "Meeting",
    "Member",
    "MonitoringAnswer",
    "Promise",
    "SafetyAlarm",
    "SafetyPath",
    "Stay",
]
