"""The decision by itself: for a referral that waits, or one that needs no screening to be declined."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.core.errors import Refused
from tsunagu.intake import presenters, queries
from tsunagu.intake.commands import decide_referral
from tsunagu.intake.forms import DecisionForm
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_DECIDE)
@require_http_methods(["GET", "POST"])
def edit(request: Request, case_id: UUID) -> HttpResponse:
    referral = queries.get_referral(case_id, request.actor, Permission.REFERRAL_DECIDE)
    form = DecisionForm(request.POST or None, may_override=can(request.actor, Permission.DUTY_WAIVE))
    refusal = None
    if form.is_valid():
        try:
            decide_referral(case_id, **form.arguments(), by=request.actor)
            return htmx.redirect(request, reverse("intake:referral", args=[case_id]))
        except Refused as error:
            refusal = error
            if not error.missing:
                form.add_error(error.field if error.field in form.fields else None, str(error.reason))
    record_look(request.actor, "intake:decision", case_id=case_id, person_id=referral.person_id)
    context = presenters.page(referral, request.actor) | {"form": form, "refusal": refusal}
    return render(request, "intake/decision_page.html", context, status=422 if form.errors or refusal else 200)
