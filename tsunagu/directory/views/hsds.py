"""The directory for other systems: HSDS 3.0, read only, at `/hsds/`. Public only where the organisation publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import public
from tsunagu.core.actor import acting, system_in
from tsunagu.directory.queries import hsds

WHY = "A directory names services and nobody who is served; strangers read it only where its organisation publishes it."
MOST = 200
SERVICE_PARTS = (
    "phones",
    "schedules",
    "service_areas",
    "languages",
    "cost_options",
    "required_documents",
    "contacts",
    "at_places__place__addresses",
    "at_places__place__phones",
    "at_places__place__schedules",
    "at_places__place__accessibility",
    "at_places__place__languages",
)


@contextmanager
def _reading(request: HttpRequest) -> Iterator[None]:
    """As whoever is signed in; a stranger as a guest of the organisation that publishes (`?publisher=` where there are several)."""
    if getattr(request, "actor", None) is not None:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("select directory_publishers()")
        publishers: list[UUID] = [row[0] for row in cursor.fetchall()]
    asked = request.GET.get("publisher", "")
    wanted = [one for one in publishers if not asked or str(one) == asked]
    if len(wanted) != 1:
        raise Http404
    with acting(system_in(wanted[0])), transaction.atomic():
        yield


@public(WHY)
@require_GET
def base(request: HttpRequest) -> HttpResponse:
    with _reading(request):
        schema = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
        return _json({"version": "3.0", "profile": "https://docs.openreferral.org/en/3.0/hsds/", "openapi_url": schema})


@public(WHY)
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    rows = hsds.organizations().prefetch_related("phones", "contacts", "programmes", "identifiers")
    return _page(request, rows, hsds.organization_full)


@public(WHY)
@require_GET
def organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    return _one(request, hsds.organizations(), organization_id, hsds.organization_full)


@public(WHY)
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    rows = hsds.services().select_related("provider").prefetch_related(*SERVICE_PARTS)
    return _page(request, rows, hsds.service_full)


@public(WHY)
@require_GET
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    return _one(request, hsds.services().select_related("provider"), service_id, hsds.service_full)


@public(WHY)
@require_GET
def locations(request: HttpRequest) -> HttpResponse:
    rows = hsds.locations().prefetch_related("addresses", "phones", "schedules", "accessibility", "languages")
    return _page(request, rows, hsds.location_full)


@public(WHY)
@require_GET
def location(request: HttpRequest, location_id: UUID) -> HttpResponse:
    return _one(request, hsds.locations(), location_id, hsds.location_full)


def _one(request: HttpRequest, rows: QuerySet[Any], id: UUID, full: Callable[[Any], Any]) -> HttpResponse:
    with _reading(request):
        found = rows.filter(id=id).first()
        if found is None:
            raise Http404
        return _json(full(found))


def _page(request: HttpRequest, rows: QuerySet[Any], full: Callable[[Any], Any]) -> HttpResponse:
    """The specification's page: numbered from 1."""
    number, size = _number(request, "page", 1, 10**6), _number(request, "per_page", 50, MOST)
    with _reading(request):
        total = rows.count()
        contents = [full(row) for row in rows[(number - 1) * size : number * size]]
    pages = -(-total // size)
    said = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }
    return _json(said)


def _number(request: HttpRequest, name: str, usual: int, most: int) -> int:
    given = request.GET.get(name, "")
    return min(max(int(given), 1), most) if given.isascii() and given.isdecimal() and len(given) < 8 else usual


def _json(said: Any) -> HttpResponse:
    return HttpResponse(orjson.dumps(said), content_type="application/json")
