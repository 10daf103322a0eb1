"""Which rows of HSDS are in this file? CSV and JSON, one table or all, flat or nested, 1.x to 3.x as they come.

Every row comes out in the words of HSDS 3.0 (https://docs.openreferral.org/en/3.0/); older names are translated, and what belongs to
no table is said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Values = dict[str, Any]

TABLES: Mapping[str, tuple[str, ...]] = {
    "organization": ("organizations", "organisation", "organisations"),
    "program": ("programs",),
    "service": ("services",),
    "location": ("locations",),
    "service_at_location": ("service_at_locations", "services_at_location", "services_at_locations"),
    "address": ("addresses", "physical_address", "physical_addresses", "postal_address", "postal_addresses"),
    "phone": ("phones",),
    "contact": ("contacts",),
    "schedule": ("schedules", "regular_schedule", "regular_schedules", "holiday_schedule", "holiday_schedules"),
    "language": ("languages",),
    "cost_option": ("cost_options",),
    "required_document": ("required_documents",),
    "service_area": ("service_areas",),
    "funding": ("fundings",),
    "accessibility": ("accessibility_for_disabilities", "accessibilities"),
    "organization_identifier": ("organization_identifiers",),
    "taxonomy": ("taxonomies", "taxonomy_detail"),
    "taxonomy_term": ("taxonomy_terms",),
    "attribute": (
        "attributes",
        "other_attributes",
        "service_attributes",
        "service_taxonomy",
        "service_taxonomys",
        "services_taxonomy",
        "organizations_taxonomy",
        "link_taxonomy",
    ),
    "metadata": (),
    "eligibility": ("eligibilities", "eligibilitys"),
}
TABLE_OF = {name: table for table, names in TABLES.items() for name in (table, *names)}

OLDER: Mapping[str, Mapping[str, str]] = {
    "organization": {"url": "website"},
    "address": {"address": "address_1", "state": "state_province", "postcode": "postal_code"},
    "language": {"language": "name"},
    "taxonomy_term": {"vocabulary": "taxonomy"},
    "attribute": {"taxonomy_id": "taxonomy_term_id"},
    "eligibility": {"eligibility": "eligibility_description"},
    "schedule": {"weekday": "byday", "closed": "notes"},
}
DAYS = {
    name: name[:2].upper() for name in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}

# What a JSON object must have to be taken for a table's row when its file does not say.
SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("service_at_location", frozenset({"service_id", "location_id"})),
    ("service_at_location", frozenset({"location", "id"})),
    ("service", frozenset({"organization_id", "status", "name"})),
    ("service", frozenset({"organization", "name"})),
    ("service", frozenset({"service_at_locations", "name"})),
    ("taxonomy_term", frozenset({"taxonomy", "name"})),
    ("location", frozenset({"latitude", "longitude"})),
    ("location", frozenset({"location_type"})),
    ("organization", frozenset({"name", "description", "website"})),
    ("organization", frozenset({"name", "tax_status"})),
    ("organization", frozenset({"name", "services"})),
    ("organization", frozenset({"name", "legal_status"})),
)
SINGLE = (
    "organization",
    "program",
    "service",
    "location",
    "taxonomy_term",
    "taxonomy_detail",
)  # what a row holds one of, whole
OWN_ID = {
    "organization",
    "program",
    "service",
    "location",
    "service_at_location",
    "contact",
    "phone",
    "taxonomy",
    "taxonomy_term",
}


@dataclass(frozen=True)
class Row:
    """One row of a table, in the words of 3.0. `where` says where it stands, for whoever has to mend it."""

    table: str
    values: Values
    where: str

    @property
    def key(self) -> str:
        """Its id, or where it has none, its content."""
        return str(self.values.get("id") or content_key(self.values))


def content_key(values: Values) -> str:
    said = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return "#" + hashlib.sha256(said.encode()).hexdigest()[:32]


def table_named(stem: str) -> str:
    """The table a file speaks of by its name: `services`, `service_full`, `organization_list`. Empty: it does not say."""
    name = re.sub(r"[\s-]+", "_", stem.strip().casefold())
    for ending in ("", "_full", "_list", "_detail"):
        if name.endswith(ending) and (table := TABLE_OF.get(name.removesuffix(ending))):
            return table
    return ""


def from_table(stem: str, rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> Iterator[Row]:
    """A CSV file: which table its name says, its columns in the words of 3.0. Cells without anything in them say nothing."""
    for number, cells in rows:
        values: Values = {
            name.strip().casefold(): cell.strip() for name, cell in cells.items() if cell and cell.strip()
        }
        if values:
            yield from translated(stem, values, f"{file}:{number}")


def translated(name: str, values: Values, where: str) -> Iterator[Row]:
    """A flat row under any name a version gave its table."""
    name = re.sub(r"[\s-]+", "_", name.strip().casefold())
    table = table_named(name)
    if table == "taxonomy" and {"vocabulary", "parent_id", "parent_name"} & set(values):
        table = "taxonomy_term"  # 1.x and 2.x kept the terms themselves under this name
    older = OLDER.get(table, {})
    values = {older.get(key, key) if older.get(key) not in values else key: value for key, value in values.items()}
    if name.startswith(("physical_", "postal_")):
        values.setdefault("address_type", name.partition("_")[0])
    if table == "schedule":
        _weekly(values)
    if table == "attribute":
        _link(values)
    if table == "eligibility":
        if service := values.pop("service_id", None):
            values.pop("id", None)
            yield Row("service", {"id": service, **values}, where)
        return
    yield Row(table, values, where)


def _weekly(values: Values) -> None:
    """1.x wrote `Monday`, or its number counted from Sunday."""
    day = str(values.get("byday", "")).strip().casefold()
    if short := DAYS.get(day) or dict(enumerate(["SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"])).get(
        int(day) if day.isdecimal() else -1
    ):
        values.update(byday=short)
        values.setdefault("freq", "WEEKLY")


def _link(values: Values) -> None:
    """1.x and 2.x named the record by the column its id stood in."""
    for table in ("service", "organization", "location", "service_at_location"):
        if found := values.pop(f"{table}_id", None):
            values.setdefault("link_id", found)
            values.setdefault("link_entity", table)


def from_json(document: Any, stem: str, file: str) -> Iterator[Row]:
    """One record, a page or a list of them, or whole tables by name; what is nested comes out as rows that point to their parent."""
    if is_schema(document):
        return
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        document = document["contents"]
    if isinstance(document, dict) and (tables := _tables(document)):
        for name, rows in tables.items():
            for number, row in enumerate(rows, 1):
                yield from _nested(table_named(name), row, f"{file}:{name}:{number}", name)
        return
    for number, record in enumerate(document if isinstance(document, list) else [document], 1):
        if isinstance(record, dict) and (table := table_named(stem) or guess(record)):
            yield from _nested(table, record, f"{file}:{number}" if isinstance(document, list) else file, table)


def is_schema(document: Any) -> bool:
    """A description of data, not data."""
    return isinstance(document, dict) and bool(
        {"openapi", "swagger", "$schema"} & set(document) or ("properties" in document and "type" in document)
    )


def _tables(document: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`{"organizations.csv": […], "services": […]}`: every value is a list of rows of the table its name says."""
    found = {re.sub(r"\.(csv|json)$", "", name): rows for name, rows in document.items()}
    if "id" in document or "name" in document:
        return {}
    return {name: rows for name, rows in found.items() if table_named(name) and isinstance(rows, list)}


def guess(record: Mapping[str, Any]) -> str:
    return next((table for table, signs in SIGNS if signs <= set(record)), "")


def _nested(table: str, record: Any, where: str, name: str) -> Iterator[Row]:
    if not isinstance(record, dict):
        return
    children = {key: value for key, value in record.items() if _is_child(key, value)}
    values: Values = {
        key: value for key, value in record.items() if key not in children and value not in (None, "", [], {})
    }
    for key in [key for key in SINGLE if isinstance(children.get(key), dict)]:
        inner = children.pop(key)
        child = table_named(key)
        column = "taxonomy_id" if key == "taxonomy_detail" else f"{child}_id"
        if inner := {k: v for k, v in inner.items() if v not in (None, "", [], {})}:
            inner.setdefault("id", content_key(inner))
            if not (table == "location" and key == "organization"):
                values.setdefault(column, inner["id"])
            yield from _nested(child, inner, f"{where}/{key}", child)
    if children:
        values.setdefault("id", content_key(values))
    if values:
        yield from translated(name if table_named(name) == table else table, values, where)
    for key, value in children.items():
        for number, inner in enumerate(value if isinstance(value, list) else [value], 1):
            if isinstance(inner, dict):
                yield from _nested(
                    table_named(key), {**_parent(table, values, key), **inner}, f"{where}/{key}[{number}]", key
                )


def _parent(table: str, values: Values, key: str) -> Values:
    child = table_named(key)
    if child == "attribute":
        return {"link_id": values["id"], "link_entity": table}
    if child == "metadata":
        return {"resource_id": values["id"], "resource_type": table}
    if child == "taxonomy_term":
        return {"taxonomy_id": values["id"]} if table == "taxonomy" else {"parent_id": values["id"]}
    return {f"{table}_id": values["id"]} if table in OWN_ID else {}


def _is_child(key: str, value: Any) -> bool:
    return isinstance(value, (dict, list)) and bool(TABLE_OF.get(key))
