"""Beginning an assessment: from a blank sheet, or from the last one, marked as copied until each section is confirmed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.events import AssessmentBegun
from tsunagu.assessment.models import Assessment, Conclusion, Entry
from tsunagu.assessment.queries.consents import consented
from tsunagu.assessment.queries.outlines import library, sections_of
from tsunagu.cases.choices import ConsentPurpose
from tsunagu.cases.commands.gates import mend_url
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Missing, Refused


@transaction.atomic
def begin_assessment(
    case_id: UUID,
    code: str,
    *,
    by: Actor,
    person_id: UUID | None = None,
    language: str = "",
    interpreter: str = "",
    copy_last: bool = False,
    consent_follows: str = "",
) -> Assessment:
    """A sheet for one person, or for the household as a whole (`person_id` None).

    The person's consent to be assessed comes first (R-027); `consent_follows` is the reason to begin before it: an emergency, a law.
    One sheet of a kind is open at a time: asking for it again gives the one that is open.
    """
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    outline = library().get(code)
    if outline is None or outline.joins:
        raise Refused(_("This assessment is not yet available here."), field="code")
    persons = persons_of(case, person_id)
    if not consent_follows.strip():
        refuse_without_consent(case, person_id)
    like_it: dict[str, Any] = {"case": case, "person_id": person_id, "code": code}
    open_one = Assessment.objects.begun().filter(**like_it).first()
    if open_one is not None:
        return open_one
    last = Assessment.objects.completed().filter(**like_it).order_by("-completed_at").first()
    assessment = Assessment.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        code=code,
        version=outline.version,
        language=language,
        interpreter=interpreter,
        begun_by_id=by.id,
        begun_by_name=by.name,
        follows=last,
    )
    if copy_last and last is not None:
        _copy_forward(last, assessment)
    begun = Happening(AssessmentBegun(code), persons=persons, ref=assessment.id)
    record(case, begun, by=by, verb="begin_assessment", assessment=code, reason=consent_follows.strip())
    return assessment


def persons_of(case: Case, person_id: UUID | None) -> list[UUID]:
    """Whom an assessment speaks of: one member; a household's speaks of each of them."""
    members = list(case.members.filter(left_at=None).values_list("person_id", flat=True))
    if person_id is None:
        return members
    if person_id not in members:
        raise Refused(_("This person is not in the case."), field="person")
    return [person_id]


def refuse_without_consent(case: Case, person_id: UUID | None) -> None:
    if consented(case, person_id, ConsentPurpose.ASSESS):
        return
    missing = Missing(
        _("Consent to be assessed"),
        _("Explain confidentiality and its limits, then ask. In an emergency, say why it cannot wait."),
        mend_url(case, "cases:consents"),
    )
    raise Refused(_("The person has not agreed to be assessed."), field="consent_follows", missing=[missing])


def _copy_forward(last: Assessment, new: Assessment) -> None:
    """What was said last time, as far as the new outline still asks for it. Nothing copied counts until it is confirmed."""
    asked = {section.code: section for section in sections_of(new)}
    for entry in last.entries.all():
        if section := asked.get(entry.section):
            Entry.objects.create(
                organisation_id=new.organisation_id,
                assessment=new,
                section=entry.section,
                answers={code: value for code, value in entry.answers.items() if section.item(code)},
                text=entry.text,
                own_words=entry.own_words,
                language=entry.language,
                method=entry.method,
                informant=entry.informant,
                informant_name=entry.informant_name,
                author_id=entry.author_id,
                author_name=entry.author_name,
                copied_from=entry,
            )
    Conclusion.objects.bulk_create(
        Conclusion(
            organisation_id=new.organisation_id,
            assessment=new,
            section=conclusion.section,
            text=conclusion.text,
            author_id=conclusion.author_id,
            author_name=conclusion.author_name,
            copied=True,
        )
        for conclusion in last.conclusions.all()
        if conclusion.section in asked
    )
