"""How the medicines went over time, and what still has to be explained again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, QuerySet

from tsunagu.cases.models import Case
from tsunagu.monitoring.choices import Understood
from tsunagu.monitoring.models import Adherence, DischargeCall, Issue, Teaching


def adherence_of(case: Case) -> QuerySet[Adherence]:
    """Newest first."""
    return Adherence.objects.filter(case=case).select_related("person").order_by("-until", "-id")


def teachings_of(case: Case) -> QuerySet[Teaching]:
    return Teaching.objects.filter(case=case).select_related("person").order_by("-on", "-id")


def to_explain_again(teachings: Sequence[Teaching]) -> list[Teaching]:
    """The last time of each subject, where it was not said back rightly."""
    last: dict[object, Teaching] = {}
    for teaching in teachings:  # newest first
        last.setdefault(teaching.subject, teaching)
    return [teaching for teaching in last.values() if teaching.understood != Understood.YES]


def issues_of(case: Case) -> QuerySet[Issue]:
    """Open ones first, the nearest day first; then the closed ones, newest first."""
    return (
        Issue.objects.filter(case=case)
        .select_related("owner", "person")
        .order_by(F("closed_at").desc(nulls_first=True), "due", "-id")
    )


def calls_of(case: Case) -> list[DischargeCall]:
    """The calls after hospital stays, newest first."""
    return list(DischargeCall.objects.filter(case=case).select_related("case", "contact")[:20])
