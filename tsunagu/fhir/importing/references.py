"""To which resource does a reference lead? Relative, absolute, `urn:uuid:` and conditional ones, within one source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tsunagu.core.actor import Actor
from tsunagu.fhir.importing.reading import Resource
from tsunagu.fhir.models import ExternalIdentifier, ExternalRecord

REMEMBERED = 50_000  # keys, then all is forgotten: memory does not grow with the file
LONGEST = 400  # characters of a key; a longer one is known by its digest
SEARCH = "?identifier="


@dataclass(frozen=True)
class Known:
    """A resource that is on record, as far as others need it."""

    id: UUID
    resource_type: str
    external_id: str
    person_id: UUID | None
    place: str
    content_hash: str
    title: str
    target_id: UUID | None
    full_url: str = ""
    file: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.resource_type}/{self.external_id}"

    def says(self, content_hash: str, file: str) -> bool:
        """Is this what is on record, or what this file said before?"""
        return content_hash in (self.content_hash, self.said.get(file))

    def saying(self, content_hash: str, file: str) -> dict[str, str]:
        """What each file said last, when this one says this."""
        said = {**self.said, **({self.file: self.content_hash} if self.file else {}), file: content_hash}
        return said if len(said) > 1 else {}


FIELDS = tuple(Known.__dataclass_fields__)


def key_of(reference: str) -> str:
    """By what a reference is looked up; empty for one that leads nowhere outside its resource."""
    if not reference or reference.startswith("#"):
        return ""
    if "?" in reference:
        type_, _, query = reference.partition("?")
        asked = dict(parse_qsl(query))
        return f"{type_}{SEARCH}{short(asked['identifier'])}" if set(asked) == {"identifier"} else short(reference)
    return short(reference.partition("/_history/")[0])


def key_of_identifier(type_: str, identifier: Resource) -> str:
    return f"{type_}{SEARCH}{token_of(identifier)}"


def token_of(identifier: Resource) -> str:
    return short(f"{identifier.get('system') or ''}|{identifier.get('value') or ''}")


def short(text: str) -> str:
    """An index holds no text of any length."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}~{hashlib.sha256(text.encode()).hexdigest()}"


class Book:
    """What is on record of one source. Asked for many at a time, and only for what it does not remember."""

    def __init__(self, source: str, by: Actor) -> None:
        self.source = source
        self.organisation = by.organisation
        self._known: dict[str, Known | None] = {}
        self._ambiguous: set[str] = set()  # identifiers that several resources have

    def get(self, key: str) -> Known | None:
        """The one resource a key leads to. `load` it first."""
        return self._known.get(key)

    def learn(self, known: Known, tokens: Iterable[str] = ()) -> None:
        """A resource was put on record just now."""
        self._known.update(dict.fromkeys(filter(None, (known.key, known.full_url)), known))
        for key in (f"{known.resource_type}{SEARCH}{token}" for token in tokens):
            if key in self._known:  # looked for before; any other is looked for when it is asked for
                self._learn_identifier(key, known)

    def _learn_identifier(self, key: str, known: Known) -> None:
        before = self._known[key]
        if before is not None and before.id != known.id:
            self._ambiguous.add(key)
        self._known[key] = None if key in self._ambiguous else known

    def forget(self) -> None:
        """What was put on record was taken back."""
        self._known.clear()
        self._ambiguous.clear()

    def load(self, keys: Iterable[str]) -> None:
        """Three queries at most, however many keys."""
        if len(self._known) > REMEMBERED:
            self.forget()
        new = {key for key in keys if key and key not in self._known}
        self._known.update(dict.fromkeys(new))
        conditional = {key for key in new if SEARCH in key}
        urls = {key for key in new - conditional if ":" in key}
        with transaction.atomic(savepoint=False):  # outside a transaction nobody acts, and nothing is seen
            self._by_identity(new - conditional - urls)
            self._by_url(urls)
            self._by_identifier(conditional)

    def _records(self) -> Q:
        return Q(organisation_id=self.organisation, source=self.source)

    def _by_identity(self, keys: set[str]) -> None:
        pairs = [key.rpartition("/") for key in keys]
        ids, types = {id_ for _t, _s, id_ in pairs}, {type_ for type_, _s, _i in pairs}
        if ids:
            rows = ExternalRecord.objects.filter(self._records(), resource_type__in=types, external_id__in=ids)
            self._remember((known.key, known) for known in _known(rows))

    def _by_url(self, urls: set[str]) -> None:
        if urls:
            rows = _known(ExternalRecord.objects.filter(self._records(), full_url__in=urls))
            self._remember((known.full_url, known) for known in rows)

    def _by_identifier(self, keys: set[str]) -> None:
        """A conditional reference leads somewhere only if exactly one resource has the identifier."""
        asked = Q()
        for key in keys:
            type_, _, token = key.partition(SEARCH)
            same = Q(token=token) if "|" in token else Q(token__endswith=f"|{token}")
            asked |= Q(resource_type=type_) & same
        if not asked:
            return
        rows = ExternalIdentifier.objects.filter(self._records(), asked).select_related("record")
        found: dict[str, list[ExternalRecord]] = {}
        for row in rows:
            for key in (f"{row.resource_type}{SEARCH}{token}" for token in (row.token, row.token.rpartition("|")[2])):
                found.setdefault(key, []).append(row.record)
        self._ambiguous.update(key for key, records in found.items() if len(records) > 1)
        single = ((key, records[0]) for key, records in found.items() if key in keys and len(records) == 1)
        self._remember((key, Known(*(getattr(record, field) for field in FIELDS))) for key, record in single)

    def _remember(self, found: Iterable[tuple[str, Known]]) -> None:
        for key, known in found:
            if key in self._known:
                self._known[key] = known


def _known(rows: object) -> list[Known]:
    return [Known(*values) for values in rows.values_list(*FIELDS)]  # type: ignore[attr-defined]
