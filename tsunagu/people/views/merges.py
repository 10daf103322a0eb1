"""Two records of one human are compared, merged, and taken apart again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.people import panels
from tsunagu.people.commands import merge_people, tell_apart, unmerge_people
from tsunagu.people.forms import ReasonForm
from tsunagu.people.models import Merge, Person
from tsunagu.people.presenters.records import born_words, line
from tsunagu.people.queries import chart_door, find, ids_of, likely_same, standing, whole_profile
from tsunagu.people.queries.likeness import Candidate
from tsunagu.people.rules.matching import Strength, compare
from tsunagu.people.views.chart import ask, attempt, edit, keep_look, page_of, posted, with_person
from tsunagu.ui import htmx


@allow(Permission.PERSON_MERGE)
@require_http_methods(["GET", "POST"])
@with_person
def create(request: Request, person: Person) -> HttpResponse:
    """Choose the other record, compare cell by cell, then say that they are one, or two."""
    other = _other(request, person)
    if other:  # comparing shows the other record too, and merging opens it for good
        door = chart_door(other, by=request.actor)
        if not door.is_open:
            return ask(door)
        keep_look(request, other, door)
    form = ReasonForm(posted(request))
    if request.method == "POST" and other and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("decision") == "two":
            done = attempt(form, lambda: tell_apart(person=person, other=other, reason=reason, by=request.actor))
            said = _("Kept as two people.")
        else:
            done = attempt(form, lambda: merge_people(kept=person, absorbed=other, reason=reason, by=request.actor))
            said = _("Merged. It can be undone at any time.")
        if done:
            messages.success(request, said)
            return htmx.redirect(request, page_of(person, "records"))
    return _page(request, person, other, form)


def _page(request: Request, person: Person, other: Person | None, form: ReasonForm) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = [f for f in find(text, by=request.actor, limit=8) if f.id != person.id] if text else []
    context = {
        "person": person,
        "other": other,
        "form": form,
        "q": text,
        "born": born_words(person.born, person.born_precision),
        "found": [(f.id, line(f)) for f in found],
        "likely": [] if other else panels.comparison(likely_same(person, by=request.actor)).candidates,
        "table": panels.comparison([_compared(person, other)]) if other else None,
        "band": panels.band(person, by=request.actor),
    }
    return render(request, "people/merge_page.html", context, status=422 if form.errors else 200)


def _other(request: Request, person: Person) -> Person | None:
    wanted = request.POST.get("with") or request.GET.get("with")
    if not wanted:
        return None
    try:
        other = standing(UUID(wanted))
    except (ValueError, Person.DoesNotExist):
        raise Http404 from None
    return other if other.id != person.id else None


def _compared(person: Person, other: Person) -> Candidate:
    comparison = compare(whole_profile(person), whole_profile(other))
    return Candidate(other, comparison, comparison.strength or Strength.SOME)


@allow(Permission.PERSON_MERGE)
@require_http_methods(["GET", "POST"])
@with_person
def undo(request: Request, person: Person, merge_id: UUID) -> HttpResponse:
    merge = get_object_or_404(Merge, id=merge_id, kept_id__in=ids_of(person), ended_at=None)
    absorbed = _("%(person)s becomes a record of its own again, with everything written on it before and since.")
    return edit(
        request,
        person,
        ReasonForm(posted(request)),
        lambda data: unmerge_people(merge=merge, by=request.actor, **data),
        title=_("Undo the merge"),
        intro=absorbed % {"person": merge.absorbed.name},
        anchor="records",
    )
