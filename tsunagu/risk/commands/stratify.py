"""Setting a person's tier: computed from named factors, raised freely, lowered only with a reason (R-019)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Tier
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case, Duty, Member
from tsunagu.core.actor import Actor, system_in
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.risk.events import TierSet
from tsunagu.risk.models import RiskAssessment
from tsunagu.risk.queries.stratification import assessed, scheme_for
from tsunagu.risk.rules import Assessed, Scheme, is_lower

# Nobody has set a tier yet: Tsunagu raises it by itself only above the ordinary, and leaves the first judgement to a person.
UNSET = Tier.STANDARD


@transaction.atomic
def stratify(case_id: UUID, person_id: UUID, *, by: Actor, tier: Tier | str = "", reason: str = "") -> RiskAssessment:
    """Work the tier out again and set it: the computed one, or `tier` in its place."""
    check(by, Permission.TIER_SET)
    case = locked(case_id)
    refuse_closed(case)
    member = _member(case, person_id)
    found = assessed(case, member.person.standing)
    chosen = tier or found.tier
    _refuse_unexplained(chosen, found.tier, member.tier, reason)
    return _set(case, member, found, chosen, reason.strip(), by)


@transaction.atomic
def raise_if_higher(case: Case, person_id: UUID, *, why: str) -> RiskAssessment | None:
    """When facts have changed the factors: raise the tier at once, in the system's name. Lowering is never silent, so never done here.

    `case` is locked by whoever records the fact; `why` is that fact's kind.
    """
    member = case.members.select_related("person").filter(person_id=person_id, left_at=None).first()
    if member is None or case.closed_at is not None:
        return None
    found = assessed(case, member.person.standing)
    if not is_lower(member.tier or UNSET, found.tier):
        return None
    by = system_in(case.organisation_id, zone=case.zone)
    return _set(case, member, found, found.tier, "", by, automatic=True, why=why)


def _refuse_unexplained(chosen: str, computed: str, before: str, reason: str) -> None:
    if reason.strip():
        return
    if is_lower(chosen, computed):
        raise Refused(_("This is lower than the factors say. Write why."), field="reason")
    if is_lower(chosen, before):
        raise Refused(_("This is lower than before. Write what has changed."), field="reason")


def _set(
    case: Case,
    member: Member,
    found: Assessed,
    tier: str,
    reason: str,
    by: Actor,
    *,
    automatic: bool = False,
    why: str = "",
) -> RiskAssessment:
    before, clocks, scheme = member.tier, _open_clocks(case, member.person_id), scheme_for(case)
    risk = RiskAssessment(
        organisation_id=case.organisation_id,
        case=case,
        person_id=member.person_id,
        points=found.points,
        computed=found.tier,
        tier=tier,
        before=before,
        reason=reason,
        factors=snapshot(found, scheme),
        scheme=scheme.version,
        at=now(),
        by_id=by.id,
        by_name=by.name,
        because=why,
        automatic=automatic,
    )
    said: dict[str, Any] = {"tier": str(tier), "points": found.points, "reason": reason, "because": why}
    if tier == before:
        record_act(by, "stratify", risk, case_id=case.id, **said)
    else:
        member.tier, member.tier_since = tier, risk.at
        member.save(update_fields=["tier", "tier_since"])
        event = TierSet(Tier(tier), found.points, reason or None)  # type: ignore[arg-type]
        record(case, Happening(event, risk.at, [member.person_id], risk.id), by=by, verb="stratify", **said)
        risk.clocks = _moved(clocks, _open_clocks(case, member.person_id))
    risk.save(force_insert=True)
    return risk


def snapshot(found: Assessed, scheme: Scheme) -> list[dict[str, Any]]:
    """The factors as they stood, with their points and sources."""
    return [
        {
            "factor": evidence.factor,
            "points": scheme.factors[evidence.factor].points,
            "source": evidence.source,
            "at": evidence.at.isoformat() if evidence.at else None,
            "data": {name: _plain(value) for name, value in evidence.data.items()},
        }
        for evidence in found.evidence
    ]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | list) else str(value)


def _open_clocks(case: Case, person_id: UUID) -> dict[str, datetime | None]:
    """Open obligations of the person and of the case, by clock, each with its nearest due date."""
    open_duties = Duty.objects.filter(Q(person_id=person_id) | Q(person_id=None), case=case, outcome="open")
    return dict(open_duties.values("clock").annotate(due=Min("due_at")).values_list("clock", "due"))


def _moved(before: dict[str, datetime | None], after: dict[str, datetime | None]) -> list[dict[str, Any]]:
    """What began, what ended, and what is due at another time than before."""
    return [
        {
            "clock": clock,
            "was": clock in before,
            "is": clock in after,
            "before": _iso(before.get(clock)),
            "after": _iso(after.get(clock)),
        }
        for clock in sorted(before.keys() | after.keys())
        if clock not in before or clock not in after or before[clock] != after[clock]
    ]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _member(case: Case, person_id: UUID) -> Member:
    member = case.members.select_related("person__merged_into").filter(person_id=person_id, left_at=None).first()
    if member is None:
        raise Refused(_("This person is not in the case."), field="person")
    return member
