"""Which words may a pathway use? Kinds of fact, the properties read off them, the records they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagu.pathways.rules.questions import Selector, Selectors
from tsunagu.pathways.rules.spans import Span

LANGUAGES = ("en", "ja", "ko")
Words = Mapping[str, str]  # one text in each language
Type = Any  # of a qualifier: a list of values, or "number", "boolean", "date", "datetime", "text"


@dataclass(frozen=True)
class Property:
    """Something true of a case from a date: a value that facts set, or a state that facts begin and end."""

    name: str
    values: tuple[Any, ...] = ()
    set_by: Selector | None = None
    begins: Selectors = ()
    ends: Selectors = ()
    at: str | None = None  # begins on the date in this qualifier …
    after: Span | None = None  # … so long after it
    until: str | None = None  # ends by itself on the date in this qualifier
    lasts: Span | None = None  # or after this long
    by_record: bool = False  # true while any record is begun and not ended (three services, one of which stops)

    def kinds(self) -> set[str]:
        return {s.kind for s in (*self.begins, *self.ends, *([self.set_by] if self.set_by else []))}


@dataclass(frozen=True)
class Noun:
    """A sort of record that facts open, change and close, and the fields its room can hand to a gate."""

    name: str
    fields: Mapping[str, Type]
    opened_by: Selectors = ()
    changed_by: Selectors = ()
    closed_by: Selectors = ()
    named_by: str | None = None  # the qualifier that names the record, where facts of several share one ref

    def selectors(self) -> Selectors:
        return (*self.opened_by, *self.changed_by, *self.closed_by)


@dataclass(frozen=True)
class Vocabulary:
    kinds: Mapping[str, Mapping[str, Type]]
    properties: Mapping[str, Property] = field(default_factory=dict)
    records: Mapping[str, Noun] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # words kinds leave open: programme, assessment …
    words: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)  # common names of stages, tiers, kinds …
    timed: frozenset[str] | None = None  # kinds that carry a time of day; None: not known
