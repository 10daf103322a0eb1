"""The screening page: five blocks, eligibility, and the decision with what the referrer will be told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.choices import Model
from tsunagu.core.errors import Refused
from tsunagu.intake import presenters, queries
from tsunagu.intake.choices import Result
from tsunagu.intake.commands import decide_referral, determine_eligibility, record_evidence, screen_referral
from tsunagu.intake.forms import ScreeningForm
from tsunagu.intake.models import Referral
from tsunagu.intake.models.screening import BLOCKS
from tsunagu.ui import htmx

ELIGIBILITY = ("result", "rule", "evidence", "reasons", "alternatives")


@allow(Permission.REFERRAL_TAKE_IN)
@require_http_methods(["GET", "POST"])
def edit(request: Request, case_id: UUID) -> HttpResponse:
    """What was written stays written, also when the decision is refused: the page then says what is missing."""
    referral = queries.get_referral(case_id, request.actor)
    form, refusal = _form(request, referral), None
    if form.is_valid():
        try:
            _write(form, referral, request)
            return htmx.redirect(request, reverse("intake:referral", args=[case_id]))
        except Refused as error:
            refusal = error
            if not error.missing:
                form.add_error(error.field if error.field in form.fields else None, str(error.reason))
    record_look(request.actor, "intake:screening", case_id=case_id, person_id=referral.person_id)
    context = presenters.page(referral, request.actor) | {"form": form, "refusal": refusal, "groups": form.by_group()}
    return render(request, "intake/screening_page.html", context, status=422 if form.errors or refusal else 200)


def _form(request: Request, referral: Referral) -> ScreeningForm:
    screening, eligibility = getattr(referral, "screening", None), queries.latest_eligibility(referral)
    initial = {name: getattr(screening, name) for name in (*BLOCKS, "services_now", "opinion") if screening}
    initial |= {name: getattr(eligibility, name) for name in ELIGIBILITY if eligibility}
    targeted = referral.case.model == Model.TARGETED or referral.target_group
    return ScreeningForm(
        request.POST or None,
        initial=initial | {"target_group": referral.target_group, "decision": ""},
        groups=queries.target_groups(request.actor) if targeted else (),
        evidence=queries.evidence_of(referral),
        may_override=can(request.actor, Permission.DUTY_WAIVE),
    )


def _write(form: ScreeningForm, referral: Referral, request: Request) -> None:
    by, case_id = request.actor, referral.case_id
    with transaction.atomic():
        screen_referral(case_id, **form.said(*BLOCKS, "services_now", "opinion"), by=by)
        if form.cleaned_data["result"] and any(name in form.changed_data for name in ELIGIBILITY):
            found = form.said(*ELIGIBILITY)
            determine_eligibility(case_id, **found | {"result": Result(found["result"])}, by=by)
        if group := form.cleaned_data["target_group"]:
            record_evidence(case_id, group=group, evidence=form.evidence_for(group), by=by)
    if form.cleaned_data["decision"]:
        decide_referral(case_id, **form.arguments(), by=by)
