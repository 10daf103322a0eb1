"""How do answers stand in a FHIR R4 QuestionnaireResponse? Written out, and read back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from tsunagu.assessment.rules.instruments.answers import NOTHING, Given, Key, Place
from tsunagu.assessment.rules.instruments.fhir import BASE, text_json, value_json, value_of
from tsunagu.assessment.rules.instruments.form import Instrument, Item, Value

ABSENT_REASON = BASE + "data-absent-reason"
REASON_OF = {"not_asked": "not-asked", "refused": "asked-declined", "unknown": "asked-unknown"}
ABSENT_OF = {reason: absent for absent, reason in REASON_OF.items()}


def items_json(
    instrument: Instrument,
    given: Mapping[Key, Given],
    asked: Collection[Key],
    *,
    language: str = "en",
    weights: bool = False,
    texts: bool = False,
) -> list[dict[str, Any]]:
    """The `item` of a response: what was asked and answered, and the groups around it."""
    return _Writer(given, frozenset(asked), language, weights, texts).under(instrument.items, ())


class _Writer:
    def __init__(self, given: Mapping[Key, Given], asked: frozenset[Key], language: str, weights: bool, texts: bool):
        self.given, self.asked = given, asked
        self.language, self.weights, self.texts = language, weights, texts
        self.deepest: dict[tuple[str, Place], int] = {}
        for link, place in asked:
            for n in range(len(place)):
                turn = (link, place[:n])
                self.deepest[turn] = max(self.deepest.get(turn, 0), place[n] + 1)

    def under(self, items: tuple[Item, ...], place: Place) -> list[dict[str, Any]]:
        found = []
        for item in items:
            if item.kind == "group" and item.repeats:
                turns = max((self.deepest.get((below.link, place), 0) for below in item.walk()), default=0)
                # an empty turn is kept for expressions, which count turns
                bare = {"linkId": item.link} if self.weights else {}
                found += [self.one(item, (*place, turn)) or bare for turn in range(turns)]
            else:
                found.append(self.one(item, place))
        return [one for one in found if one]

    def one(self, item: Item, place: Place) -> dict[str, Any]:
        below = self.under(item.items, place)
        given = self.given.get((item.link, place), NOTHING) if (item.link, place) in self.asked else NOTHING
        if given == NOTHING and not below:
            return {}
        found: dict[str, Any] = {"linkId": item.link}
        if self.texts:
            found |= {key: text for key, text in text_json("text", item.text, self.language).items() if key == "text"}
        if given.absent in REASON_OF:
            found["extension"] = [{"url": ABSENT_REASON, "valueCode": REASON_OF[given.absent]}]
        answers = [value_json(value, item.kind, self.language, self._score(item, value)) for value in given.values]
        if item.asks and below and answers:
            answers[0]["item"] = below
        elif below:
            found["item"] = below
        return found | ({"answer": answers} if answers else {})

    def _score(self, item: Item, value: Value) -> Decimal | None:
        option = item.option(value) if self.weights else None
        return option.score if option else None


def read_items(instrument: Instrument, items: Any) -> dict[Key, Given]:
    """The answers of a response. Lines that the instrument does not have are passed over; raises NotAValue for a torn value."""
    found: dict[Key, Given] = {}
    _read(instrument, items, (), found)
    return found


def _read(instrument: Instrument, items: Any, place: Place, found: dict[Key, Given]) -> None:
    turns: dict[str, int] = {}
    for node in items if isinstance(items, list) else ():
        item = instrument.by_link.get(str(node.get("linkId", "")))
        if item is None:
            continue
        at = place
        if item.kind == "group" and item.repeats:
            turns[item.link] = turns.get(item.link, -1) + 1
            at = (*place, turns[item.link])
        answers = [one for one in node.get("answer") or () if isinstance(one, Mapping)]
        values = tuple(value for one in answers if (value := value_of(one)) is not None)
        if values:
            found[item.link, at] = Given(values)
        for extension in node.get("extension") or ():
            if extension.get("url") == ABSENT_REASON and extension.get("valueCode") in ABSENT_OF:
                found[item.link, at] = Given((), ABSENT_OF[extension["valueCode"]])
        _read(instrument, node.get("item"), at, found)
        for one in answers:
            _read(instrument, one.get("item"), at, found)
