"""Which resource is this? Its identity, what of it may be kept, and whether it has changed since it was last here."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

import orjson

from tsunagu.fhir.importing.judging import Judgement
from tsunagu.fhir.importing.mapping.base import parts
from tsunagu.fhir.importing.reading import Entry, Resource
from tsunagu.fhir.importing.references import Known, key_of, short, token_of
from tsunagu.fhir.importing.secrets import is_struck_out, safe_name, without_secrets

LAST_SEGMENT = re.compile(r"[/:]([A-Za-z0-9\-.]{1,64})$")
LONGEST_ID = 64


@dataclass
class Item:
    """An entry with its identity. `known` is what is on record of it, `judgement` what is wrong with it."""

    entry: Entry
    type: str
    id: str
    full_url: str
    hash: str
    masked: int
    known: Known | None = None
    is_unchanged: bool = False
    judgement: Judgement = field(default_factory=Judgement)

    @property
    def key(self) -> str:
        return f"{self.type}/{self.id}"

    @property
    def resource(self) -> Resource:
        found: Resource = self.entry.resource
        return found

    @property
    def tokens(self) -> list[str]:
        """The business identifiers that conditional references may name it by."""
        return _tokens(self.resource)


def is_fhir(resource: Any) -> bool:
    return isinstance(resource, dict) and isinstance(resource.get("resourceType"), str)


def item_of(entry: Entry) -> Item:
    """From here on nothing holds a number that may not be kept."""
    entry.resource, entry.text, masked = without_secrets(entry.resource, entry.text)
    resource: Resource = entry.resource
    digest = _digest(resource)
    full_url = short(safe_name(entry.full_url))
    return Item(
        entry, resource["resourceType"][:LONGEST_ID], _id(resource, entry, full_url, digest), full_url, digest, masked
    )


def _id(resource: Resource, entry: Entry, full_url: str, digest: str) -> str:
    """The source's own id; else the one its Bundle gives it; else its first identifier, and at last its content."""
    if id_ := resource.get("id"):
        return str(id_)[:LONGEST_ID]
    put = entry.request.get("url") if entry.request.get("method") == "PUT" else ""
    for url in (full_url, safe_name(str(put or ""))):
        if match := LAST_SEGMENT.search(url):
            return match[1]
    token = next(iter(_tokens(resource)), "")
    return f"~{hashlib.sha256(token.encode()).hexdigest()[:40] if token else digest[:40]}"


def _tokens(resource: Resource) -> list[str]:
    """But for those that are struck out: what is left of them is shared by many."""
    named = (i for i in parts(resource, "identifier") if i.get("value") and not is_struck_out(i))
    return list(dict.fromkeys(token_of(identifier) for identifier in named))


def _digest(resource: Resource) -> str:
    """The same for the same content, however it is set out."""
    try:
        plain = orjson.dumps(resource, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number or a character that only the standard library knows
        plain = json.dumps(resource, sort_keys=True).encode()
    return hashlib.sha256(plain).hexdigest()


def search_of(entry: Entry, type_: str) -> str:
    """By what its Bundle asks to look for it before it is made; empty if it does not ask."""
    request = entry.request
    if asked := request.get("ifNoneExist"):
        return key_of(f"{type_}?{str(asked).lstrip('?').partition('?')[2] or asked}")
    url = str(request.get("url") or "")
    return key_of(url) if request.get("method") == "PUT" and "?" in url else ""
