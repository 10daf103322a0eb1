"""Needs that several people share, and the groups and rides made of them: read by whoever answers for all their charts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.scheduling.commands.pool_needs import dissolve_group, form_group, share_ride
from tsunagu.scheduling.forms import GroupForm, ReasonForm, SharedRideForm
from tsunagu.scheduling.models import Group
from tsunagu.scheduling.presenters.groups import group_when, half_words, place_rows, pools_of
from tsunagu.scheduling.queries.pooling import PooledNeed, get_group, groups_ahead, pooled_needs
from tsunagu.scheduling.views.room import tried
from tsunagu.ui import htmx


@allow(Permission.CASE_ASSIGN)
@require_GET
def needs(request: Request) -> HttpResponse:
    """Who needs the same, by type, area and time."""
    together, alone = pools_of(pooled_needs(request.actor))
    ahead = [(group, group_when(group)) for group in groups_ahead(request.actor)[:50]]
    return render(request, "scheduling/needs_page.html", {"together": together, "alone": alone, "ahead": ahead})


@allow(Permission.CASE_ASSIGN)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """A group, or a shared ride, of the needs that were chosen: `?need=…&need=…`."""
    ids = _asked(request)
    chosen = pooled_needs(request.actor, ids)
    ride = bool(chosen) and all(need.ride for need in chosen)
    form: GroupForm | SharedRideForm = (
        SharedRideForm(request.POST or None) if ride else GroupForm(request.POST or None, initial=_from(chosen))
    )

    def act() -> Group:
        if isinstance(form, SharedRideForm):
            return share_ride(needs=ids, words=form.words(), by=request.actor)
        return form_group(needs=ids, words=form.words(request.actor.zone), by=request.actor)

    if request.method == "POST" and form.is_valid():
        made, refused = tried(form, act)
        if not refused:
            _say_made(request, len(chosen))
            return htmx.redirect(request, reverse("scheduling:group", args=[made.id]))
    context = {"form": form, "chosen": [(need, half_words(need.half)) for need in chosen], "ride": ride}
    return render(request, "scheduling/group_form.html", context, status=422 if form.errors else 200)


def _asked(request: Request) -> list[UUID]:
    """What is no id was not chosen."""
    found = []
    for said in request.GET.getlist("need") + request.POST.getlist("need"):
        try:
            found.append(UUID(said))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _from(chosen: list[PooledNeed]) -> dict[str, Any]:
    """The hours of the first who has any."""
    slots = next((sorted(need.line.slots) for need in chosen if need.line and need.line.slots), [])
    return {"start": slots[0][1], "end": slots[0][2]} if slots else {}


def _say_made(request: Request, people: int) -> None:
    said = ngettext("%(n)s record has its own entry.", "%(n)s records have their own entry each.", people)
    messages.success(request, said % {"n": people})


@allow(Permission.CASE_ASSIGN)
@require_GET
def page(request: Request, group_id: UUID) -> HttpResponse:
    return _show(request, get_group(group_id, request.actor), ReasonForm())


@allow(Permission.CASE_ASSIGN)
@require_http_methods(["POST"])
def dissolve(request: Request, group_id: UUID) -> HttpResponse:
    group = get_group(group_id, request.actor)
    form = ReasonForm(request.POST)
    if form.is_valid():
        _made, refused = tried(
            form, lambda: dissolve_group(group.id, reason=form.cleaned_data["reason"], by=request.actor)
        )
        if not refused:
            messages.success(request, _("The group is dissolved. What it answered is on the list of needs again."))
            return htmx.redirect(request, reverse("scheduling:needs"))
    return _show(request, group, form)


def _show(request: Request, group: Group, form: forms.Form) -> HttpResponse:
    rows = place_rows(group)
    for row in rows:
        record_look(request.actor, "group", case_id=row.place.case_id, person_id=row.place.person_id)
    context = {"group": group, "when": group_when(group), "rows": rows, "form": form}
    return render(request, "scheduling/group_page.html", context, status=422 if form.errors else 200)
