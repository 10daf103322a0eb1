"""A worker's calendar, and the week of a team."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.actor import Actor
from tsunagu.scheduling.presenters.appointments import line_of
from tsunagu.scheduling.presenters.calendar import (
    Calendar,
    Item,
    busy,
    days_of,
    item_of,
    make,
    meeting_item,
    people_of,
    stretch,
)
from tsunagu.scheduling.queries import meetings_of, not_said_yet, of_workers, team_of
from tsunagu.scheduling.views.room import asked_day, asked_view


@allow(Permission.CASE_WORK)
@require_GET
def show(request: Request) -> HttpResponse:
    """One's own day, week or month."""
    actor = request.actor
    view, on = asked_view(request), asked_day(request, actor.zone)
    calendar = worker_calendar(actor.id, actor, view, on)
    open_ = [line_of(one) for one in not_said_yet(actor)[:20]]
    context = {"calendar": calendar, "open": open_, "own": True, "may_team": can(actor, Permission.TEAM_SEE)}
    context["may_pool"] = can(actor, Permission.CASE_ASSIGN)
    return render(request, "scheduling/calendar_page.html", context)


@allow(Permission.TEAM_SEE)
@require_GET
def worker(request: Request, user_id: UUID) -> HttpResponse:
    """The calendar of somebody in a team one answers for."""
    member = get_object_or_404(team_of(request.actor), user_id=user_id)
    view, on = asked_view(request), asked_day(request, request.actor.zone)
    calendar = worker_calendar(user_id, request.actor, view, on, hidden=not may_see_whom(request.actor))
    return render(request, "scheduling/calendar_page.html", {"calendar": calendar, "member": member})


@allow(Permission.TEAM_SEE)
@require_GET
def team(request: Request) -> HttpResponse:
    """The team's week: who is where, who is free, and who is in two places."""
    actor = request.actor
    on = asked_day(request, actor.zone)
    members = list(team_of(actor))
    items = items_of({m.user_id for m in members}, actor, "week", on, hidden=not may_see_whom(actor))
    rows = []
    for member in members:
        calendar = make("week", on, actor.zone, items.get(member.user_id, []), free=True)
        rows.append((member, calendar))
    first, last = days_of("week", on)
    calendar = make("week", on, actor.zone, [])
    return render(
        request, "scheduling/team_page.html", {"rows": rows, "calendar": calendar, "first": first, "last": last}
    )


def worker_calendar(user_id: UUID, actor: Actor, view: str, on: date, *, hidden: bool = False) -> Calendar:
    found = items_of({user_id}, actor, view, on, hidden=hidden)
    return make(view, on, actor.zone, found.get(user_id, []), free=view != "month")


def items_of(users: set[UUID], actor: Actor, view: str, on: date, *, hidden: bool = False) -> dict[UUID, list[Item]]:
    """Appointments and team meetings of these workers: a number of queries that does not grow with them."""
    seats = of_workers(users, actor, *stretch(view, on, actor.zone))
    known = people_of(one for _seat, one in seats if one)
    found: dict[UUID, list[Item]] = {user: [] for user in users}
    for seat, one in seats:
        shown = item_of(one, known) if one and not hidden else busy(seat.starts_at, seat.ends_at)
        found[seat.worker_id].append(shown)
    first, last = days_of(view, on)
    for user_id, meeting in meetings_of(users, actor, first, last):
        if item := meeting_item(meeting, hidden=hidden):
            found[user_id].append(item)
    return found


def may_see_whom(actor: Actor) -> bool:
    """Whoever answers for a team without opening charts sees that somebody is taken, not by whom."""
    return can(actor, Permission.CHART_READ)
