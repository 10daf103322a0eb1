"""A series: its rule, its visits counted down, another rule from here on, and its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.scheduling.choices import COMING, State
from tsunagu.scheduling.commands.move_appointment import as_booking
from tsunagu.scheduling.commands.series import Repeats, change_series_from, end_series
from tsunagu.scheduling.forms import ReasonForm, SeriesForm
from tsunagu.scheduling.models import Appointment, Series
from tsunagu.scheduling.presenters.appointments import line_of
from tsunagu.scheduling.presenters.series import series_view
from tsunagu.scheduling.queries import appointment_of, countdowns, get_series
from tsunagu.scheduling.rules import on_wall, parts_of
from tsunagu.scheduling.views.room import answer, chart_of, show

SHOWN = 200


@allow(Permission.CHART_READ)
@require_GET
def page(request: Request, case_id: UUID, series_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    series = get_series(case, series_id)
    rows = series.appointments.exclude(state=State.MOVED).select_related("case").order_by("starts_at")[:SHOWN]
    coming = next((one for one in rows if one.state in COMING), None)
    count = countdowns([series])
    context = {
        "view": series_view(series, count.get(series.id)),
        "count": count.get(series.id),
        "rows": [line_of(one) for one in rows],
        "next": coming,
        "may_change": coming and case.is_open and not series.ended_at and can(request.actor, Permission.CASE_WORK),
    }
    return show(request, chart_of(case, request), "series_page", "series", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    """This one and all after it."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    series = _series(appointment)
    parts, wall = parts_of(series.rule), on_wall(appointment.starts_at, case.zone)
    initial = {
        "on": wall.date(),
        "start": wall.time(),
        "end": (wall + timedelta(minutes=series.minutes)).time(),
        "every": parts.every,
        "weekdays": list(parts.weekdays),
    }
    form = SeriesForm(request.POST or None, case=case, initial=initial)

    def act() -> Series:
        data, (start, end) = form.cleaned_data, form.span()
        booking = replace(as_booking(appointment, start, end, data["override_reason"]), things=())
        repeats = Repeats(data["every"], data["weekdays"], until=parts.until)
        return change_series_from(
            appointment.id, booking=booking, repeats=repeats, reason=data["reason"], by=request.actor
        )

    more = {"title": _("From this one on"), "sub": series.title, "intro": _("What was before stays as it was.")}
    return answer(request, chart, form, act, page="series_change", done=_page, **more)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    form = ReasonForm(request.POST or None)

    def act() -> Series:
        return end_series(appointment.id, reason=form.cleaned_data["reason"], by=request.actor)

    series = _series(appointment)
    more = {"title": _("End the series from this one on"), "sub": series.title, "save": _("End the series")}
    return answer(request, chart, form, act, page="series_end", done=_page, **more)


def _series(appointment: Appointment) -> Series:
    if appointment.series is None:
        raise Http404
    return appointment.series


def _page(series: Series) -> str:
    return reverse("scheduling:series", args=[series.case_id, series.id])
