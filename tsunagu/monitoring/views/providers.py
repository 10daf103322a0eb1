"""What monitoring found about those who give the services."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.clock import today
from tsunagu.monitoring.queries.providers import (
    MONTHS,
    issues_about,
    listed_provider,
    months_of,
    providers_found,
    remarks_about,
)
from tsunagu.monitoring.rules import months_before


@allow(Permission.BOARD_SEE)
@require_GET
def index(request: Request) -> HttpResponse:
    """Each provider of the last months; one of them with `?provider=`."""
    actor = request.actor
    since, provider = months_before(today(actor.zone), MONTHS - 1), request.GET.get("provider", "")
    context = {"since": since, "provider": provider, "reads": can(actor, Permission.CHART_READ)}
    if not provider:
        return render(request, "monitoring/providers_page.html", {**context, "found": providers_found(actor, since)})
    context["months"] = months_of(actor, provider, since)
    if context["reads"]:
        context["listed"] = listed_provider(actor, provider)
        context["remarks"] = remarks_about(actor, provider, since)
        context["issues"] = issues_about(actor, provider, since)
    return render(request, "monitoring/provider_page.html", context)
