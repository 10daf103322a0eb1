"""What does HSDS 3.0 accept? What a row must have, and which values a field may hold (https://docs.openreferral.org/en/3.0/)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "organization": ("name", "description"),
    "program": ("organization_id", "name", "description"),
    "service": ("organization_id", "name", "status"),
    "location": ("location_type",),
    "service_at_location": ("service_id", "location_id"),
    "address": ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("number",),
    "cost_option": ("service_id",),
    "organization_identifier": ("organization_id", "identifier_type", "identifier"),
    "taxonomy": ("name", "description"),
    "taxonomy_term": ("name", "description"),
    "attribute": ("link_id", "link_entity", "taxonomy_term_id"),
    "metadata": (
        "resource_id",
        "resource_type",
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
    ),
}
VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("service", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("location", "location_type"): ("physical", "postal", "virtual"),
    ("address", "address_type"): ("physical", "postal", "virtual"),
    ("schedule", "freq"): ("WEEKLY", "MONTHLY"),
    ("schedule", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
FORMATS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("website", "uri", "url", "term_uri", "schedule_link"), _URI),
    **dict.fromkeys(("email", "assurer_email"), _EMAIL),
}
ANY_TEXT = {("service_area", "uri")}  # of these alone the specification asks no form


def fitted(table: str, row: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The row without the values HSDS would not accept, and which those were."""
    left = [field for field, value in row.items() if not _fits(table, field, value)]
    return {field: value for field, value in row.items() if field not in left}, left


def lacking(table: str, row: Mapping[str, Any]) -> list[str]:
    """What HSDS asks for and the row does not have."""
    return [field for field in REQUIRED.get(table, ()) if row.get(field) in (None, "")]


def _fits(table: str, field: str, value: Any) -> bool:
    if (table, field) in VALUES:
        return value in VALUES[table, field]
    pattern = FORMATS.get(field)
    return pattern is None or (table, field) in ANY_TEXT or bool(pattern.fullmatch(str(value)))
