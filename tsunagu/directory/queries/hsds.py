"""The directory in the words of HSDS 3.0: rows as their tables, and records with all that belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Q, QuerySet

from tsunagu.directory.models import (
    REFERENCES,
    Attribute,
    HsdsRow,
    Place,
    Provider,
    Service,
    ServiceAtPlace,
    Term,
)
from tsunagu.directory.rules.hsds import fitted

COLUMNS = {reference: column for column, reference in REFERENCES.items()}
OURS = {
    "organisation",
    "origin",
    "external_id",
    "placeholder",
    "types",
    "sex",
    "capacity",
    "capacity_on",
    "kept",
    "answers_as",
}


def plain(row: HsdsRow) -> dict[str, Any]:
    """A row as its table has it; what nobody said is left out."""
    found: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name in OURS or (row.table == "address" and column.name == "provider"):
            continue
        name = COLUMNS.get(column.name, column.name) if isinstance(column, ForeignKey) else column.name
        if column.name == "parent" and row.table == "organization":
            name = "parent_organization_id"
        value = getattr(row, column.attname)
        if value not in (None, ""):
            found[name] = _said(value)
    return found


def _said(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _nested(row: HsdsRow, *without: str) -> dict[str, Any]:
    said, _left = fitted(row.table, plain(row))
    return {name: value for name, value in said.items() if name not in without}


def _list(rows: Iterable[HsdsRow], *without: str) -> list[dict[str, Any]]:
    return [_nested(row, *without) for row in rows if not row.placeholder]


# -- what is published ----------------------------------------------------------------------------------------------------------


def organizations() -> QuerySet[Provider]:
    """Those HSDS accepts: with a name and a description."""
    return Provider.objects.filter(placeholder=False).exclude(Q(name="") | Q(description="")).order_by("id")


def services() -> QuerySet[Service]:
    whole = Service.objects.filter(placeholder=False, provider__placeholder=False)
    return whole.exclude(Q(name="") | Q(status="") | Q(provider__name="")).order_by("id")


def locations() -> QuerySet[Place]:
    kinds = ["physical", "postal", "virtual"]
    return Place.objects.filter(placeholder=False, location_type__in=kinds).order_by("id")


def terms() -> QuerySet[Term]:
    return Term.objects.filter(placeholder=False).exclude(Q(name="") | Q(description="")).order_by("id")


def organization_full(provider: Provider) -> dict[str, Any]:
    said = _nested(provider)
    parts = {
        "phones": _list(provider.phones.all(), "organization_id"),
        "contacts": _list(provider.contacts.all(), "organization_id"),
        "programs": _list(provider.programmes.all(), "organization_id"),
        "organization_identifiers": _list(provider.identifiers.all(), "organization_id"),
        "attributes": _attributes([provider.id]),
    }
    return said | {name: rows for name, rows in parts.items() if rows}


def location_full(place: Place) -> dict[str, Any]:
    said = _nested(place, "organization_id")
    addresses = [
        row for row in _list(place.addresses.all(), "location_id") if row.get("address_1") and _whole_address(row)
    ]
    parts = {
        "addresses": addresses,
        "phones": _list(place.phones.all(), "location_id"),
        "schedules": _list(place.schedules.all(), "location_id"),
        "accessibility": _list(place.accessibility.all(), "location_id"),
        "languages": _list(place.languages.all(), "location_id"),
    }
    return said | {name: rows for name, rows in parts.items() if rows}


def _whole_address(row: dict[str, Any]) -> bool:
    return all(row.get(name) for name in ("city", "state_province", "postal_code", "country", "address_type"))


def service_full(service: Service) -> dict[str, Any]:
    """A service with its organisation and everything under it, as `GET /services/{id}` of the specification has it."""
    said = _nested(service, "organization_id", "program_id")
    parts: dict[str, Any] = {
        "phones": _list(service.phones.all(), "service_id"),
        "schedules": _list(service.schedules.all(), "service_id"),
        "service_areas": _list(service.service_areas.all(), "service_id"),
        "languages": _list(service.languages.all(), "service_id"),
        "cost_options": _list(service.cost_options.all(), "service_id"),
        "required_documents": _list(service.required_documents.all(), "service_id"),
        "contacts": _list(service.contacts.all(), "service_id"),
        "service_at_locations": [_at(one) for one in service.at_places.all() if one.place],
        "attributes": _attributes([service.id]),
    }
    if service.provider and service.provider.name and service.provider.description:
        parts["organization"] = _nested(service.provider)
    return said | {name: value for name, value in parts.items() if value}


def _at(one: ServiceAtPlace) -> dict[str, Any]:
    place = location_full(one.place)
    return _nested(one, "service_id", "location_id") | ({"location": place} if place.get("location_type") else {})


def _attributes(ids: Collection[UUID]) -> list[dict[str, Any]]:
    rows = Attribute.objects.filter(link_id__in=ids, term__isnull=False).select_related("term").order_by("id")
    return [
        _nested(row, "taxonomy_term_id")
        | ({"taxonomy_term": term} if term.get("name") and term.get("description") else {})
        for row in rows
        for term in [_nested(row.term, "taxonomy_id", "parent_id")]
    ]


def every_row(model: type[HsdsRow]) -> Iterator[HsdsRow]:
    """All rows of a table, a thousand at a time."""
    last = UUID(int=0)
    while rows := list(model._default_manager.filter(id__gt=last, placeholder=False).order_by("id")[:1000]):
        yield from rows
        last = rows[-1].id
