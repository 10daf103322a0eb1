"""What every command on an open sheet does first: find it, lock its case, refuse a finished one."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from tsunagu.assessment.models import Assessment
from tsunagu.assessment.queries.outlines import sections_of
from tsunagu.assessment.rules import Section
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.errors import Conflict, Refused


def opened(assessment_id: UUID) -> tuple[Case, Assessment]:
    """The assessment, still being written, with its case locked."""
    case = locked(Assessment.objects.values_list("case_id", flat=True).get(id=assessment_id))
    refuse_closed(case)
    assessment = Assessment.objects.select_related("person").get(id=assessment_id)
    if assessment.completed_at:
        raise Refused(_("This assessment is completed and stays as it is. Begin a reassessment to change something."))
    assessment.case = case
    return case, assessment


def section_of(assessment: Assessment, code: str, *, restricted: bool = False) -> Section:
    section = next((s for s in sections_of(assessment) if s.code == code), None)
    if section is None or section.restricted != restricted:
        raise Refused(_("This assessment has no such section."), field="section")
    return section


def refuse_stale(stored: int, known: int) -> None:
    """Somebody saved it since this writer read it."""
    if stored != known:
        raise Conflict(_("Someone changed this while you were writing. Your text is safe."))
