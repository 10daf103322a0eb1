"""Handing the accepted case over to a case manager."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tsunagu.access.check import can
from tsunagu.access.choices import Role
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.identity.queries import workers
from tsunagu.intake import presenters, queries
from tsunagu.intake.commands import hand_over_case
from tsunagu.intake.forms import HandOverForm
from tsunagu.ui import htmx


def hand_over_form(actor: Actor, data: QueryDict | None = None) -> HandOverForm:
    """Case managers of the organisation, by name; those of one's own team first."""
    found = sorted(workers(actor, Role.CASE_MANAGER), key=lambda m: m.team_id not in actor.team_ids)
    return HandOverForm(data, workers=found, may_go_beyond=can(actor, Permission.CASE_ASSIGN))


@allow(Permission.REFERRAL_DECIDE)
@require_POST
def create(request: Request, case_id: UUID) -> HttpResponse:
    referral = queries.get_referral(case_id, request.actor, Permission.REFERRAL_DECIDE)
    form = hand_over_form(request.actor, request.POST)
    if form.is_valid():
        try:
            over_cap = form.cleaned_data.get("over_cap", "")
            hand_over_case(case_id, worker=form.chosen, over_cap=over_cap, by=request.actor)
            return htmx.redirect(request, reverse("intake:referral", args=[case_id]))
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.reason))
    context = presenters.page(referral, request.actor) | {"hand_over": form}
    return render(request, "intake/referral_page.html", context, status=422)
