"""My caseload: who I work with, at which stage and risk, and what each is owed next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case as Choose
from django.db.models import F, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases import panels
from tsunagu.cases.models import Case, Duty
from tsunagu.cases.queries import caseload_of, leading
from tsunagu.core.clock import now
from tsunagu.core.words import in_language
from tsunagu.pathways.queries import library
from tsunagu.web.beside import names_of
from tsunagu.web.measures import Measures, measures_of

SORTS = {"due": "next_due", "name": "name", "tier": "tier", "contact": "last_contact_at"}
TIERS = {"crisis": 0, "high": 1, "standard": 2, "low": 3, "": 4}
PER_PAGE = 60


@dataclass(frozen=True)
class Row:
    """One case as the list shows it."""

    case: Case
    name: str
    lang: str
    programme: str
    stage: str
    tier: str
    next_what: str
    next_due: datetime | None
    overdue: bool
    measures: Measures


@allow(Permission.CASE_WORK)
@require_GET
def show(request: Request) -> HttpResponse:
    actor, language = request.actor, panels.language()
    sort = request.GET.get("sort", "due") if request.GET.get("sort", "due") in SORTS else "due"
    cases = with_next_due(
        Case.objects.open().accepted().filter(organisation_id=actor.organisation, primary_id=actor.id)
    )
    page = Paginator(ordered(cases, sort), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/caseload_page.html",
        {
            "rows": rows_of(list(page.object_list), language),
            "page": page,
            "sort": sort,
            "load": caseload_of(request.membership, by=actor),
        },
    )


def with_next_due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with the nearest of its leading duties: one sub-select over the case's own rows."""
    nearest = Duty.objects.filter(leading(now()), case_id=OuterRef("id"), paused=False).order_by(
        F("due_at").asc(nulls_last=True), "id"
    )
    return cases.annotate(
        next_due=Subquery(nearest.values("due_at")[:1]), next_clock=Subquery(nearest.values("clock")[:1])
    )


def ordered(cases: QuerySet[Case], sort: str) -> QuerySet[Case]:
    orders: dict[str, list[Any]] = {
        "due": [F("next_due").asc(nulls_last=True), "number"],
        "tier": ["tier_rank", F("next_due").asc(nulls_last=True), "number"],
        "contact": [F("last_contact_at").asc(nulls_first=True), "number"],
        "name": ["members__person__reading", "members__person__name", "number"],
    }
    if sort == "tier":
        ranks = [When(tier=tier, then=Value(rank)) for tier, rank in TIERS.items()]
        cases = cases.annotate(tier_rank=Choose(*ranks, default=Value(len(ranks))))
    if sort == "name":
        cases = cases.filter(members__position=0, members__left_at__isnull=True)
    return cases.order_by(*orders[sort])


def rows_of(cases: list[Any], language: str) -> list[Row]:
    """Names and measures in three queries for the whole page; words from the library."""
    lib, names = library(), {n.case_id: n for n in names_of([case.id for case in cases])}
    measures = measures_of(cases, language)
    clocks, programmes = lib.rules_for().by_id, lib.programmes()
    return [
        Row(
            case=case,
            name=names[case.id].name if case.id in names else case.said_name,
            lang=names[case.id].lang if case.id in names else "",
            programme=in_language(programmes.get(case.programme), language),
            stage=lib.stage_name(case.programme, case.stage, language),
            tier=lib.tier_name(case.programme, case.tier, language) if case.tier else "",
            next_what=in_language(clocks[case.next_clock].title, language) if case.next_clock in clocks else "",
            next_due=case.next_due,
            overdue=bool(case.next_due and case.next_due < now()),
            measures=measures[case.id],
        )
        for case in cases
    ]
