"""Whose risk it is, and what its page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from tsunagu.access.check import can
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import members_of
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.people import panels as people
from tsunagu.risk.forms import FactorForm, TierForm
from tsunagu.risk.presenters.readmission import past_rows
from tsunagu.risk.presenters.tiers import clock_rows, factor_rows, history_rows, points_of, steps, tier_view
from tsunagu.risk.queries import assessed, history_of, latest_scores, scheme_for, stated_of, tier_name
from tsunagu.risk.rules import RANK, Assessed, is_lower


def member_of(request: Request, case: Case) -> Member:
    """The member that `?person=` names, else the first; nobody known yet: there is no risk page."""
    members = members_of(case)
    wanted = request.GET.get("person") or request.POST.get("person") or ""
    try:
        found = [m for m in members if not wanted or m.person_id == UUID(wanted)]
    except ValueError as error:
        raise Http404 from error
    if not found:
        raise Http404
    return found[0]


def tier_form(request: Request, case: Case, found: Assessed, *, bound: bool = False) -> TierForm:
    tiers = [(tier, tier_name(case, tier)) for tier in reversed(RANK)]
    return TierForm(request.POST if bound else None, tiers=tiers, initial={"tier": found.tier})


def factor_form(request: Request, case: Case, found: Assessed, *, bound: bool = False) -> FactorForm:
    """Only factors that no record shows yet can be stated."""
    shown = {e.factor for e in found.evidence}
    factors = [(f.code, in_language(f.label)) for f in scheme_for(case).factors.values() if f.code not in shown]
    return FactorForm(request.POST if bound else None, factors=factors, auto_id="factor_%s")


def tier_page(
    request: Request, case: Case, member: Member, found: Assessed, *, status: int = 200, **more: Any
) -> HttpResponse:
    record_look(request.actor, "risk", person_id=member.person.standing.id, case_id=case.id)
    person, history = member.person.standing, list(history_of(case, member.person_id))
    stated = {s.factor: s for s in stated_of(case, member.person_id)}
    may_set = case.is_open and can(request.actor, Permission.TIER_SET)
    context = {
        "case": case,
        "person": member.person,
        "name": person.display_name(request.actor.language),
        "band": people.band(person, by=request.actor, number=case.number),
        "alerts": cases.alerts_of(case),
        "persons": [m.person for m in members_of(case)],
        "computed": tier_view(case, found.tier),
        "points": points_of(found.points),
        "tier": tier_view(case, member.tier),
        "since": member.tier_since,
        "above": bool(member.tier) and is_lower(found.tier, member.tier),
        "below": is_lower(member.tier, found.tier),
        "factors": factor_rows(case, found, stated),
        "history": history_rows(case, history),
        "steps": steps(case, history, now()),
        "clocks": clock_rows(case, next((r for r in history if r.tier != r.before), None)),
        "readmission": past_rows(latest_scores(case, person)),
        "may_set": may_set,
        "tier_form": tier_form(request, case, found) if may_set else None,
        "factor_form": factor_form(request, case, found) if may_set else None,
        **more,
    }
    return render(request, "risk/tier_page.html", context, status=status)


def found_for(case: Case, member: Member) -> Assessed:
    return assessed(case, member.person.standing)


def tried(form: forms.Form, act: Callable[[], Any]) -> Refused | None:
    """Run the command; a refusal stands at the field it names and is handed back."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return refusal
    return None
