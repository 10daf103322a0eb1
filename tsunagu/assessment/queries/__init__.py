"""What rooms above ask of assessments."""

from tsunagu.assessment.queries.answers import Answered, Answers, answers_of, function_of, latest_answers
from tsunagu.assessment.queries.consents import consented, may_ask, may_keep_criminal_history
from tsunagu.assessment.queries.findings import (
    barriers_without_action,
    findings_of,
    get_finding,
    needs_in_order,
    one_sided,
    wellbeing_of,
)
from tsunagu.assessment.queries.outlines import library, outline_of, sections_of, title_of
from tsunagu.assessment.queries.providers import care_providers_of, lacks_primary_care, providers_serving
from tsunagu.assessment.queries.required import Required, required_for
from tsunagu.assessment.queries.sheets import (
    Filled,
    Sheet,
    assessments_of,
    criminal_history_of,
    get_assessment,
    sheet_of,
)

__all__ = [
    "Answered",
    "Answers",
    "Filled",
    "Required",
    "Sheet",
    "answers_of",
    "assessments_of",
    "barriers_without_action",
    "care_providers_of",
    "consented",
    "criminal_history_of",
    "findings_of",
    "function_of",
    "get_assessment",
    "get_finding",
    "lacks_primary_care",
    "latest_answers",
    "library",
    "may_ask",
    "may_keep_criminal_history",
    "needs_in_order",
    "one_sided",
    "outline_of",
    "providers_serving",
    "required_for",
    "sections_of",
    "sheet_of",
    "title_of",
    "wellbeing_of",
]
