"""How far is an assessment? Its sections, with what each source said and what was concluded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.models import Assessment, Conclusion, CriminalHistory, Entry, Session
from tsunagu.assessment.queries.consents import may_keep_criminal_history
from tsunagu.assessment.queries.outlines import outline_of, sections_of
from tsunagu.assessment.rules import Light, Met, Outline, Section, lights, strongest
from tsunagu.cases.choices import Mode
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor

DIRECT = (Mode.IN_PERSON, Mode.VIDEO, Mode.PHONE)  # a letter is no meeting


@dataclass(frozen=True)
class Filled:
    """One section of a sheet. `entries` are in the order in which they were written."""

    section: Section
    entries: Sequence[Entry]
    conclusion: Conclusion | None

    @property
    def is_concluded(self) -> bool:
        return self.conclusion is not None and not self.conclusion.copied

    @property
    def is_copied(self) -> bool:
        return any(entry.copied_from_id for entry in self.entries) or bool(self.conclusion and self.conclusion.copied)

    @property
    def state(self) -> str:
        if self.section.restricted:
            return "restricted"
        if self.is_concluded:
            return "concluded"
        if self.is_copied:
            return "copied"
        return "begun" if self.entries or self.conclusion else "empty"


@dataclass(frozen=True)
class Sheet:
    assessment: Assessment
    outline: Outline
    filled: Sequence[Filled]
    sessions: Sequence[Session]

    def get(self, code: str) -> Filled | None:
        return next((filled for filled in self.filled if filled.section.code == code), None)

    def after(self, code: str) -> Section | None:
        """The next section to write, from this one on and then from the first."""
        codes = [filled.section.code for filled in self.filled]
        at = codes.index(code) + 1 if code in codes else 0
        ahead = [*self.filled[at:], *self.filled[:at]]
        return next((f.section for f in ahead if f.state in ("empty", "begun", "copied")), None)

    @cached_property
    def lights(self) -> list[Light]:
        return lights(
            [(filled.section, filled.is_concluded) for filled in self.filled if not filled.section.restricted]
        )

    @property
    def concluded(self) -> int:
        return sum(filled.is_concluded for filled in self.filled)

    @property
    def to_conclude(self) -> int:
        return sum(not filled.section.restricted for filled in self.filled)

    @property
    def met(self) -> Met | None:
        """The direct contact with the person that speaks for this assessment, if there was any."""
        return strongest(Met(s.mode, s.place, s.with_person) for s in self.sessions if s.mode in DIRECT)


def assessments_of(case: Case) -> QuerySet[Assessment]:
    """A case's assessments, the newest first."""
    return Assessment.objects.filter(case=case).select_related("person")


def get_assessment(case: Case, assessment_id: UUID) -> Assessment:
    """One of this case's; 404 otherwise. The case has been opened by the caller."""
    found = assessments_of(case).filter(id=assessment_id).first()
    if found is None:
        raise Http404
    return found


def sheet_of(assessment: Assessment) -> Sheet:
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in assessment.entries.all():
        entries[entry.section].append(entry)
    conclusions = {conclusion.section: conclusion for conclusion in assessment.conclusions.all()}
    filled = [Filled(s, entries[s.code], conclusions.get(s.code)) for s in sections_of(assessment)]
    return Sheet(assessment, outline_of(assessment), filled, list(assessment.sessions.all()))


def criminal_history_of(assessment: Assessment, by: Actor) -> CriminalHistory | None:
    """The restricted section: only with the permission, and only while the person's own consent to it stands."""
    check(by, Permission.CRIMINAL_HISTORY)
    if not may_keep_criminal_history(assessment.case, assessment.person_id):
        return None
    return CriminalHistory.objects.filter(assessment=assessment).first()
