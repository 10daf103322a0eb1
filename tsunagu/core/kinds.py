"""Which kinds of fact exist, and what may each of them say?

An event is a frozen dataclass in a room's `events.py`; decorating it with `@fact` makes it a kind of fact. Its fields are the qualifiers
that clocks read. The vocabulary is closed: a pathway that names another kind, or another value, is refused when it is loaded, and a
fact that does not fit its dataclass cannot be recorded.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from django.utils.functional import Promise

Words = str | Promise
Event = TypeVar("Event", bound=type)

_kinds: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One kind of fact: its name (`contact.made`), its title for people, its dataclass and how it behaves."""

    name: str
    title: Words
    event: type
    timed: bool  # starts or meets an hour clock, so a bare date will not do
    by_hand: bool  # may be recorded by a worker from the case file, with a form made of its qualifiers
    walled: bool  # kept in a walled ledger, never on the ordinary case

    @property
    def qualifiers(self) -> Mapping[str, Any]:
        """Qualifier name -> list of values, or one of: number, boolean, date, datetime, text."""
        return _qualifiers(self.event)


def fact(
    name: str, title: Words, *, timed: bool = False, by_hand: bool = False, walled: bool = False
) -> Callable[[Event], Event]:
    """Register a frozen dataclass as the fact `name`. Two classes may not claim one name."""

    def register(event: Event) -> Event:
        known = _kinds.get(name)
        if known and known.event.__qualname__ != event.__qualname__:
            raise ValueError(f"two events are called {name}")
        event.kind = name  # type: ignore[attr-defined]
        _kinds[name] = Kind(name, title, event, timed, by_hand, walled)
        return event

    return register


def kind(name: str) -> Kind:
    return _kinds[name]


def kinds() -> dict[str, Kind]:
    """Every kind, by name. Complete once all rooms have been loaded."""
    return dict(sorted(_kinds.items()))


def vocabulary() -> dict[str, Mapping[str, Any]]:
    """What the pathway loader checks against: kind -> qualifier -> type."""
    return {name: k.qualifiers for name, k in kinds().items()}


def data_of(event: Any) -> dict[str, Any]:
    """The qualifiers of an event as they are stored: JSON values, absent ones left out."""
    return {plain(f.name): _stored(v) for f in dataclasses.fields(event) if (v := getattr(event, f.name)) is not None}


def plain(field: str) -> str:
    """A field's qualifier: `with_` and `from_` are Python's way to write the words `with` and `from`."""
    return field.removesuffix("_")


def read_data(name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Stored qualifiers as Python values: dates are dates again, numbers numbers."""
    types_ = _kinds[name].qualifiers if name in _kinds else {}
    return {key: _read(types_.get(key), value) for key, value in data.items()}


def _stored(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_stored(v) for v in value]
    return value


def _read(type_: Any, value: Any) -> Any:
    if type_ == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if type_ == "datetime" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


@cache
def _qualifiers(event: type) -> Mapping[str, Any]:
    hints = typing.get_type_hints(event)
    return {plain(f.name): _type_name(hints[f.name]) for f in dataclasses.fields(event)}


def _type_name(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = [h for h in typing.get_args(hint) if h is not type(None)] or [str]
    if typing.get_origin(hint) is typing.Literal:
        return list(typing.get_args(hint))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return [m.value for m in hint]
    names = {
        bool: "boolean",
        int: "number",
        float: "number",
        Decimal: "number",
        datetime: "datetime",
        date: "date",
        str: "text",
    }
    return names[hint]
