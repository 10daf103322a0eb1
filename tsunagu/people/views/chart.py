"""The first line of every view about one person: who is meant, may the chart be opened, and the look is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.access.http import Request
from tsunagu.audit.commands import record_look
from tsunagu.core.errors import Refused, Words
from tsunagu.people import panels
from tsunagu.people.models import Person
from tsunagu.people.queries import Door, chart_door, standing
from tsunagu.ui import htmx

PersonView = Callable[..., HttpResponse]


def with_person(view: PersonView) -> PersonView:
    """Turn the id in the URL into the standing record, if the chart may be opened; 404 if it may not even be known of."""

    @wraps(view)
    def opened(request: Request, person_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            person = standing(person_id)
        except Person.DoesNotExist:
            raise Http404 from None
        door = chart_door(person, by=request.actor)
        if not door.is_open:
            return ask(door)
        response = view(request, person, *args, **kwargs)
        if request.method == "GET" or response.status_code == 422:  # a refused form shows the record as well
            keep_look(request, person, door)
        return response

    return opened


def ask(door: Door) -> HttpResponse:
    """To where the purpose is stated; for whoever may not, the record does not exist."""
    if not door.ask_at:
        raise Http404
    return HttpResponseRedirect(door.ask_at)


def keep_look(request: Request, person: Person, door: Door) -> None:
    match = request.resolver_match
    record_look(request.actor, match.view_name if match else "", person_id=person.id, purpose=door.purpose)


def page_of(person: Person, anchor: str = "") -> str:
    return reverse("people:person_page", args=[person.id]) + (f"#{anchor}" if anchor else "")


def edit(
    request: Request,
    person: Person,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: Words,
    anchor: str = "",
    intro: Words = "",
    template: str = "people/section_form.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One section of a record: shape by the form, meaning by the command, and back to where it stands on the page."""
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("Saved on %(person)s’s record.") % {"person": person.name})
        return htmx.redirect(request, page_of(person, anchor))
    about = {
        "form": form,
        "person": person,
        "title": title,
        "intro": intro,
        "back": page_of(person, anchor),
        "band": panels.band(person, by=request.actor),
        **(context or {}),
    }
    return render(request, template, about, status=422 if form.errors else 200)


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: an empty answer is an answer."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it; a refusal becomes the error of the field that mends it."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return False
    return True
