"""Findings: added, ranked by the person and by the worker each in their own order, excused, dropped with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import FindingKind, LifeDomain, Ranker
from tsunagu.assessment.commands.begin_assessment import persons_of
from tsunagu.assessment.models import Assessment, Finding
from tsunagu.assessment.queries.findings import findings_of, needs_in_order
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused

RANK = {Ranker.PERSON: "rank_by_person", Ranker.WORKER: "rank_by_worker"}


@transaction.atomic
def add_finding(
    case_id: UUID,
    *,
    by: Actor,
    kind: FindingKind,
    domain: LifeDomain,
    text: str,
    person_id: UUID | None = None,
    own_words: str = "",
    language: str = "",
    assessment: Assessment | None = None,
    section: str = "",
    safety: bool = False,
) -> Finding:
    """A need, barrier, strength or hope of a person or, without one, of the household."""
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    if not text.strip():
        raise Refused(_("Say what was found, in a sentence."), field="text")
    if person_id is not None:
        persons_of(case, person_id)
    finding = Finding.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        kind=kind,
        domain=domain,
        text=text.strip(),
        own_words=own_words.strip(),
        language=language,
        assessment=assessment,
        section=section,
        safety=safety and kind == FindingKind.NEED,
        found_by_id=by.id,
        found_by_name=by.name,
    )
    record_act(by, "add_finding", finding, case_id=case.id, kind=str(kind), domain=str(domain))
    return finding


@transaction.atomic
def rank_findings(
    case_id: UUID, order: Sequence[UUID], *, whose: Ranker, by: Actor, person_id: UUID | None = None
) -> None:
    """Set the whole order of needs as the person gives it, or the worker. The other order is not touched."""
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    needs = {need.id: need for need in findings_of(case, person_id, FindingKind.NEED)}
    if len(set(order)) != len(order) or not set(order) <= needs.keys():
        raise Refused(_("The list of needs has changed. Look at it again, then rank."), field="order")
    for rank, need_id in enumerate(order, 1):
        setattr(needs[need_id], RANK[whose], rank)
    Finding.objects.bulk_update([needs[need_id] for need_id in order], [RANK[whose]])
    record_act(by, "rank_findings", case, case_id=case.id, whose=str(whose), order=[str(need_id) for need_id in order])


@transaction.atomic
def move_finding(finding_id: UUID, step: int, *, whose: Ranker, by: Actor, person_id: UUID | None = None) -> None:
    """One place up (-1) or down (+1) in one of the two orders, among needs of the same urgency."""
    finding = Finding.objects.standing().select_related("case").get(id=finding_id)
    order = [need.id for need in needs_in_order(finding.case, person_id, whose=whose)]
    at = order.index(finding.id)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    rank_findings(finding.case_id, order, whose=whose, by=by, person_id=person_id)


@transaction.atomic
def mark_safety(finding_id: UUID, safety: bool, *, by: Actor) -> Finding:
    """Put a need before the person's own order because somebody may come to harm, or take that back (R-117)."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, finding = _standing(finding_id)
    if finding.kind != FindingKind.NEED:
        raise Refused(_("Only a need can go before the others for safety."))
    finding.safety = safety
    finding.save(update_fields=["safety"])
    record_act(by, "mark_safety", finding, case_id=case.id, safety=safety)
    return finding


@transaction.atomic
def excuse_barrier(finding_id: UUID, *, reason: str, by: Actor) -> Finding:
    """Say why nothing is done about a barrier for now; otherwise an action of the plan is expected (R-046)."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, finding = _standing(finding_id)
    if finding.kind != FindingKind.BARRIER:
        raise Refused(_("Only a barrier needs a reason for doing nothing."))
    if not reason.strip():
        raise Refused(_("Write why nothing is done about it for now."), field="reason")
    finding.no_action_reason = reason.strip()
    finding.save(update_fields=["no_action_reason"])
    record_act(by, "excuse_barrier", finding, case_id=case.id, reason=finding.no_action_reason)
    return finding


@transaction.atomic
def drop_finding(finding_id: UUID, *, reason: str, by: Actor) -> Finding:
    """It does not hold (any more). It stays readable with the reason."""
    check(by, Permission.ASSESSMENT_WRITE)
    case, finding = _standing(finding_id)
    if not reason.strip():
        raise Refused(_("Write why this does not hold any more."), field="reason")
    finding.dropped_at, finding.dropped_by_name, finding.drop_reason = now(), by.name, reason.strip()
    finding.save(update_fields=["dropped_at", "dropped_by_name", "drop_reason"])
    record_act(by, "drop_finding", finding, case_id=case.id, reason=finding.drop_reason)
    return finding


def _standing(finding_id: UUID) -> tuple[Case, Finding]:
    case = locked(Finding.objects.values_list("case_id", flat=True).get(id=finding_id))
    refuse_closed(case)
    finding = Finding.objects.get(id=finding_id)
    if finding.dropped_at:
        raise Refused(_("This was dropped already."))
    return case, finding
