"""Saving what one source said about one section: the person, a daughter, a school, a record, one's own eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Informant, Method
from tsunagu.assessment.commands.sheets import opened, refuse_stale, section_of
from tsunagu.assessment.models import Assessment, Entry
from tsunagu.assessment.queries.consents import may_ask
from tsunagu.assessment.rules import Section, wrong_answers
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.gates import mend_url
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Missing, Refused

OTHERS = (Informant.FAMILY, Informant.FRIEND, Informant.PROFESSIONAL, Informant.AGENCY)


@dataclass(frozen=True)
class Said:
    """What is saved: coded answers, the open answer, the person's own words in their language, and how it came to be known.

    `basis` and `basis_reason` say why somebody else was asked without the person's consent.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    own_words: str = ""
    language: str = ""
    method: str = Method.INTERVIEW
    informant: str = Informant.PERSON
    informant_name: str = ""
    basis: str = ""
    basis_reason: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.text.strip() or self.own_words.strip())


@transaction.atomic
def save_entry(
    assessment_id: UUID, section_code: str, said: Said, *, by: Actor, entry_id: UUID | None = None, version: int = 0
) -> Entry:
    """Save a source's entry, new or again; `version` is the one the writer read.

    Asking somebody else needs the person's consent, or a reason in law or emergency that stays with the entry (R-043).
    """
    check(by, Permission.ASSESSMENT_WRITE)
    case, assessment = opened(assessment_id)
    section = section_of(assessment, section_code)
    refuse_wrong(section, said)
    refuse_uninvited(assessment, said)
    entry = assessment.entries.filter(section=section_code, id=entry_id).first() if entry_id else None
    if entry_id is not None and entry is None:
        raise Refused(_("This entry is not part of the assessment any more."))
    if entry is None:
        entry = Entry(organisation_id=case.organisation_id, assessment=assessment, section=section_code)
    else:
        refuse_stale(entry.version, version)
        entry.version += 1
    write(entry, said, by)
    entry.copied_from = None
    entry.save()
    record_act(by, "save_entry", entry, case_id=case.id, assessment=assessment.code, section=section_code)
    return entry


def refuse_wrong(section: Section, said: Said) -> None:
    if wrong := wrong_answers(section, said.answers):
        raise Refused(_("This answer is none of those that can be given here."), field=wrong[0])


def refuse_uninvited(assessment: Assessment, said: Said) -> None:
    """A record on file may be read; people and agencies may be asked only with consent."""
    if said.informant not in OTHERS or said.method == Method.RECORD:
        return
    if said.basis and said.basis_reason.strip():
        return
    if said.basis:
        raise Refused(_("Write why this person was asked without consent."), field="basis_reason")
    if not may_ask(assessment.case, assessment.person_id, said.informant, said.informant_name):
        missing = Missing(
            _("Consent to ask family and agencies"),
            _("Ask the person first. In an emergency, or where a law allows it, say so here."),
            mend_url(assessment.case, "cases:consents"),
        )
        raise Refused(_("The person has not agreed that others are asked."), field="basis", missing=[missing])


def write(entry: Any, said: Said, by: Actor) -> None:
    """Put what was said into a row, under the name of who wrote it and the clock's date."""
    entry.answers = dict(said.answers)
    entry.text, entry.own_words, entry.language = said.text.strip(), said.own_words.strip(), said.language
    entry.method, entry.informant, entry.informant_name = said.method, said.informant, said.informant_name.strip()
    entry.basis, entry.basis_reason = said.basis, said.basis_reason.strip()
    entry.author_id, entry.author_name, entry.written_at = by.id, by.name, now()
