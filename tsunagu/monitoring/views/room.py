"""What every page of this room begins and ends with: whose chart it is, and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagu.access.check import can
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases import panels as cases
from tsunagu.cases.models import Case
from tsunagu.cases.queries import members_of
from tsunagu.core.errors import Refused
from tsunagu.monitoring.presenters.rounds import url
from tsunagu.people import panels as people
from tsunagu.ui import htmx


def page(request: Request, case: Case, template: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """A page that shows a chart; the look is kept, also when a refused form shows it."""
    members = members_of(case)
    person = members[0].person.standing if members else None
    record_look(request.actor, f"monitoring_{template}", case_id=case.id, person_id=person.id if person else None)
    context = {
        "case": case,
        "person": person,
        "members": members,
        "name": person.display_name(request.actor.language) if person else case.said_name or case.number,
        "band": people.band(person, by=request.actor, number=case.number) if person else None,
        "alerts": cases.alerts_of(case, members),
        "back": url("case", case),
        "may_write": case.is_open and can(request.actor, Permission.CASE_WORK),
        "may_plan": case.is_open and can(request.actor, Permission.PLAN_WRITE),
        **more,
    }
    return render(request, f"monitoring/{template}.html", context, status=status)


def tried(form: forms.Form, act: Callable[[], Any]) -> Any:
    """Run the command; a refusal stands at the field it names."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return None


def answer(
    request: Request,
    case: Case,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    template: str = "form_page",
    to: str | Callable[[Any], str] = "",
    **more: Any,
) -> HttpResponse:
    """A form's round: shown; or acted on and left; or refused in words with what was typed still there."""
    if request.method == "POST" and form.is_valid():
        result = tried(form, act)
        if not form.errors:
            messages.success(request, _("Saved."))
            return htmx.redirect(request, to(result) if callable(to) else to or url("case", case))
    return page(request, case, template, status=422 if form.errors else 200, form=form, title=title, **more)
