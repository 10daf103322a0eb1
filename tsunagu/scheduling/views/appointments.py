"""A person's appointments: their calendar, booking, one appointment and its steps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.identity.queries import workers
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.queries import plan_lines_of
from tsunagu.scheduling.choices import GUARDED, CancelledBy
from tsunagu.scheduling.commands.booking import book_appointment
from tsunagu.scheduling.commands.move_appointment import move_appointment
from tsunagu.scheduling.commands.series import book_series
from tsunagu.scheduling.commands.steps import (
    cancel_appointment,
    confirm_appointment,
    keep_appointment,
    miss_appointment,
    note_arrival,
    take_back_step,
)
from tsunagu.scheduling.forms import BookingForm, CancelForm, MoveForm, ReasonForm, first_free_day
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.presenters.appointments import present_appointment, rows_of
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
from tsunagu.scheduling.presenters.series import not_booked, series_view, slots_of
from tsunagu.scheduling.queries import appointment_of, countdowns, legal_times, of_case, series_of, standing, things_of
from tsunagu.scheduling.views.room import Chart, answer, asked_day, asked_view, chart_of, show
from tsunagu.ui import htmx

STEPS = {
    "confirmation": confirm_appointment,
    "arrival": note_arrival,
    "kept": keep_appointment,
    "missed": miss_appointment,
}


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    """The person's calendar: what is booked, what their plan's week says, what clashes, and what nobody booked."""
    case = get_chart(case_id, request.actor)
    view, on = asked_view(request), asked_day(request, case.zone)
    series = list(series_of(case).select_related("follows")[:50])
    counts = countdowns(series)
    context = {
        "calendar": _calendar(case, view, on, request.actor),
        "series": [series_view(one, counts.get(one.id)) for one in series if not one.ended_at],
        "ended": [series_view(one, None) for one in series if one.ended_at],
        "may_book": case.is_open and can(request.actor, Permission.CASE_WORK),
    }
    return show(request, chart_of(case, request), "appointments_page", "appointments", context)


def _kept_from(actor: Actor, case: Case, view: str, on: date) -> list[Item]:
    """What court and probation ask is for whoever may read criminal history; others see the hours, so as not to book over them."""
    if can(actor, Permission.CRIMINAL_HISTORY):
        return []
    times = legal_times(case, *stretch(view, on, case.zone))
    return [busy(start, end, words=_("Details for named readers only")) for start, end in times]


def _calendar(case: Case, view: str, on: date, actor: Actor) -> Calendar:
    appointments = list(of_case(case, *stretch(view, on, case.zone)))
    known, lines = people_of(appointments), plan_lines_of(case)
    several = case.members.filter(left_at=None).count() > 1
    first, last = days_of(view, on)
    meetings = case.meetings.filter(held_on__range=(first, last)).select_related("case")
    items = [
        *(item_of(one, known, workers=_going(one), named=several) for one in appointments),
        *(item for meeting in meetings if (item := meeting_item(meeting))),
        *slots_of(lines, first, last, case.zone),
        *_kept_from(actor, case, view, on),
    ]
    calendar = make(view, on, case.zone, items)
    calendar.notes = not_booked(appointments, lines)
    return calendar


def _going(one: Appointment) -> str:
    return ", ".join(seat.worker.name for seat in one.seats.all())


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """Book one, or a series; from a line of the plan with what the line knows (R-021)."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart, lines = chart_of(case, request), plan_lines_of(case)
    colleagues = [(str(m.user_id), m.user.name) for m in workers(request.actor, "case_manager", "supervisor")]
    form = BookingForm(
        request.POST or None,
        case=case,
        members=chart.members,
        workers=colleagues,
        things=[(str(t.id), t.name) for t in things_of(request.actor)],
        lines=[(str(line.key), line.what) for line in lines],
        legal=can(request.actor, Permission.CRIMINAL_HISTORY),
        initial=_prefilled(request, case, chart, lines),
    )

    def act() -> str:
        booking, repeats = form.booking(), form.repeats()
        if repeats is None:
            made = book_appointment(case_id=case.id, booking=booking, by=request.actor)
            return page_of(made)
        series = book_series(case_id=case.id, booking=booking, repeats=repeats, by=request.actor)
        return reverse("scheduling:series", args=[case.id, series.id])

    interpreter = any(m.person.standing.interpreter_needed for m in chart.members)
    more: dict[str, Any] = {"template": "booking_form", "interpreter": interpreter}
    return answer(request, chart, form, act, page="booking", done=str, **more)


def _prefilled(request: Request, case: Case, chart: Chart, lines: list[ServiceLine]) -> dict[str, Any]:
    """Tomorrow, me, and whatever the line of the plan knows already."""
    first = [str(member.person_id) for member in chart.members[:1]]
    given: dict[str, Any] = {
        "on": first_free_day(case),
        "persons": first,
        "workers": [str(request.actor.id)],
        "every": "",
    }
    if day := request.GET.get("on"):
        given["on"] = day
    line = next((one for one in lines if str(one.key) == request.GET.get("about")), None)
    if line is None:
        return given
    given |= {"title": line.what, "line": str(line.key), "provider": line.party_name}
    given["workers"] = [str(line.worker_id)] if line.worker_id else []
    if line.slots:
        given |= {"start": line.slots[0][1], "end": line.slots[0][2], "every": "weekly"}
        given["weekdays"] = [slot[0] for slot in line.slots]
    if line.units:
        given |= {"times": int(line.units), "authorised": int(line.units), "authorised_until": line.end}
    return given


@allow(Permission.CHART_READ)
@require_GET
def page(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    appointment = appointment_of(case, appointment_id)
    chart = chart_of(case, request)
    may = case.is_open and can(request.actor, Permission.CASE_WORK)
    context = {"view": present_appointment(appointment, may=may), "appointment": appointment}
    return show(request, chart, "appointment_page", "appointment", context)


@allow(Permission.CHART_READ)
@require_GET
def of_key(request: Request, case_id: UUID, key: UUID) -> HttpResponse:
    """The appointment that facts and duties call so, where it stands after all moves."""
    appointment = standing(get_chart(case_id, request.actor), key)
    if appointment is None:
        raise Http404
    return HttpResponseRedirect(page_of(appointment))


@allow(Permission.CASE_WORK)
@require_POST
def step(request: Request, case_id: UUID, appointment_id: UUID, step: str) -> HttpResponse:
    """Confirmed, arrived, kept, missed: one press. What was kept goes on to its note, filled in as far as it is known."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment = appointment_of(case, appointment_id)
    if step not in STEPS:
        raise Http404
    try:
        STEPS[step](appointment.id, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        if step == "kept" and appointment.seats.all():
            return htmx.redirect(request, contact_url(appointment))
    return htmx.redirect(request, page_of(appointment))


def contact_url(appointment: Appointment) -> str:
    """The note of what was kept, filled in as far as it is known."""
    row = rows_of(appointment)
    return f"{reverse('cases:contact_new', args=[appointment.case_id])}?{urlencode(row)}"


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def move(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    form = MoveForm(request.POST or None, case=case, appointment=appointment)

    def act() -> Appointment:
        start, end = form.span()
        more = {name: form.cleaned_data[name] for name in ("reason", "override_reason")}
        return move_appointment(appointment.id, starts_at=start, ends_at=end, by=request.actor, **more)

    more = {"title": _("Another time"), "sub": appointment.title}
    return answer(request, chart, form, act, page="appointment_move", done=page_of, **more)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def cancel(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    form = CancelForm(request.POST or None)

    def act() -> Appointment:
        data = form.cleaned_data
        who = CancelledBy(data["cancelled_by"])
        return cancel_appointment(appointment.id, cancelled_by=who, reason=data["reason"], by=request.actor)

    told = _("A supervisor is told at once: this is a court or probation appointment.")
    intro = told if appointment.sort in GUARDED else ""
    more = {
        "title": _("Cancel the appointment"),
        "sub": appointment.title,
        "intro": intro,
        "save": _("Cancel the appointment"),
    }
    return answer(request, chart, form, act, page="appointment_cancel", done=page_of, **more)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def take_back(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    form = ReasonForm(request.POST or None)

    def act() -> Appointment:
        return take_back_step(appointment.id, reason=form.cleaned_data["reason"], by=request.actor)

    more = {"title": _("Take the last step back"), "sub": appointment.title}
    return answer(request, chart, form, act, page="appointment_take_back", done=page_of, **more)


def page_of(appointment: Appointment) -> str:
    return reverse("scheduling:appointment", args=[appointment.case_id, appointment.id])
