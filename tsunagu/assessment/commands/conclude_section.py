"""Concluding a section: what the worker makes of it. Raw answers do not count without it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.sheets import opened, refuse_stale, section_of
from tsunagu.assessment.models import Conclusion
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused


@transaction.atomic
def conclude_section(assessment_id: UUID, section_code: str, text: str, *, by: Actor, version: int = 0) -> Conclusion:
    """Write or rewrite a section's conclusion. Concluding a section that was copied confirms its entries too."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, assessment = opened(assessment_id)
    section_of(assessment, section_code)
    if not text.strip():
        raise Refused(_("Write what you conclude from the answers."), field="conclusion")
    conclusion = assessment.conclusions.filter(section=section_code).first()
    if conclusion is None:
        conclusion = Conclusion(organisation_id=case.organisation_id, assessment=assessment, section=section_code)
    else:
        refuse_stale(conclusion.version, version)
        conclusion.version += 1
    conclusion.text, conclusion.copied = text.strip(), False
    conclusion.author_id, conclusion.author_name, conclusion.written_at = by.id, by.name, now()
    conclusion.save()
    confirmed = assessment.entries.filter(section=section_code).exclude(copied_from=None).update(copied_from=None)
    record_act(
        by,
        "conclude_section",
        conclusion,
        case_id=case.id,
        assessment=assessment.code,
        section=section_code,
        confirmed=confirmed,
    )
    return conclusion
