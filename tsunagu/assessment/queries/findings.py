"""What was found: for plans, summaries and the share view."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from tsunagu.assessment.choices import LIGHT_OF, FindingKind, LifeDomain, Ranker
from tsunagu.assessment.models import Finding, Wellbeing
from tsunagu.cases.models import Case


def findings_of(case: Case, person_id: UUID | None = None, *kinds: FindingKind) -> QuerySet[Finding]:
    """Standing findings of a case, or of one person and their household. A plan takes a need, strength, barrier or hope from here."""
    found = Finding.objects.filter(case=case).standing().select_related("person", "assessment")
    if person_id is not None:
        found = found.filter(Q(person_id=person_id) | Q(person=None))
    return found.filter(kind__in=kinds) if kinds else found


def needs_in_order(case: Case, person_id: UUID | None = None, *, whose: Ranker = Ranker.PERSON) -> QuerySet[Finding]:
    """Needs as the person ranks them (or the worker), safety before everything else (R-117); those not ranked yet come last."""
    rank = "rank_by_person" if whose == Ranker.PERSON else "rank_by_worker"
    return findings_of(case, person_id, FindingKind.NEED).order_by(
        "-safety", F(rank).asc(nulls_last=True), "found_at", "id"
    )


def get_finding(case: Case, finding_id: UUID) -> Finding:
    found = findings_of(case).filter(id=finding_id).first()
    if found is None:
        raise Http404
    return found


def barriers_without_action(case: Case, acted_on: QuerySet[Finding] | None = None) -> QuerySet[Finding]:
    """Open barriers that no action of the plan is about (`acted_on` is handed by planning) and no reason excuses (R-046)."""
    found = findings_of(case, None, FindingKind.BARRIER).filter(no_action_reason="")
    return found.exclude(id__in=acted_on.values("id")) if acted_on is not None else found


def one_sided(domains: list[LifeDomain]) -> str:
    """The one part of life, mind, body or social, that these domains all belong to; empty where there are several (R-109)."""
    parts = {LIGHT_OF[domain] for domain in domains}
    return parts.pop() if len(parts) == 1 else ""


def wellbeing_of(case: Case, person_id: UUID) -> list[Wellbeing]:
    """How the person rated their life, in order of time."""
    return list(Wellbeing.objects.filter(case=case, person_id=person_id))
