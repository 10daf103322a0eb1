"""Finding people, registering somebody new, and a person's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.people import panels
from tsunagu.people.commands import register_person
from tsunagu.people.forms import RegisterForm
from tsunagu.people.models import Person
from tsunagu.people.presenters.records import PersonLine, line, number_line
from tsunagu.people.queries import find, likely_same, record_of, visible_to
from tsunagu.people.queries.finding import as_found, with_known
from tsunagu.people.views.chart import attempt, page_of, posted, with_person
from tsunagu.ui import htmx

PAGE = 50


@allow(Permission.PERSON_FIND)
@require_GET
def index(request: Request) -> HttpResponse:
    """Everybody by reading, or whoever matches what was typed."""
    text = request.GET.get("q", "").strip()
    after = request.GET.get("after", "")
    people = _found(request, text) if text else _by_reading(request, after)
    shown = people[:PAGE]
    context = {
        "people": shown,
        "q": text,
        "find_text": text,
        "more": f"?after={shown[-1].reading or shown[-1].name}" if len(people) > PAGE and not text else "",
        "may_register": can(request.actor, Permission.PERSON_WRITE),
    }
    return htmx.vary(render(request, "people/people_page.html", context))


@allow(Permission.PERSON_FIND)
@require_GET
def search(request: Request) -> HttpResponse:
    """What opens under the search box; without JavaScript, the list."""
    if not htmx.fragment(request):
        return index(request)
    people = _found(request, request.GET.get("q", ""), limit=8)
    return htmx.vary(render(request, "ui/_find_results.html", {"people": people}))


def _found(request: Request, text: str, limit: int = PAGE) -> list[PersonLine]:
    return [line(found) for found in find(text, by=request.actor, limit=limit)]


def _by_reading(request: Request, after: str) -> list[PersonLine]:
    rows = visible_to(request.actor).order_by("reading", "name", "id")
    rows = rows.filter(reading__gte=after) if after else rows
    return [line(found) for found in with_known([as_found(p) for p in rows[: PAGE + 1]], request.actor)]


@allow(Permission.PERSON_WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """Person before anything else: whoever is alike is compared before a new record is made."""
    form = RegisterForm(posted(request), initial={"family": request.GET.get("q", "")})
    if request.method == "GET" or not form.is_valid():
        return render(request, "people/register_form.html", {"form": form}, status=422 if form.errors else 200)
    candidates = likely_same(form.profile, by=request.actor)
    decided = set(request.POST.getlist("not_same_as"))
    reason = request.POST.get("not_same_reason", "")
    made: list[Person] = []

    def register() -> None:
        seen = [c.person.id for c in candidates if str(c.person.id) in decided]
        made.append(register_person(by=request.actor, not_same_as=seen, not_same_reason=reason, **form.values()))

    asked = [c for c in candidates if str(c.person.id) not in decided]
    if not asked and attempt(form, register):
        messages.success(request, _("Registered."))
        return htmx.redirect(request, page_of(made[0]))
    if candidates:
        table = panels.comparison(candidates)
        return render(request, "people/match_page.html", {"form": form, "table": table, "reason": reason}, status=422)
    return render(request, "people/register_form.html", {"form": form}, status=422)


@allow(Permission.PERSON_FIND)
@require_GET
@with_person
def show(request: Request, person: Person) -> HttpResponse:
    """About me first, then how to reach them, who belongs to them, and by which names and numbers they are known."""
    record = record_of(person)
    context = {
        "person": person,
        "record": record,
        "numbers": [number_line(identifier) for identifier in record.identifiers],
        "band": panels.band(person, by=request.actor, heading=True),
        "about": panels.about_me(person),
        "family": panels.family(person),
        "candidates": panels.comparison(likely_same(person, by=request.actor, limit=3)),
        "may_write": can(request.actor, Permission.PERSON_WRITE),
        "may_merge": can(request.actor, Permission.PERSON_MERGE),
    }
    return render(request, "people/person_page.html", context)
