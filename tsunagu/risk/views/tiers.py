"""A person's tier: why it is what it is, and setting another."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Tier
from tsunagu.cases.queries import get_chart
from tsunagu.risk.commands import stratify
from tsunagu.risk.views.room import found_for, member_of, tier_form, tier_page, tried
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.TIER_SET if request.method == "POST" else Permission.CHART_READ)
    member = member_of(request, case)
    found = found_for(case, member)
    if request.method == "GET":
        return tier_page(request, case, member, found)
    form = tier_form(request, case, found, bound=True)
    if form.is_valid():
        said = {"tier": Tier(form.cleaned_data["tier"]), "reason": form.cleaned_data["reason"]}
        if tried(form, lambda: stratify(case.id, member.person_id, by=request.actor, **said)) is None:
            return htmx.redirect(request, f"{reverse('risk:tier', args=[case.id])}?person={member.person_id}#clocks")
    return tier_page(request, case, member, found, tier_form=form, status=422)
