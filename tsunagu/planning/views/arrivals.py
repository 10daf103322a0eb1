"""What other organisations that work here ask of ours: what they told, and our answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.identity.queries import organisation_of
from tsunagu.intake.queries import usual_programme
from tsunagu.planning.commands.refer import accept_here, open_sent_referral, take_referrals_here
from tsunagu.planning.forms import ArrivedAnswerForm
from tsunagu.planning.models import SentReferral
from tsunagu.planning.presenters.referrals import referral_row, told_view
from tsunagu.planning.queries.referrals import arrived_for, get_arrived
from tsunagu.planning.views.referrals import FOLLOWING, STEPS
from tsunagu.planning.views.room import tried
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_TAKE_IN)
@require_GET
def index(request: Request) -> HttpResponse:
    rows = arrived_for(request.actor).order_by("state", "sent_at", "id")[:100]
    context = {
        "rows": [referral_row(one, arrived=True) for one in rows],
        "takes": organisation_of(request.actor).settings.get("takes_referrals", False),
        "may_keep": can(request.actor, Permission.DIRECTORY_KEEP),
    }
    return render(request, "planning/arrived_page.html", context)


@allow(Permission.DIRECTORY_KEEP)
@require_POST
def taking(request: Request) -> HttpResponse:
    take_referrals_here(accept=request.POST.get("accept") == "yes", by=request.actor)
    return htmx.redirect(request, reverse("planning:arrived"))


@allow(Permission.REFERRAL_TAKE_IN)
@require_GET
def show(request: Request, referral_id: UUID) -> HttpResponse:
    """Opening it tells the sender that it has arrived."""
    referral = get_arrived(referral_id, request.actor)
    open_sent_referral(referral_id=referral.id, by=request.actor)
    return _show(request, get_arrived(referral_id, request.actor))


def _show(request: Request, referral: SentReferral, typed: dict[str, forms.Form] | None = None) -> HttpResponse:
    steps = [name for name in FOLLOWING.get(referral.state, ()) if name != "withdrawal"]
    context = {
        "referral": referral,
        "row": referral_row(referral, arrived=True),
        "told": told_view(referral.told),
        "forms": {name: (typed or {}).get(name) or _form(name, request) for name in steps},
    }
    return render(request, "planning/arrived_referral_page.html", context, status=422 if typed else 200)


def _form(step: str, request: Request, data: QueryDict | None = None) -> forms.Form:
    if step == "answer":
        return ArrivedAnswerForm(data, programme=usual_programme(request.actor))
    return STEPS[step][0](data)


@allow(Permission.REFERRAL_TAKE_IN)
@require_POST
def step(request: Request, referral_id: UUID, step: str) -> HttpResponse:
    """Our answer; accepting opens a case of our own."""
    referral = get_arrived(referral_id, request.actor)
    if step not in ("answer", "beginning", "result"):
        raise Http404
    form = _form(step, request, request.POST)
    if form.is_valid() and tried(form, lambda: _act(request, referral, step, dict(form.cleaned_data))) is None:
        messages.success(request, _("They are told."))
        return htmx.redirect(request, reverse("planning:arrived_referral", args=[referral.id]))
    return _show(request, referral, {step: form})


def _act(request: Request, referral: SentReferral, step: str, said: dict[str, Any]) -> SentReferral:
    programme = said.pop("programme", "")
    if said.get("answer") == "accepted":
        return accept_here(referral_id=referral.id, programme=programme, by=request.actor)
    return STEPS[step][1](referral.id, said, request.actor)
