"""Factors that a worker states, and takes back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.words import in_language
from tsunagu.people import panels as people
from tsunagu.risk.commands import state_factor, withdraw_factor
from tsunagu.risk.forms import WithdrawForm
from tsunagu.risk.models import StatedFactor
from tsunagu.risk.queries import scheme_for
from tsunagu.risk.views.room import factor_form, found_for, member_of, tier_page, tried
from tsunagu.ui import htmx


@allow(Permission.TIER_SET)
@require_POST
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.TIER_SET)
    member = member_of(request, case)
    found = found_for(case, member)
    form = factor_form(request, case, found, bound=True)
    if form.is_valid():
        said = {"by": request.actor, **form.cleaned_data}
        if tried(form, lambda: state_factor(case.id, member.person_id, **said)) is None:
            return htmx.redirect(request, _tier_url(case, member.person_id))
    return tier_page(request, case, member, found, factor_form=form, status=422)


@allow(Permission.TIER_SET)
@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: UUID, stated_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.TIER_SET)
    stated = StatedFactor.objects.select_related("person").filter(case=case, id=stated_id, withdrawn_at=None).first()
    if stated is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: withdraw_factor(stated.id, reason=reason, by=request.actor)) is None:
            return htmx.redirect(request, _tier_url(case, stated.person_id))
    return _end_page(request, case, stated, form)


def _end_page(request: Request, case: Case, stated: StatedFactor, form: WithdrawForm) -> HttpResponse:
    person = stated.person.standing
    record_look(request.actor, "risk_factor", person_id=person.id, case_id=case.id)
    factor = scheme_for(case).factors.get(stated.factor)
    context = {
        "case": case,
        "stated": stated,
        "label": in_language(factor.label) if factor else stated.factor,
        "name": person.display_name(request.actor.language),
        "band": people.band(person, by=request.actor, number=case.number),
        "alerts": cases.alerts_of(case),
        "form": form,
    }
    return render(request, "risk/factor_end.html", context, status=422 if form.errors else 200)


def _tier_url(case: Case, person_id: UUID) -> str:
    return f"{reverse('risk:tier', args=[case.id])}?person={person_id}"
