from tsunagu.cases.models.assignment import AssigningBody, Assignment, AssignmentRole
from tsunagu.cases.models.case import Case, Member
from tsunagu.cases.models.ledger import Duty, Fact
from tsunagu.cases.models.number import CaseNumber
from tsunagu.cases.models.opening import ChartOpening

__all__ = ["AssigningBody", "Assignment", "AssignmentRole", "Case", "CaseNumber", "ChartOpening", "Duty", "Fact", "Member"]
