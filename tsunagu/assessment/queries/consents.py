"""Does a consent stand today, for this purpose, this informant, this kind of information?"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tsunagu.assessment.choices import Informant
from tsunagu.cases.choices import ConsentPurpose, DataClass, RecipientKind
from tsunagu.cases.models import Case, Consent
from tsunagu.cases.queries import consents_in_force, members_of
from tsunagu.core.clock import today
from tsunagu.people.models import Person
from tsunagu.people.queries import ids_of

KINDS: dict[str, tuple[str, ...]] = {
    Informant.FAMILY: (RecipientKind.FAMILY,),
    Informant.FRIEND: (RecipientKind.FAMILY,),
    Informant.PROFESSIONAL: (RecipientKind.HEALTH, RecipientKind.PROVIDER),
    Informant.AGENCY: (
        RecipientKind.PROVIDER,
        RecipientKind.GOVERNMENT,
        RecipientKind.SCHOOL,
        RecipientKind.COURT,
        RecipientKind.PAYER,
        RecipientKind.OTHER,
    ),
}


def consented(case: Case, person_id: UUID | None, purpose: ConsentPurpose) -> bool:
    """In force for the person or, where the household is meant (None), for anybody in it."""
    return bool(_in_force(case, person_id, purpose))


def may_ask(case: Case, person_id: UUID | None, informant: str, name: str) -> bool:
    """May this informant be asked about them? A consent with names or kinds covers only those (R-043)."""
    consents = _in_force(case, person_id, ConsentPurpose.COLLATERAL)
    kinds = KINDS.get(informant, ())
    return any(not kinds or any(consent.covers(name, kind) for kind in kinds) for consent in consents)


def may_keep_criminal_history(case: Case, person_id: UUID | None) -> bool:
    """Sensitive information is agreed to by itself; a consent that lists kinds of it must list this one (R-038)."""
    consents = _in_force(case, person_id, ConsentPurpose.SENSITIVE)
    return any(not consent.data_classes or DataClass.CRIMINAL in consent.data_classes for consent in consents)


def _in_force(case: Case, person_id: UUID | None, purpose: ConsentPurpose) -> list[Consent]:
    ids = [one for person in _persons(case, person_id) for one in ids_of(person.standing)]
    return list(consents_in_force(ids, today(case.zone)).filter(purpose=purpose))


def _persons(case: Case, person_id: UUID | None) -> Iterable[Person]:
    return [member.person for member in members_of(case) if person_id in (None, member.person_id)]
