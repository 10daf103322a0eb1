"""Signing an entry, putting it right, withdrawing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.amend_contact import amend_contact, withdraw_contact
from tsunagu.cases.commands.sign_note import countersign_note, sign_note
from tsunagu.cases.forms.contacts import AmendForm
from tsunagu.cases.forms.records import ReasonForm
from tsunagu.cases.models import Contact
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of
from tsunagu.ui import htmx


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def amend(request: Request, case_id: UUID, contact_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    contact = get_object_or_404(Contact, id=contact_id, case=case)
    chart = chart_of(case, request)
    form = AmendForm(request.POST or None, case=case, members=chart.members, initial=_as_initial(contact))

    def act() -> Contact:
        values: dict[str, Any] = form.values()
        values["persons"] = values["persons"] or contact.persons
        return amend_contact(contact.id, reason=form.cleaned_data["reason"], by=request.actor, **values)

    done = reverse("cases:contact_page", args=[case.id, contact.id])
    return answer(request, chart, form, act, template="contact_form", page="amend_contact", done=done, amends=contact)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, case_id: UUID, contact_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    contact = get_object_or_404(Contact, id=contact_id, case=case)
    form = ReasonForm(request.POST or None)

    def act() -> Contact:
        return withdraw_contact(contact.id, reason=form.cleaned_data["reason"], by=request.actor)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="withdraw_contact",
        done=reverse("cases:contact_page", args=[case.id, contact.id]),
        title=_("Withdraw this entry"),
        intro=_("It stays readable, struck out, and counts for nothing."),
        save=_("Withdraw"),
    )


@allow(Permission.CASE_WORK)
@require_POST
def sign(request: Request, case_id: UUID, contact_id: UUID) -> HttpResponse:
    """One's own note, or the second signature on a trainee's."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    contact = get_object_or_404(Contact, id=contact_id, case=case)
    if contact.worker_id == request.actor.id:
        sign_note(contact.id, by=request.actor)
    else:
        countersign_note(contact.id, by=request.actor)
    return htmx.redirect(request, reverse("cases:contact_page", args=[case.id, contact.id]))


def _as_initial(contact: Contact) -> dict[str, Any]:
    zone = ZoneInfo(contact.case.zone)
    start = contact.started_at.astimezone(zone)
    answers = {True: "yes", False: "no", None: ""}
    same = (
        "counterpart", "mode", "purpose", "outcome", "place", "counterpart_name", "direction", "present", "companion",
        "interpreter", "minutes", "travel_minutes", "own_words", "note",
    )  # fmt: skip
    return {
        **{name: getattr(contact, name) for name in same},
        "persons": [str(p) for p in contact.persons],
        "on": start.date(),
        "start": start.time(),
        "end": contact.ended_at.astimezone(zone).time() if contact.ended_at else None,
        "seen_alone": answers[contact.seen_alone],
        "announced": answers[contact.announced],
    }
