"""An organisation changes which factors make a tier in a programme, what each weighs, and where the tiers begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Organisation
from tsunagu.pathways.queries import library
from tsunagu.risk.models import TierScheme
from tsunagu.risk.queries.stratification import scheme_of, schemes_before
from tsunagu.risk.rules import Scheme, SchemeError

OWN = "own_"  # factors that this organisation made; a worker states them


@dataclass(frozen=True)
class FactorChange:
    """How a factor stands from now on. A `label` makes a factor of the organisation's own, in the words and the language given."""

    code: str
    points: int
    counts: bool = True
    label: str = ""


@transaction.atomic
def change_scheme(
    programme: str, *, standard: int, high: int, factors: Sequence[FactorChange], reason: str, by: Actor
) -> TierScheme:
    """A new version for this programme, empty for all. It counts from the next time a tier is worked out; nobody's tier falls by it."""
    check(by, Permission.ORGANISATION_SET_UP)
    Organisation.objects.select_for_update().get(id=by.organisation)
    if programme and programme not in library().programmes():
        raise Refused(_("No programme is called so."), field="programme")
    if not reason.strip():
        raise Refused(_("Write why it is changed."), field="reason")
    if standard >= high:
        raise Refused(_("The third tier begins above the second."), field="high")
    before = schemes_before(by.organisation, programme).first()
    base = scheme_of(by.organisation, programme, changed=False)
    document = _document(base, before, factors, standard, high, by.language)
    try:
        base.changed_by(document, "")
    except SchemeError as error:
        raise Refused(str(error)) from error
    scheme = TierScheme.objects.create(
        organisation_id=by.organisation,
        programme=programme,
        version=before.version + 1 if before else 1,
        document=document,
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    record_act(by, "change_scheme", scheme, programme=programme, version=scheme.version, reason=scheme.reason)
    return scheme


def _document(
    base: Scheme, before: TierScheme | None, factors: Sequence[FactorChange], standard: int, high: int, language: str
) -> dict[str, Any]:
    """Only what differs from the scheme below it, and the organisation's own factors whole."""
    own = {code: node for code, node in (before.document if before else {}).get("factors", {}).items() if _is_own(code)}
    changed: dict[str, Any] = {}
    for change in factors:
        if change.label.strip():
            code = f"{OWN}{max([0, *(int(known.removeprefix(OWN)) for known in own)]) + 1}"
            own[code] = {"points": change.points, "label": {language[:2] or "en": change.label.strip()}}
        elif _is_own(change.code) and change.code in own:
            own[change.code] = {**own[change.code], "points": change.points}
        elif change.code in base.factors and base.factors[change.code].points != change.points:
            changed[change.code] = {"points": change.points}
    return {
        "tiers": {"low": 0, "standard": standard, "high": high},
        "factors": {**changed, **own},
        "without": sorted(change.code for change in factors if not change.counts and not change.label),
    }


def _is_own(code: str) -> bool:
    return code.startswith(OWN)
