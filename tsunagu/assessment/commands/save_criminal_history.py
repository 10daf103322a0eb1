"""Writing criminal history: its own permission, its own consent, its own table (R-038)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.save_entry import Said, refuse_uninvited, refuse_wrong, write
from tsunagu.assessment.commands.sheets import opened, refuse_stale, section_of
from tsunagu.assessment.models import CriminalHistory
from tsunagu.assessment.queries.consents import may_keep_criminal_history
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.gates import mend_url
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Missing, Refused


@transaction.atomic
def save_criminal_history(
    assessment_id: UUID, section_code: str, said: Said, *, by: Actor, conclusion: str = "", version: int = 0
) -> CriminalHistory:
    """Save the restricted section; refused without the person's own consent to sensitive information."""
    check(by, Permission.CRIMINAL_HISTORY)
    case, assessment = opened(assessment_id)
    section = section_of(assessment, section_code, restricted=True)
    if not may_keep_criminal_history(case, assessment.person_id):
        missing = Missing(
            _("Consent to keep sensitive information"),
            _("It is asked for separately; without it this section stays closed and holds nothing up."),
            mend_url(case, "cases:consents"),
        )
        raise Refused(_("The person has not agreed that this is written down."), missing=[missing])
    refuse_wrong(section, said)
    refuse_uninvited(assessment, said)
    history = CriminalHistory.objects.filter(assessment=assessment).first()
    if history is None:
        history = CriminalHistory(organisation_id=case.organisation_id, assessment=assessment, section=section_code)
    else:
        refuse_stale(history.version, version)
        history.version += 1
    write(history, said, by)
    history.conclusion = conclusion.strip()
    history.save()
    record_act(by, "save_criminal_history", history, case_id=case.id)
    return history
