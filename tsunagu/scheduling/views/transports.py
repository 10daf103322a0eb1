"""Transport to an appointment: needed, asked for, confirmed, done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import TransportState
from tsunagu.scheduling.commands.arrange_transport import (
    ask_carrier,
    cancel_transport,
    confirm_transport,
    finish_transport,
    request_transport,
)
from tsunagu.scheduling.forms import CarrierForm, ReasonForm, RideForm
from tsunagu.scheduling.models import Transport
from tsunagu.scheduling.queries import appointment_of, get_transport
from tsunagu.scheduling.views.room import answer, chart_of
from tsunagu.ui import htmx


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID, appointment_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    appointment, chart = appointment_of(case, appointment_id), chart_of(case, request)
    form = RideForm(request.POST or None, appointment=appointment)

    def act() -> Transport:
        return request_transport(appointment.id, ride=form.ride(), by=request.actor)

    intro = _("Until it is confirmed it stands on the list of whoever asked for it, from three days before.")
    more = {"title": _("Transport"), "sub": appointment.title, "intro": intro}
    return answer(request, chart, form, act, page="transport", done=_page, **more)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def page(request: Request, case_id: UUID, transport_id: UUID) -> HttpResponse:
    """Who was asked to drive, or, if it is known already, who will."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    transport, chart = get_transport(case, transport_id), chart_of(case, request)
    form = CarrierForm(request.POST or None, initial={"carrier": transport.carrier, "phone": transport.phone})

    def act() -> Transport:
        command = confirm_transport if "confirmed" in request.POST else ask_carrier
        return command(transport.id, by=request.actor, **form.cleaned_data)

    more: dict[str, Any] = {
        "template": "transport_form",
        "transport": transport,
        "asked": transport.state != TransportState.NEEDED,
    }
    return answer(request, chart, form, act, page="transport_carrier", done=_page, **more)


@allow(Permission.CASE_WORK)
@require_POST
def step(request: Request, case_id: UUID, transport_id: UUID, step: str) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    transport = get_transport(case, transport_id)
    commands = {"confirmation": confirm_transport, "done": finish_transport}
    if step not in commands:
        raise Http404
    try:
        commands[step](transport.id, by=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return htmx.redirect(request, _page(transport))


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def cancel(request: Request, case_id: UUID, transport_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    transport, chart = get_transport(case, transport_id), chart_of(case, request)
    form = ReasonForm(request.POST or None)

    def act() -> Transport:
        return cancel_transport(transport.id, reason=form.cleaned_data["reason"], by=request.actor)

    more = {"title": _("Transport is not needed any more"), "sub": transport.appointment.title}
    return answer(request, chart, form, act, page="transport_cancel", done=_page, **more)


def _page(transport: Transport) -> str:
    return reverse("scheduling:appointment", args=[transport.appointment.case_id, transport.appointment_id])
