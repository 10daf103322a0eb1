"""What was answered: each item exactly as given, with refusals and don't-knows, and nothing where nothing was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tsunagu.assessment.rules.instruments.form import Coding, Instrument, Item, Quantity, Value

# Answers too. An item that was skipped by rule, or not come to yet, has none of them and no row at all.
NOT_ASKED, REFUSED, UNKNOWN = "not_asked", "refused", "unknown"
ABSENT = (NOT_ASKED, REFUSED, UNKNOWN)

# Which turn of each repeating group an answer lies in: () where nothing repeats, (1,) the second turn.
Place = tuple[int, ...]
Key = tuple[str, Place]


@dataclass(frozen=True)
class Given:
    """The answer to one item: its values (several where it repeats), or why there is none."""

    values: tuple[Value, ...] = ()
    absent: str = ""

    @property
    def value(self) -> Value | None:
        return self.values[0] if self.values else None

    @property
    def code(self) -> str:
        """The one answer as a document names it: a code, `true`, a number."""
        match self.value:
            case None:
                return ""
            case bool() as yes:
                return "true" if yes else "false"
            case Coding(code=code):
                return code
            case Quantity(value=number):
                return str(number)
            case other:
                return str(other)


@dataclass(frozen=True)
class Answers:
    """All answers of one response. `asked` are the keys whose conditions hold: an item outside it counts as not asked."""

    instrument: Instrument
    given: Mapping[Key, Given] = field(default_factory=dict)
    asked: frozenset[Key] | None = None

    def get(self, link: str, place: Place = ()) -> Given:
        found = self.given.get((link, place), NOTHING)
        return found if self.asked is None or (link, place) in self.asked else NOTHING

    def all(self, link: str) -> Iterator[Given]:
        """In every turn of the groups it lies in."""
        for key in sorted(key for key in self.given if key[0] == link):
            if self.asked is None or key in self.asked:
                yield self.given[key]

    def code(self, link: str) -> str:
        return self.get(link).code

    def points(self, link: str) -> Decimal | None:
        """What the answer counts; None where it was not answered or counts nothing."""
        item = self.instrument.by_link.get(link)
        return points(item, self.get(link)) if item else None

    def number(self, link: str) -> Decimal | None:
        match self.get(link).value:
            case bool():
                return None
            case Decimal() | int() as number:
                return Decimal(number)
            case Quantity(value=number):
                return number
        return None


NOTHING = Given()


def points(item: Item, given: Given) -> Decimal | None:
    """The scores of the options chosen, together; for a number without options, the number."""
    found = [_points(item, value) for value in given.values]
    known = [one for one in found if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(found) else None


def _points(item: Item, value: Value) -> Decimal | None:
    if item.options or isinstance(value, bool):
        option = item.option(value)
        return option.score if option else None
    if isinstance(value, Decimal | int):
        return Decimal(value)
    return value.value if isinstance(value, Quantity) else None
