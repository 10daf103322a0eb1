"""Does a consent stand today? Read off the ledger, as the clocks and gates do."""

from __future__ import annotations

from uuid import UUID

from tsunagu.cases.choices import ConsentPurpose
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.models import Case
from tsunagu.core.clock import now, today


def consented(case: Case, person_id: UUID | None, purpose: ConsentPurpose) -> bool:
    """Given for this purpose, not withdrawn since, not run out; about this person or, for a household, about anyone in it."""
    facts = sorted(
        (
            fact
            for kind in ("consent.given", "consent.revoked")
            for fact in ledger_of(case).by_kind.get(kind, ())
            if fact.data.get("purpose") == purpose and _is_about(fact.persons, person_id)
        ),
        key=lambda fact: fact.at,
    )
    standing = [fact for fact in facts if fact.at <= now()]
    if not standing or standing[-1].kind == "consent.revoked":
        return False
    until = standing[-1].data.get("until")
    return until is None or until >= today(case.zone)


def _is_about(persons: frozenset[str], person_id: UUID | None) -> bool:
    return person_id is None or not persons or str(person_id) in persons
