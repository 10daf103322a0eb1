"""The sections of a person's record, each with its form: themself, names, about me, wishes, photo, death."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.core.errors import Refused
from tsunagu.people import panels
from tsunagu.people.commands import (
    correct_person,
    record_death,
    replace_names,
    set_photo,
    set_preferences,
    withdraw_death,
    write_about_me,
)
from tsunagu.people.forms import (
    AboutMeForm,
    DeathForm,
    DetailsForm,
    NameForm,
    NamesFormSet,
    PhotoForm,
    PreferencesForm,
    ReasonForm,
    known_part,
)
from tsunagu.people.models import Person
from tsunagu.people.queries import about_me_of, preferences_of
from tsunagu.people.views.chart import edit, page_of, posted, with_person
from tsunagu.ui import htmx


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def details(request: Request, person: Person) -> HttpResponse:
    form = DetailsForm(posted(request), initial=DetailsForm.initial_of(person))
    return edit(
        request,
        person,
        form,
        lambda data: correct_person(person=person, by=request.actor, **form.values()),
        title=_("About the person"),
        anchor="details",
    )


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def names(request: Request, person: Person) -> HttpResponse:
    """All names at once: scripts, former names, and those they are also known by."""
    rows = NamesFormSet(posted(request), initial=[NameForm.initial_of(n) for n in person.names.all()], prefix="names")
    refusal = ""
    if request.method == "POST" and rows.is_valid():
        kept = [form.draft() for form in rows if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        try:
            replace_names(person=person, names=kept, by=request.actor)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            messages.success(request, _("Saved on %(person)s’s record.") % {"person": person.name})
            return htmx.redirect(request, page_of(person, "names"))
    context = {"person": person, "rows": rows, "refusal": refusal, "back": page_of(person, "names")}
    context["band"] = panels.band(person, by=request.actor)
    return render(request, "people/names_form.html", context, status=422 if request.method == "POST" else 200)


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def about_me(request: Request, person: Person) -> HttpResponse:
    form = AboutMeForm(posted(request), initial=AboutMeForm.initial_of(about_me_of(person)))
    return edit(
        request,
        person,
        form,
        lambda data: write_about_me(person=person, by=request.actor, **data),
        title=_("About me"),
        intro=_("In the person’s own words. It is the first thing anybody reads here."),
        anchor="about-me",
        context={"draft": f"about_me:{person.id}"},
    )


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def preferences(request: Request, person: Person) -> HttpResponse:
    form = PreferencesForm(posted(request), initial=PreferencesForm.initial_of(preferences_of(person)))
    return edit(
        request,
        person,
        form,
        lambda data: set_preferences(person=person, by=request.actor, **data),
        title=_("Wishes"),
        anchor="about-me",
    )


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def photo_form(request: Request, person: Person) -> HttpResponse:
    form = PhotoForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        initial={"taken_on": person.photo_taken_on},
    )

    def act(data: dict[str, Any]) -> None:
        set_photo(person=person, photo=data["photo"], taken_on=data["taken_on"], by=request.actor)

    return edit(request, person, form, act, title=_("Photo"), anchor="details", context={"multipart": "yes"})


@allow(Permission.PERSON_FIND)
@require_GET
@with_person
def photo(request: Request, person: Person) -> HttpResponse:
    """The picture itself, only for those who may open the chart, and kept by no shared cache."""
    if not person.photo:
        raise Http404
    kind = "image/png" if str(person.photo.name).endswith(".png") else "image/jpeg"
    return HttpResponse(person.photo.read(), content_type=kind, headers={"Cache-Control": "private, max-age=300"})


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
@with_person
def death(request: Request, person: Person) -> HttpResponse:
    """They have died; or, once that stands there, it was a mistake."""
    if person.has_died:
        return edit(
            request,
            person,
            ReasonForm(posted(request)),
            lambda data: withdraw_death(person=person, by=request.actor, **data),
            title=_("They are alive"),
            intro=_("Say how it came to be recorded."),
            anchor="details",
        )

    def act(data: dict[str, Any]) -> None:
        day, precision = known_part(data["died_on"])
        record_death(person=person, on=day, precision=precision if day else "", by=request.actor)

    return edit(
        request,
        person,
        DeathForm(posted(request)),
        act,
        title=_("The person has died"),
        intro=_("Leave the day empty if it is not known."),
        anchor="details",
    )
