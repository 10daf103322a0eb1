"""Completing an assessment: the person was met, and each section has a conclusion."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.commands.begin_assessment import persons_of
from tsunagu.assessment.commands.sheets import opened
from tsunagu.assessment.events import AssessmentCompleted
from tsunagu.assessment.models import Assessment
from tsunagu.assessment.queries.sheets import Sheet, sheet_of
from tsunagu.cases.choices import Mode, Place
from tsunagu.cases.commands.gates import missing_for
from tsunagu.cases.commands.record import Happening, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused
from tsunagu.core.words import in_language

GATE = "assessment.complete"


@transaction.atomic
def complete_assessment(
    assessment_id: UUID, *, by: Actor, no_contact: str = "", no_contact_reason: str = ""
) -> Assessment:
    """Close the sheet. `no_contact` and its reason say why nobody met the person: unconscious, for example, so a proxy spoke."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, assessment = opened(assessment_id)
    if no_contact and not no_contact_reason.strip():
        raise Refused(_("Write why the person could not be met, and who spoke for them."), field="no_contact_reason")
    sheet = sheet_of(assessment)
    lacking = missing_of(sheet, no_contact)
    records = {"assessment": {str(assessment.id): {"proxy_reason": no_contact_reason.strip() or None}}}
    met = sheet.met
    if met or no_contact:
        lacking += missing_for(case, GATE, records=records, person_id=assessment.person_id)
    if lacking:
        raise Refused(_("This assessment cannot be completed yet."), missing=lacking)
    assessment.completed_at, assessment.completed_by_id, assessment.completed_by_name = now(), by.id, by.name
    if not met:
        assessment.no_contact, assessment.no_contact_reason = no_contact, no_contact_reason.strip()
    assessment.save()
    completed = AssessmentCompleted(
        assessment.code,
        Place(met.place) if met and met.place else None,
        Mode(met.mode) if met else None,
    )
    happening = Happening(completed, persons=persons_of(case, assessment.person_id), ref=assessment.id)
    record(case, happening, by=by, verb="complete_assessment", assessment=assessment.code, no_contact=no_contact)
    return assessment


def missing_of(sheet: Sheet, no_contact: str = "") -> list[Missing]:
    """All that this sheet still lacks, each with the link to where it is written."""
    kwargs = {"case_id": sheet.assessment.case_id, "assessment_id": sheet.assessment.id}
    lacking = []
    if sheet.met is None and not no_contact:
        lacking.append(
            Missing(
                _("Nobody has met the person yet"),
                _("Record a meeting with the person, or say why they could not be met."),
                reverse("assessment:sheet", kwargs=kwargs) + "#sessions",
            )
        )
    for filled in sheet.filled:
        if filled.section.restricted or filled.is_concluded:
            continue
        why = (
            _("The conclusion was copied from last time. Confirm or change it.")
            if filled.is_copied
            else _("Not concluded yet.")
        )
        url = reverse("assessment:section", kwargs={**kwargs, "section": filled.section.code})
        lacking.append(Missing(in_language(filled.section.title), why, url + "#conclusion"))
    return lacking
