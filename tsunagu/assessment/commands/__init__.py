"""What may be done with assessments."""

from tsunagu.assessment.commands.amend_response import amend_response, withdraw_response
from tsunagu.assessment.commands.begin_assessment import begin_assessment
from tsunagu.assessment.commands.begin_response import begin_response, continue_response
from tsunagu.assessment.commands.care_providers import add_care_provider, end_care_provider
from tsunagu.assessment.commands.complete_assessment import complete_assessment
from tsunagu.assessment.commands.complete_response import complete_response
from tsunagu.assessment.commands.conclude_section import conclude_section
from tsunagu.assessment.commands.findings import (
    add_finding,
    drop_finding,
    excuse_barrier,
    mark_safety,
    move_finding,
    rank_findings,
)
from tsunagu.assessment.commands.load_instrument import load_instrument, retire_instrument
from tsunagu.assessment.commands.rate_wellbeing import rate_wellbeing
from tsunagu.assessment.commands.record_session import link_contact, record_session
from tsunagu.assessment.commands.save_answer import save_answer
from tsunagu.assessment.commands.save_criminal_history import save_criminal_history
from tsunagu.assessment.commands.save_entry import Said, save_entry
from tsunagu.assessment.commands.summarise_case import summarise_case

__all__ = [
    "Said",
    "add_care_provider",
    "add_finding",
    "amend_response",
    "begin_assessment",
    "begin_response",
    "complete_assessment",
    "complete_response",
    "conclude_section",
    "continue_response",
    "drop_finding",
    "end_care_provider",
    "excuse_barrier",
    "link_contact",
    "load_instrument",
    "mark_safety",
    "move_finding",
    "rank_findings",
    "rate_wellbeing",
    "record_session",
    "retire_instrument",
    "save_answer",
    "save_criminal_history",
    "save_entry",
    "summarise_case",
    "withdraw_response",
]
