"""Calendars outside: one's private addresses, what they may show, the feed itself, and invitations."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow, public
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.models import Meeting
from tsunagu.cases.queries import get_chart
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.clock import now, today
from tsunagu.identity.actors import actor_of
from tsunagu.identity.models import Membership
from tsunagu.identity.queries import organisation_of
from tsunagu.scheduling.commands.keep_feeds import allow_names_in_feeds, hash_of, note_use, open_feed, revoke_feed
from tsunagu.scheduling.forms import FeedForm, FeedNamesForm
from tsunagu.scheduling.presenters import ics
from tsunagu.scheduling.queries import appointment_of, feeds_of, meetings_of, names_allowed, of_workers
from tsunagu.scheduling.views.room import tried
from tsunagu.ui import htmx

BEHIND, AHEAD = timedelta(days=31), timedelta(days=186)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def index(request: Request) -> HttpResponse:
    """One's addresses: made, shown once, used when, taken back."""
    form = FeedForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        _feed, token = open_feed(by=request.actor, label=form.cleaned_data["label"])
        address = request.build_absolute_uri(reverse("scheduling:feed", args=[token]))
        form = FeedForm()
    context = {
        "form": form,
        "address": address,
        "feeds": feeds_of(request.actor),
        "names": names_allowed(organisation_of(request.actor)),
    }
    return render(request, "scheduling/feeds_page.html", context)


@allow(Permission.CASE_WORK)
@require_POST
def revoke(request: Request, feed_id: UUID) -> HttpResponse:
    feed = get_object_or_404(feeds_of(request.actor), id=feed_id)
    revoke_feed(feed.id, by=request.actor)
    return htmx.redirect(request, reverse("scheduling:feeds"))


@allow(Permission.ORGANISATION_SET_UP)
@require_http_methods(["GET", "POST"])
def names(request: Request) -> HttpResponse:
    """May calendars outside show names? The organisation says so, with its reason."""
    allowed = names_allowed(organisation_of(request.actor))
    form: forms.Form = FeedNamesForm(request.POST or None, initial={"allowed": "yes" if allowed else "no"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _done, refused = tried(
            form,
            lambda: allow_names_in_feeds(allowed=data["allowed"] == "yes", reason=data["reason"], by=request.actor),
        )
        if not refused:
            return htmx.redirect(request, reverse("scheduling:feed_names"))
    context = {"form": form, "allowed": allowed}
    return render(request, "scheduling/feed_names_page.html", context, status=422 if form.errors else 200)


@public("A calendar program asks with nothing but its secret address; whoever takes it back ends it.")
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select id, organisation_id, user_id from app_feed(%s)", [hash_of(token)])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    feed_id, organisation_id, user_id = found
    with acting(system_in(organisation_id)):
        member = (
            Membership.objects.select_related("user", "organisation")
            .filter(organisation_id=organisation_id, user_id=user_id, is_active=True, user__is_active=True)
            .first()
        )
    if member is None:
        raise Http404
    actor = actor_of(member)
    if not can(actor, Permission.CASE_WORK):
        raise Http404
    with acting(actor), translation.override(member.user.language):
        note_use(feed_id, by=actor)
        content = _content(actor, names_allowed(member.organisation))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    patch_cache_control(response, private=True, no_store=True)
    return response


def _content(actor: Actor, names: bool) -> bytes:
    """Six months ahead and one behind."""
    seats = of_workers([actor.id], actor, now() - BEHIND, now() + AHEAD)
    day = today(actor.zone)
    meetings = [m for _user, m in meetings_of([actor.id], actor, day - BEHIND, day + AHEAD)]
    return ics.feed(
        _("Tsunagu: %(name)s") % {"name": actor.name}, [one for _seat, one in seats if one], meetings, names=names
    )


@allow(Permission.CHART_READ)
@require_GET
def invitation(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    record_look(request.actor, "appointment", case_id=case.id)
    return _file(ics.invitation(appointment_of(case, appointment_id)), "appointment.ics")


@allow(Permission.CHART_READ)
@require_GET
def meeting_invitation(request: Request, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    record_look(request.actor, "meeting", case_id=case.id)
    meeting = get_object_or_404(Meeting.objects.select_related("case"), case=case, id=meeting_id)
    return _file(ics.meeting_invitation(meeting), "meeting.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
