"""Answers to the referrer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.intake import queries
from tsunagu.intake.commands import acknowledge_referral, confirm_reply
from tsunagu.ui import htmx


@allow(Permission.REFERRAL_TAKE_IN)
@require_http_methods(["GET", "POST"])
def acknowledge(request: Request, case_id: UUID) -> HttpResponse:
    """A GET, from a worklist, leads to the words that will be sent; a POST sends them."""
    queries.get_referral(case_id, request.actor)
    if request.method == "GET":
        return htmx.redirect(request, reverse("intake:referral", args=[case_id]) + "#answer")
    acknowledge_referral(case_id, by=request.actor)
    return htmx.redirect(request, reverse("intake:referral", args=[case_id]))


@allow(Permission.REFERRAL_TAKE_IN)
@require_POST
def confirm(request: Request, case_id: UUID, notice_id: UUID) -> HttpResponse:
    """The letter or fax has gone out, or they were told."""
    queries.get_referral(case_id, request.actor)
    confirm_reply(case_id, notice_id, by=request.actor)
    return htmx.redirect(request, reverse("intake:referral", args=[case_id]))
