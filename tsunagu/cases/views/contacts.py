"""Contacts, visits and attempts: the list, one of them, and the three ways to write one down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Place, Setting
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.commands.log_contact import log_contact, observations_asked
from tsunagu.cases.forms.contacts import CheckInForm, ContactForm, VisitForm
from tsunagu.cases.models import Case, Contact, Stay
from tsunagu.cases.panels import callable_numbers, language
from tsunagu.cases.presenters.actions import url_of
from tsunagu.cases.presenters.contacts import contact_line, counts_for, present_contact
from tsunagu.cases.queries import get_chart, last_symptom, plan_lines
from tsunagu.cases.views.charts import Chart, answer, chart_of, show
from tsunagu.cases.views.devices import key_of, written_at
from tsunagu.core.ids import uuid7
from tsunagu.people.panels import about_me

AWAY = {Setting.HOSPITAL: Place.HOSPITAL, Setting.FACILITY: Place.FACILITY}  # where a visit finds who is not at home
PREFILLED = ("mode", "place", "with", "purpose", "monitoring", "outcome", "on", "start", "end")


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    contacts = case.contacts.order_by("-started_at", "-id")[:200]
    lines = [contact_line(contact) for contact in contacts]
    return show(request, chart_of(case, request), "contacts_page", "contacts", {"contacts": lines})


@allow(Permission.CHART_READ)
@require_GET
def page(request: Request, case_id: UUID, contact_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    contact = get_object_or_404(
        Contact.objects.select_related("signed_by", "second_signed_by"), id=contact_id, case=case
    )
    context = {"contact": present_contact(contact, request.actor)}
    return show(request, chart_of(case, request), "contact_page", "contact", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """The full record, on a desk."""
    return _write(request, get_chart(case_id, request.actor, Permission.CASE_WORK), ContactForm, "contact_form")


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def visit(request: Request, case_id: UUID) -> HttpResponse:
    """The visit note, on a phone at the door; it may be sent when the line is back."""
    return _write(request, get_chart(case_id, request.actor, Permission.CASE_WORK), VisitForm, "visit_form")


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def check_in(request: Request, case_id: UUID) -> HttpResponse:
    """A call of a minute. A worry goes on to what to do about it."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    last = last_symptom(case)
    form = CheckInForm(
        request.POST or None,
        case=case,
        members=chart.members,
        symptom_name=last.symptom_name if last else "",
        initial={"id": uuid7(), "persons": _first(request, chart)},
    )

    def act() -> Contact:
        return log_contact(case_id=case.id, by=request.actor, **form.values(), **_of_device(request, form))

    def done(contact: Contact) -> str:
        return url_of("cases:concern_new") if contact.worry else chart.url

    context = {"last": last, "phones": phones_of(chart), "about": about_me(chart.person) if chart.person else None}
    return answer(request, chart, form, act, template="check_in_form", page="check_in", done=done, **context)


def _write(request: Request, case: Case, form_class: type[ContactForm], template: str) -> HttpResponse:
    chart = chart_of(case, request)
    members = [member.person_id for member in chart.members]
    prefilled = _prefilled(request, chart)
    form = form_class(
        request.POST or None,
        case=case,
        members=chart.members,
        lines=plan_lines(case),
        observe=observations_asked(ledger_of(case), members),
        initial={**(_away(prefilled["persons"]) if form_class is VisitForm else {}), **prefilled},
    )

    def act() -> Contact:
        return log_contact(
            case_id=case.id,
            by=request.actor,
            language=language(),
            **form.values(),
            **form.more(),
            **_of_device(request, form),
        )

    context = {
        "counts": counts_for(case, language()),
        "about": about_me(chart.person) if chart.person else None,
        "last": case.contacts.standing().exclude(note="").order_by("-started_at").first(),
        "other_form": reverse("cases:visit", args=[case.id]),
    }
    return answer(request, chart, form, act, template=template, page=template, done=chart.url, **context)


def _prefilled(request: Request, chart: Chart) -> dict[str, Any]:
    """What the row on My day already knows."""
    given = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    if "with" in given:
        given["counterpart"] = given.pop("with")
    return {**given, "id": uuid7(), "persons": _first(request, chart)}


def _away(persons: list[str]) -> dict[str, Any]:
    """Who stays in hospital is not visited at home, and no duty to visit the home is met there."""
    stay = Stay.objects.current().filter(person_id__in=persons, setting__in=AWAY).order_by("-started_at").first()
    return {"place": AWAY[Setting(stay.setting)]} if stay else {}


def _first(request: Request, chart: Chart) -> list[str]:
    """Whom the row was about, else whom the case is named after."""
    named = [str(member.person_id) for member in chart.members[:1]]
    return [request.GET["person"]] if request.GET.get("person") else named


def _of_device(request: Request, form: Any) -> dict[str, Any]:
    return {"id": key_of(request) or form.cleaned_data.get("id"), "written_at": written_at(request)}


def phones_of(chart: Chart) -> list[dict[str, str]]:
    """Numbers that can be called."""
    return callable_numbers(chart.person) if chart.person else []
