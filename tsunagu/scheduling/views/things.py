"""Rooms and vehicles: which there are, and what they are booked for this week."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.check import can, check
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import ThingKind
from tsunagu.scheduling.commands.keep_things import add_thing, retire_thing
from tsunagu.scheduling.forms import ThingForm
from tsunagu.scheduling.queries import things_of, week_of_things
from tsunagu.scheduling.views.room import tried
from tsunagu.ui import htmx


@allow(Permission.HOME)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    may = can(request.actor, Permission.ORGANISATION_SET_UP)
    form = ThingForm(request.POST or None)
    if request.method == "POST":
        check(request.actor, Permission.ORGANISATION_SET_UP)
        if form.is_valid():
            data = dict(form.cleaned_data)
            kind = ThingKind(data.pop("kind"))
            _made, refused = tried(form, lambda: add_thing(kind=kind, by=request.actor, **data))
            if not refused:
                return htmx.redirect(request, reverse("scheduling:things"))
    context = {"things": week_of_things(request.actor), "form": form if may else None}
    return render(request, "scheduling/things_page.html", context, status=422 if form.errors else 200)


@allow(Permission.ORGANISATION_SET_UP)
@require_POST
def retire(request: Request, thing_id: UUID) -> HttpResponse:
    thing = get_object_or_404(things_of(request.actor), id=thing_id)
    try:
        retire_thing(thing.id, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return htmx.redirect(request, reverse("scheduling:things"))
