"""What may not be kept is struck out before anything else is done with a resource: its hash, its references, its row.

Korean resident registration numbers, wherever they stand: in texts, in plain-text attachments, even in ids, where a keyed digest
takes their place so that references still meet. Japanese individual numbers where they are given as an identifier without issuer.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from typing import Any

from django.conf import settings

from tsunagu.fhir.importing.reading import Resource
from tsunagu.people.rules.secret_numbers import is_individual_number, is_resident_number, mask_resident_numbers

NAMES = {"id", "reference", "fullUrl"}  # what resources are called by
UNNAMED = re.compile(r'"value"\s*:\s*"[\d０-９]{4}[ -]?[\d０-９]{4}[ -]?[\d０-９]{4}"')
RESIDENT = re.compile(r"\d{6}\D{0,3}\d{7}")
STRUCK_OUT = "*******"
TEXTUAL = ("text/", "application/json", "application/fhir", "application/xml", "application/xhtml", "application/rtf")


def without_secrets(resource: Resource, text: str) -> tuple[Resource, str, int]:
    """The resource and its text as they may be kept, and how many numbers were struck out."""
    if not _may_hold(resource, text):
        return resource, text, 0
    mask = _Mask()
    kept = mask.value(resource, "")
    return (kept, json.dumps(kept, ensure_ascii=False), mask.count) if mask.count else (resource, text, 0)


def safe_name(text: str) -> str:
    """An id or a reference without the number in it: the same number always gives the same name."""
    if not is_resident_number(text):
        return text
    return RESIDENT.sub(lambda match: f"rrn-{_digest(match[0])}" if is_resident_number(match[0]) else match[0], text)


def is_struck_out(identifier: Resource) -> bool:
    return str(identifier.get("value", "")).endswith(STRUCK_OUT)


def _digest(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return hmac.new(settings.SECRET_KEY.encode(), digits.encode(), "sha256").hexdigest()[:20]


def _may_hold(resource: Resource, text: str) -> bool:
    """Quick, and never wrongly no: most resources are not walked through."""
    plain = json.dumps(resource, ensure_ascii=False) if "\\u" in text else text
    return is_resident_number(plain) or '"data"' in text or UNNAMED.search(text) is not None


class _Mask:
    def __init__(self) -> None:
        self.count = 0

    def value(self, value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            return [self.value(item, key) for item in value]
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, (int, float)) and is_resident_number(repr(value)):
            return self._text(repr(value), key)
        return value

    def _object(self, found: Resource) -> Resource:
        kept = {key: self.value(value, key) for key, value in found.items()}
        data, number = found.get("data"), found.get("value")
        if isinstance(data, str) and str(found.get("contentType", "")).startswith(TEXTUAL):
            kept["data"] = self._attachment(data)
        if isinstance(number, str) and "system" not in found and is_individual_number(number):
            self.count += 1
            kept["value"] = "*" * len(number)
        return kept

    def _text(self, text: str, key: str) -> str:
        safe = safe_name(text) if key in NAMES else mask_resident_numbers(text)
        self.count += safe != text
        return safe

    def _attachment(self, data: str) -> str:
        try:
            text = base64.b64decode(data, validate=False).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return data
        safe = mask_resident_numbers(text)
        self.count += safe != text
        return base64.b64encode(safe.encode()).decode() if safe != text else data
