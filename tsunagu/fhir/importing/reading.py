"""What stands in a file? JSON text becomes entries: the lines of NDJSON, the entries of a Bundle, or one resource.

Nothing is believed here but JSON itself: its encoding, its syntax, and that no object names a key twice. NDJSON is read a line at a
time; a Bundle stays text, and is decoded entry by entry, so that memory holds one chunk of it and not the tree of all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]  # the scanner of the standard decoder
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Resource = dict[str, Any]
BOM = b"\xef\xbb\xbf"
SPACE = re.compile(r"[ \t\r\n]*")
LONGEST_NUMBER = 60  # characters; PostgreSQL keeps decimals as written, but not without end


class Unreadable(Exception):
    """This text is no JSON that can be trusted; `reason` says why, for whoever has to mend it."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass
class Entry:
    """One resource as it stands in a file: the `number` of its line or entry, its text, and what its Bundle says of it."""

    number: int | None
    text: str
    resource: Any
    full_url: str = ""
    request: Resource = field(default_factory=dict)
    doubled: str = ""  # a key that stands twice in one object
    in_bundle: bool = False


@dataclass(frozen=True)
class Slot:
    """Where an entry of a Bundle stands in its text, and what it is called."""

    number: int
    start: int
    end: int
    full_url: str = ""
    request: Resource = field(default_factory=dict)
    doubled: str = ""
    type: str = ""


@dataclass
class Bundle:
    """A Bundle's own elements, and where its entries stand."""

    text: str
    head: Resource
    slots: list[Slot]

    @property
    def kind(self) -> str:
        return str(self.head.get("type", ""))

    def entry(self, slot: Slot) -> Entry:
        text = self.text[slot.start : slot.end]
        resource = _again(text) if text else None
        return Entry(slot.number, text, resource, slot.full_url, slot.request, slot.doubled, in_bundle=True)


class Decoder:
    """The standard decoder, told to notice keys that stand twice and numbers that are none."""

    def __init__(self) -> None:
        self.doubled = ""
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=_no_constant, parse_float=_number, parse_int=_whole
        )

    def at(self, text: str, start: int = 0) -> tuple[Any, int]:
        """The value that begins at `start`, and where it ends."""
        try:
            return self._decoder.raw_decode(text, start)
        except RecursionError:
            raise Unreadable(_("it is nested too deeply")) from None
        except json.JSONDecodeError as error:
            raise _broken(error) from None

    def whole(self, text: str) -> Any:
        """The one value of a text."""
        start = _space(text, 0)
        value, end = self.at(text, start)
        if _space(text, end) != len(text):
            raise Unreadable(_("there is more after the end of the JSON"))
        return value

    def take_doubled(self) -> str:
        doubled, self.doubled = self.doubled, ""
        return doubled

    def _object(self, pairs: list[tuple[str, Any]]) -> Resource:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            self.doubled = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return found


def decoded(raw: bytes) -> str:
    """The text, if it is UTF-8: the one encoding of FHIR. A byte order mark is forgiven."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("it is UTF-16; R4 JSON is written in UTF-8"))
    try:
        return raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_("it is not UTF-8 (byte %(at)d)") % {"at": error.start + 1}) from None


def read_document(raw: bytes) -> Bundle | Entry:
    """A whole file: a Bundle with the places of its entries, or one resource."""
    text = decoded(raw)
    if not text.strip():
        raise Unreadable(_("it is empty"))
    if text.lstrip().startswith("<"):
        raise Unreadable(_("it is XML; R4 JSON is read here"))
    bundle = _bundle(text)
    if bundle.head.get("resourceType") == "Bundle":
        return bundle
    decoder = Decoder()
    resource = decoder.whole(text)
    return Entry(None, text.strip(), resource, doubled=decoder.take_doubled())


def read_line(raw: bytes, number: int) -> Entry:
    decoder = Decoder()
    text = decoded(raw).strip()
    resource = decoder.whole(text)
    return Entry(number, text, resource, doubled=decoder.take_doubled())


def lines(file: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Each line with its number and size; `None` for one that is too long, which is passed over without being held."""
    number = 0
    while first := file.readline(longest + 1):
        number += 1
        size, is_long = len(first), len(first) > longest
        rest = first
        while is_long and not rest.endswith(b"\n") and (rest := file.readline(longest)):
            size += len(rest)
        if is_long:
            yield number, None, size
        elif first.strip():
            yield number, first, size


def holds_lines(path: Path) -> bool:
    """NDJSON by its name, or by its look: the first line is a JSON object by itself, and another follows."""
    if path.suffix.lower() in {".ndjson", ".jsonl"}:
        return True
    with path.open("rb") as file:
        first, second = file.readline(1 << 20), file.readline(64)
    if not second.strip() or not first.strip().endswith(b"}"):
        return False
    try:
        return isinstance(orjson.loads(first.removeprefix(BOM)), dict)
    except orjson.JSONDecodeError:
        return False


def _again(text: str) -> Any:
    """Decode what the standard decoder has read before: faster, and stricter only where half a character is written."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


# -- the places of a Bundle's entries -------------------------------------------------------------------------------


class Cursor:
    """Walks along JSON text. Whoever iterates takes each value before asking for the next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = _space(text, 0)
        self.decoder = Decoder()

    def value(self) -> Any:
        value, self.at = self.decoder.at(self.text, self.at)
        return value

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; at each, the cursor stands before its value."""
        for _place in self._parts("{", "}"):
            if not self.begins('"'):
                raise Unreadable(_("a key is missing at character %(at)d") % {"at": self.at + 1})
            key, self.at = self._key()
            self._step(":")
            yield key

    def items(self) -> Iterator[int]:
        """The numbers of the items of the array that begins here, from 1."""
        for number, _place in enumerate(self._parts("[", "]"), 1):
            yield number

    def begins(self, with_: str) -> bool:
        return self.text.startswith(with_, self.at)

    def finish(self) -> None:
        if _space(self.text, self.at) != len(self.text):
            raise Unreadable(_("there is more after the end of the JSON"))

    def _parts(self, opening: str, closing: str) -> Iterator[int]:
        self._step(opening)
        if self.begins(closing):
            return self._step(closing)
        while True:
            yield self.at
            self.at = _space(self.text, self.at)
            if self.begins(closing):
                return self._step(closing)
            self._step(",")

    def _key(self) -> tuple[str, int]:
        try:
            key, end = scanstring(self.text, self.at + 1)
        except json.JSONDecodeError as error:
            raise _broken(error) from None
        return key, _space(self.text, end)

    def _step(self, over: str) -> None:
        if not self.begins(over):
            raise Unreadable(_("“%(sign)s” is missing at character %(at)d") % {"sign": over, "at": self.at + 1})
        self.at = _space(self.text, self.at + 1)


def _bundle(text: str) -> Bundle:
    """Read as if it were a Bundle: its elements, and its entries one after the other, each forgotten again."""
    cursor, bundle = Cursor(text), Bundle(text, {}, [])
    if not cursor.begins("{"):
        return bundle
    for key in cursor.members():
        if key in bundle.head:
            raise Unreadable(_("the key “%(key)s” stands twice") % {"key": key})
        if key == "entry" and cursor.begins("["):
            bundle.head[key] = None
            bundle.slots = [_slot(cursor, number) for number in cursor.items()]
        else:
            bundle.head[key] = cursor.value()
    cursor.finish()
    return bundle


def _slot(cursor: Cursor, number: int) -> Slot:
    found: Resource = {}
    start = end = cursor.at
    if not cursor.begins("{"):
        cursor.value()
        return Slot(number, start, end)
    for key in cursor.members():
        if key in found:
            cursor.decoder.doubled = key
        begin = cursor.at
        found[key] = cursor.value()
        if key == "resource":
            start, end = begin, cursor.at
            found[key] = found[key].get("resourceType") if isinstance(found[key], dict) else ""
    request, url, type_ = found.get("request"), found.get("fullUrl"), found.get("resource")
    return Slot(
        number,
        start,
        end,
        url if isinstance(url, str) else "",
        request if isinstance(request, dict) else {},
        cursor.decoder.take_doubled(),
        type_ if isinstance(type_, str) else "",
    )


def _space(text: str, at: int) -> int:
    match = SPACE.match(text, at)
    return match.end() if match else at


def _broken(error: json.JSONDecodeError) -> Unreadable:
    where = {"what": error.msg, "line": error.lineno, "column": error.colno}
    return Unreadable(_("it is no JSON: %(what)s (line %(line)d, column %(column)d)") % where)


def _no_constant(name: str) -> Any:
    raise Unreadable(_("%(name)s is no number of JSON") % {"name": name})


def _number(text: str) -> float:
    if len(text) > LONGEST_NUMBER or (value := float(text)) in (float("inf"), float("-inf")):
        raise Unreadable(_("a number is too long to keep"))
    return value


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise Unreadable(_("a number is too long to keep"))
    return int(text)
