"""What other systems said of a person: by kind, and each as it was received."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.fhir.presenters import row, type_words
from tsunagu.fhir.queries import groups_of, record_of, records_of
from tsunagu.people import panels
from tsunagu.people.models import Person
from tsunagu.people.queries import chart_door, standing

LATEST = 8
PAGE = 50


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, person_id: UUID) -> HttpResponse:
    """Everything by kind, the latest of each; or one kind, page by page."""
    person, elsewhere = _opened(request, person_id)
    if elsewhere:
        return elsewhere
    if kind := request.GET.get("type", ""):
        return _one_kind(request, person, kind)
    groups = groups_of(person, latest=LATEST)
    context = {
        "person": person,
        "band": panels.band(person, by=request.actor),
        "history": [(type_words(g.type), g, [row(r, person) for r in g.latest]) for g in groups if g.latest],
        "kept": [(type_words(g.type), g) for g in groups if not g.latest],
    }
    return render(request, "fhir/imported_page.html", context)


def _one_kind(request: Request, person: Person, kind: str) -> HttpResponse:
    records = records_of(person).filter(resource_type=kind).defer("content", "said")
    page = Paginator(records, PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "band": panels.band(person, by=request.actor),
        "kind": kind,
        "title": type_words(kind),
        "page": page,
        "rows": [row(record, person) for record in page],
    }
    return render(request, "fhir/kind_page.html", context)


@allow(Permission.CHART_READ)
@require_GET
def original(request: Request, person_id: UUID, record_id: UUID) -> HttpResponse:
    """One resource as it was received."""
    person, elsewhere = _opened(request, person_id)
    if elsewhere:
        return elsewhere
    record = record_of(person, record_id)
    if record is None:
        raise Http404
    context = {
        "person": person,
        "band": panels.band(person, by=request.actor),
        "record": record,
        "row": row(record, person),
        "kind": type_words(record.resource_type),
        "content": json.dumps(
            {"resourceType": record.resource_type, **(record.content or {})}, ensure_ascii=False, indent=2
        ),
    }
    return render(request, "fhir/original_page.html", context)


def _opened(request: Request, person_id: UUID) -> tuple[Person, HttpResponse | None]:
    """The person whose chart is open, and the look is kept; or where a purpose is asked for first."""
    try:
        person = standing(person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    door = chart_door(person, by=request.actor)
    if not door.is_open:
        if not door.ask_at:
            raise Http404
        return person, HttpResponseRedirect(door.ask_at)
    match = request.resolver_match
    record_look(request.actor, match.view_name if match else "", person_id=person.id, purpose=door.purpose)
    return person, None
