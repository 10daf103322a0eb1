"""What every page about one case has in common: its frame, the look that is kept, and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagu.access.http import Request
from tsunagu.audit.commands import record_look
from tsunagu.cases.models import Case, Member
from tsunagu.cases.panels import alerts_of
from tsunagu.cases.presenters.actions import case_url
from tsunagu.cases.queries import members_of
from tsunagu.core.errors import Refused
from tsunagu.people.models import Person
from tsunagu.people.panels import Band, band
from tsunagu.ui import htmx


@dataclass
class Chart:
    """A case as the head of a page shows it."""

    case: Case
    members: list[Member]
    person: Person | None
    name: str
    url: str
    band: Band | None
    alerts: list[Any]


def chart_of(case: Case, request: Request) -> Chart:
    """The people, the band of the first of them, the alerts in force."""
    members = members_of(case)
    person = members[0].person.standing if members else None
    return Chart(
        case=case,
        members=members,
        person=person,
        name=person.name if person else case.said_name or case.number,
        url=case_url(case.id),
        band=band(person, by=request.actor, number=case.number) if person else None,
        alerts=alerts_of(case, members),
    )


def show(
    request: Request, chart: Chart, template: str, page: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of a chart; that it was seen is kept, also when a refused form shows it."""
    person_id = chart.person.id if chart.person else None
    record_look(request.actor, page, case_id=chart.case.id, person_id=person_id)
    return render(request, f"cases/{template}.html", {"chart": chart, "case": chart.case, **context}, status=status)


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
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            result = act()
        except Refused as refused:
            refusal = refused
            if not refused.missing:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            messages.success(request, _("Saved on %(name)s’s record.") % {"name": chart.name})
            return htmx.redirect(request, done(result) if callable(done) else done or chart.url)
    context = {"form": form, "refusal": refusal, "draft": f"{page}:{chart.case.id}", **context}
    return show(request, chart, template, page, context, status=422 if form.errors or refusal else 200)
