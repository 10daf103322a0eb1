"""What tier follows from the records, which one is set, and how it came to be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language

from tsunagu.assessment.queries.instruments import shelf
from tsunagu.cases.models import Case, Member
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.people.models import Person
from tsunagu.risk.models import RiskAssessment, StatedFactor, TierScheme
from tsunagu.risk.queries.factors import evidence_for
from tsunagu.risk.rules import Assessed, Scheme, assess, load_scheme

SHIPPED = Path(__file__).parent.parent / "library" / "tiers.yaml"


@cache
def _scheme() -> Scheme:
    own = Path(settings.HOME) / "risk" / "tiers.yaml"
    return load_scheme(SHIPPED, *([own] if own.is_file() else []))


def scheme_for(case: Case) -> Scheme:
    """The shipped factors, the installation's file, then what the organisation changed for all programmes and for this one."""
    return scheme_of(case.organisation_id, case.programme)


def scheme_of(organisation_id: UUID, programme: str, *, changed: bool = True) -> Scheme:
    """`changed=False`: as it comes, before the organisation's own changes for this programme."""
    scheme = _scheme().for_programme(programme)
    wanted = ["", programme] if changed and programme else [""] if changed or programme else []
    own = {row.programme: row for row in schemes_in_force(organisation_id) if row.programme in wanted}
    for name in dict.fromkeys(wanted):
        if row := own.get(name):
            scheme = scheme.changed_by(row.document, f"{name or 'own'} {row.version}")
    return scheme


def schemes_in_force(organisation_id: UUID) -> list[TierScheme]:
    """The newest version of each programme's changes."""
    rows = TierScheme.objects.filter(organisation_id=organisation_id)
    return list(rows.order_by("programme", "-version").distinct("programme"))


def schemes_before(organisation_id: UUID, programme: str) -> QuerySet[TierScheme]:
    """Every version, the newest first."""
    return TierScheme.objects.filter(organisation_id=organisation_id, programme=programme)


def assessed(case: Case, person: Person) -> Assessed:
    """The tier that follows from what is known of this person now."""
    scheme = scheme_for(case)
    return assess(evidence_for(case, person, scheme), scheme)


def tier_before(case: Case, person_id: UUID) -> str:
    """The tier that is set now; empty where nobody has set one."""
    member = Member.objects.filter(case=case, person_id=person_id, left_at=None).first()
    return member.tier if member else ""


def history_of(case: Case, person_id: UUID) -> QuerySet[RiskAssessment]:
    """The newest first."""
    return RiskAssessment.objects.filter(case=case, person_id=person_id)


def latest_of(case: Case, person_id: UUID) -> RiskAssessment | None:
    return history_of(case, person_id).first()


def stated_of(case: Case, person_id: UUID) -> QuerySet[StatedFactor]:
    return StatedFactor.objects.filter(case=case, person_id=person_id, withdrawn_at=None)


def tier_name(case: Case, tier: str) -> str:
    """A tier under the name this case's programme gives it: 고난도사례, 集中."""
    if not tier:
        return ""
    return library().tier_name(case.programme or None, tier, (get_language() or "en")[:2])


def instrument_name(code: str) -> str:
    """An instrument as people call it: PHQ-9; one that is not on the shelf by its code."""
    known = next((one for one in shelf() if one.code == code), None)
    return in_language(known.title) if known else code.upper().replace("_", "-")
