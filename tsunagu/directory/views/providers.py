"""A provider: what they offer, how long people wait for them, what was seen of how they work; and those known only by number."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.clock import today
from tsunagu.directory.commands.keep_provider import (
    name_provider,
    publish_directory,
    raise_provider_concern,
    settle_provider_concern,
)
from tsunagu.directory.forms import ConcernForm, NameForm, OutcomeForm
from tsunagu.directory.models import ProviderConcern
from tsunagu.directory.queries import (
    concerns_about,
    get_provider,
    imports,
    torn_providers,
    torn_services,
)
from tsunagu.directory.queries.waits import waits_for
from tsunagu.directory.views.services import tried
from tsunagu.identity.queries import organisation_of
from tsunagu.ui import htmx


@allow(Permission.DIRECTORY_READ)
@require_GET
def show(request: Request, provider_id: UUID) -> HttpResponse:
    provider = get_provider(provider_id, request.actor)
    may_see = can(request.actor, Permission.CASE_WORK) or can(request.actor, Permission.DIRECTORY_KEEP)
    context = {
        "provider": provider,
        "services": sorted(provider.services.all(), key=lambda one: one.name),
        "waits": waits_for(provider.id),
        "concerns": list(concerns_about(provider)) if may_see else [],
        "may_see_concerns": may_see,
        "may_raise": can(request.actor, Permission.CASE_WORK),
        "may_keep": can(request.actor, Permission.DIRECTORY_KEEP),
        "name_form": NameForm(),
        "outcome_form": OutcomeForm(),
    }
    return render(request, "directory/provider_page.html", context)


@allow(Permission.DIRECTORY_KEEP)
@require_POST
def name(request: Request, provider_id: UUID) -> HttpResponse:
    provider = get_provider(provider_id, request.actor, Permission.DIRECTORY_KEEP)
    name_provider(provider_id=provider.id, name=request.POST.get("name", ""), by=request.actor)
    messages.success(request, _("Its services are found from now on."))
    return htmx.redirect(request, reverse("directory:provider", args=[provider.id]))


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def raise_concern(request: Request, provider_id: UUID) -> HttpResponse:
    provider = get_provider(provider_id, request.actor)
    form = ConcernForm(
        request.POST if request.method == "POST" else None, initial={"seen_on": today(request.actor.zone)}
    )
    if form.is_valid() and tried(
        form, lambda: raise_provider_concern(provider_id=provider.id, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Kept on the provider’s page."))
        return htmx.redirect(request, reverse("directory:provider", args=[provider.id]))
    context = {"form": form, "provider": provider}
    return render(request, "directory/concern_form.html", context, status=422 if form.errors else 200)


@allow(Permission.DIRECTORY_KEEP)
@require_POST
def settle(request: Request, concern_id: UUID) -> HttpResponse:
    concern = ProviderConcern.objects.filter(id=concern_id).first()
    if concern is None:
        raise Http404
    settle_provider_concern(concern_id=concern.id, outcome=request.POST.get("outcome", ""), by=request.actor)
    return htmx.redirect(request, reverse("directory:provider", args=[concern.provider_id]))


@allow(Permission.DIRECTORY_KEEP)
@require_GET
def torn(request: Request) -> HttpResponse:
    """What cannot be found until somebody mends it, and what each import had to say."""
    runs = list(imports()[:5])
    context = {
        "services": list(torn_services()[:100]),
        "service_count": torn_services().count(),
        "providers": list(torn_providers()[:100]),
        "provider_count": torn_providers().count(),
        "runs": [(run, run.remarks[:50], len(run.remarks)) for run in runs],
        "publishes": organisation_of(request.actor).settings.get("publishes_directory", False),
    }
    return render(request, "directory/mending_page.html", context)


@allow(Permission.DIRECTORY_KEEP)
@require_POST
def publish(request: Request) -> HttpResponse:
    publish_directory(publish=request.POST.get("publish") == "yes", by=request.actor)
    return htmx.redirect(request, reverse("directory:mending"))
