from tsunagu.cases.models.alert import Alert
from tsunagu.cases.models.assignment import AssigningBody, Assignment, AssignmentRole
from tsunagu.cases.models.case import Case, Member
from tsunagu.cases.models.contact import Amendment, Contact, Exemption, MonitoringAnswer
from tsunagu.cases.models.document import Document
from tsunagu.cases.models.evaluation import Evaluation
from tsunagu.cases.models.ledger import Duty, Fact
from tsunagu.cases.models.number import CaseNumber
from tsunagu.cases.models.opening import ChartOpening
from tsunagu.cases.models.promise import Promise
from tsunagu.cases.models.stay import Stay

__all__ = [
    "Alert",
    "Amendment",
    "AssigningBody",
    "Assignment",
    "AssignmentRole",
    "Case",
    "CaseNumber",
    "ChartOpening",
    "Contact",
    "Document",
    "Duty",
    "Evaluation",
    "Exemption",
    "Fact",
    "Member",
    "MonitoringAnswer",
    "Promise",
    "Stay",
]
