"""What every page of this room begins and ends with: whose case it is, and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.http import Request
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import members_of
from tsunagu.core.clock import today
from tsunagu.core.errors import Refused
from tsunagu.people import panels as people
from tsunagu.people.models import Person
from tsunagu.ui import htmx


@dataclass
class Chart:
    """A case as the head of a page shows it."""

    case: Case
    members: list[Member]
    person: Person | None
    name: str
    url: str
    band: Any
    alerts: list[Any]


def chart_of(case: Case, request: Request) -> Chart:
    members = members_of(case)
    person = members[0].person.standing if members else None
    return Chart(
        case=case,
        members=members,
        person=person,
        name=person.name if person else case.said_name or case.number,
        url=reverse("scheduling:appointments", args=[case.id]),
        band=people.band(person, by=request.actor, number=case.number) if person else None,
        alerts=cases.alerts_of(case, members),
    )


def show(
    request: Request, chart: Chart, template: str, page: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of a chart; that it was seen is kept, also when a refused form shows it."""
    person_id = chart.person.id if chart.person else None
    record_look(request.actor, page, case_id=chart.case.id, person_id=person_id)
    context = {"chart": chart, "case": chart.case, **context}
    return render(request, f"scheduling/{template}.html", context, status=status)


def answer(
    request: Request,
    chart: Chart,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    template: str = "form_page",
    page: str,
    done: str | Callable[[Any], str] = "",
    **context: Any,
) -> HttpResponse:
    """A form's round: shown; or acted on and left; or refused in words, with what was typed still there."""
    if request.method == "POST" and form.is_valid():
        result, said = tried(form, act)
        if not said:
            messages.success(request, _("Saved on %(name)s’s record.") % {"name": chart.name})
            return htmx.redirect(request, done(result) if callable(done) else done or chart.url)
    context = {"form": form, "draft": f"{page}:{chart.case.id}", **context}
    return show(request, chart, template, page, context, status=422 if form.errors else 200)


def tried(form: forms.Form, act: Callable[[], Any]) -> tuple[Any, bool]:
    """Run the command; a refusal stands at the field it names."""
    try:
        return act(), False
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return None, True


def asked_day(request: Request, zone: str) -> date:
    """`?on=2026-11-24`, else today; what is no day is today too."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today(zone)


def asked_view(request: Request, default: str = "week") -> str:
    view = request.GET.get("view", "")
    return view if view in ("day", "week", "month") else default
