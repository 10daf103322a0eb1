"""Handing the accepted case over to a case manager."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.intake import presenters, queries
from tsunagu.intake.commands import hand_over_case
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_DECIDE)
@require_POST
def create(request: Request, case_id: UUID) -> HttpResponse:
    referral = queries.get_referral(case_id, request.actor, Permission.REFERRAL_DECIDE)
    form = presenters.hand_over_form(request.actor, request.POST)
    if form.is_valid():
        try:
            over_cap = form.cleaned_data.get("over_cap", "")
            hand_over_case(case_id, worker=form.chosen, over_cap=over_cap, by=request.actor)
            return htmx.redirect(request, reverse("intake:referral", args=[case_id]))
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error.reason))
    context = presenters.page(referral, request.actor) | {"hand_over": form}
    return render(request, "intake/referral_page.html", context, status=422)
