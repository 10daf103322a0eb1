"""Does an answer fit its question? Said as a code, so that screens find the words."""

from __future__ import annotations

import re
from decimal import Decimal

from tsunagu.assessment.rules.instruments.answers import ABSENT, Given
from tsunagu.assessment.rules.instruments.form import Coding, Item, Option, Quantity, Value

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DATE_TIME = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}.*)?)?)?")
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?")


def misfit(item: Item, given: Given, options: tuple[Option, ...] | None = None) -> str:
    """Empty where it fits; else absent, several, exclusive, option, kind, low, high or long."""
    if given.absent:
        return "" if given.absent in ABSENT and not given.values else "absent"
    if len(given.values) > 1 and not item.repeats:
        return "several"
    offered = item.options if options is None else options
    chosen = [option for value in given.values for option in offered if option.value == value]
    if len(given.values) > 1 and any(option.exclusive for option in chosen):
        return "exclusive"
    if item.max_occurs and len(given.values) > item.max_occurs:
        return "several"
    return next((wrong for value in given.values if (wrong := _misfit(item, value, offered))), "")


def _misfit(item: Item, value: Value, offered: tuple[Option, ...]) -> str:
    if item.kind in ("choice", "open-choice") or item.options:
        if any(option.value == value for option in offered):
            return ""
        if item.kind == "open-choice":
            return "" if isinstance(value, str | Coding) else "kind"
        # a form whose value set has no content can only be answered in words
        return "option" if offered or not isinstance(value, Coding | str) else ""
    if not _is_kind(item.kind, value):
        return "kind"
    size = value.value if isinstance(value, Quantity) else value
    if isinstance(size, str) and item.max_length and len(size) > item.max_length:
        return "long"
    return _out_of_range(item, size)


def _out_of_range(item: Item, size: object) -> str:
    for limit, wrong in ((item.minimum, "low"), (item.maximum, "high")):
        bound = limit.value if isinstance(limit, Quantity) else limit
        if bound is None or isinstance(bound, bool | Coding):
            continue
        both_numbers = isinstance(size, Decimal | int) and isinstance(bound, Decimal | int)
        if not both_numbers and not (isinstance(size, str) and isinstance(bound, str)):
            continue
        if size < bound if wrong == "low" else size > bound:  # type: ignore[operator]
            return wrong
    return ""


def _is_kind(kind: str, value: Value) -> bool:
    match kind:
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "decimal":
            return isinstance(value, Decimal | int) and not isinstance(value, bool)
        case "quantity":
            return isinstance(value, Quantity)
        case "date":
            return isinstance(value, str) and bool(_DATE.fullmatch(value))
        case "dateTime":
            return isinstance(value, str) and bool(_DATE_TIME.fullmatch(value))
        case "time":
            return isinstance(value, str) and bool(_TIME.fullmatch(value))
        case "string" | "text" | "url":
            return isinstance(value, str)
    return False
