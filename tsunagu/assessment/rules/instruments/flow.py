"""Which items are asked now, and what do the form's own expressions work out? Answers in, the whole state of the sheet out.

An item whose condition does not hold is not asked: what was answered there before is kept, and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from tsunagu.assessment.rules.instruments import fhirpath
from tsunagu.assessment.rules.instruments.answers import NOTHING, Answers, Given, Key, Place
from tsunagu.assessment.rules.instruments.fhir import NotAValue, coding_of, value_of
from tsunagu.assessment.rules.instruments.form import (
    Coding,
    Condition,
    Constraint,
    Expression,
    Instrument,
    Item,
    Option,
    Quantity,
    Value,
)
from tsunagu.assessment.rules.instruments.response import items_json

# Conditions and expressions build on each other; more rounds than this only where they build on themselves.
ROUNDS = 40
Variables = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One item in its place, with what was answered; `options` are those that may be chosen now."""

    item: Item
    place: Place
    given: Given
    options: tuple[Option, ...] = ()
    depth: int = 0
    turn: int = 0  # which turn of a repeating group begins here
    spare: bool = False  # in a turn that nobody has begun, held ready

    @property
    def key(self) -> Key:
        return self.item.link, self.place


@dataclass(frozen=True)
class Sheet:
    """The instrument as it stands with these answers."""

    answers: Answers
    lines: tuple[Line, ...]
    doubts: tuple[Constraint, ...] = ()

    @cached_property
    def questions(self) -> tuple[Line, ...]:
        """What a person is asked, in order."""
        return tuple(line for line in self.lines if is_asked(line.item))

    @property
    def missing(self) -> tuple[Line, ...]:
        """Required and neither answered nor refused."""
        return tuple(line for line in self.open if line.item.required)

    @property
    def open(self) -> tuple[Line, ...]:
        return tuple(line for line in self.questions if line.given == NOTHING and not line.spare)


def is_asked(item: Item) -> bool:
    """Whether somebody can answer it here. A file or a link to another record has no control: the document lists it as not honoured."""
    answerable = item.asks and item.kind not in ("attachment", "reference")
    return answerable and not item.hidden and not item.read_only and item.calculated is None


def name_of(instrument: Instrument, line: Line) -> str:
    """A name for a line that any screen or form may use: its number in the version, and its turns."""
    number = next(n for n, item in enumerate(instrument.walk()) if item.link == line.item.link)
    return "_".join([f"q{number}", *(str(turn) for turn in line.place)])


def lay_out(
    instrument: Instrument, given: Mapping[Key, Given], variables: Variables | None = None, *, spare: bool = False
) -> Sheet:
    """The sheet these answers make: what is asked, what is worked out, what is in doubt.

    With `spare` each repeating group has one more turn than was begun, to write in.
    """
    state = _State(instrument, dict(given), variables or {}, spare)
    for _round in range(ROUNDS):
        if not state.settle():
            break
    answers = Answers(instrument, dict(state.given), frozenset(state.asked))
    return Sheet(answers, tuple(state.lines), tuple(state.doubts()))


def first_answers(instrument: Instrument, variables: Variables | None = None) -> dict[Key, Given]:
    """What stands there before anybody answers: fixed initial values, chosen options, and what is known of the person."""
    found: dict[Key, Given] = {}
    for item in instrument.walk():
        values = item.initial or tuple(option.value for option in item.options if option.initial)
        if values and item.asks:
            found[item.link, _origin(instrument, item)] = Given(values if item.repeats else values[:1])
    state = _State(instrument, found, variables or {})
    for item in instrument.walk():
        key = (item.link, _origin(instrument, item))
        if item.prefill and item.asks and key not in found and (values := state.worked_out(item, item.prefill, key[1])):
            found[key] = Given(values)
    return found


def _origin(instrument: Instrument, item: Item) -> Place:
    return (0,) * depth_of(instrument, item.link)


def depth_of(instrument: Instrument, link: str) -> int:
    """In how many repeating groups an item lies; a repeating group's own turns are counted."""
    path = (*instrument.above[link], instrument.by_link[link])
    return sum(item.repeats and item.kind == "group" for item in path)


@dataclass
class _State:
    instrument: Instrument
    given: dict[Key, Given]
    variables: Variables
    spare: bool = False
    asked: set[Key] = field(default_factory=set)
    before: set[Key] | None = None  # what was asked in the round before
    lines: list[Line] = field(default_factory=list)
    resource: dict[str, Any] = field(default_factory=dict)

    def settle(self) -> bool:
        """One round: see what is asked, then work expressions out. True where that changed something."""
        before = dict(self.given), self.before
        self.lines, self.asked = [], set()
        self._resource()
        for item in self.instrument.items:
            self._enter(item, (), 0, False)
        self._resource()
        for line in self.lines:
            if line.item.calculated:
                values = self.worked_out(line.item, line.item.calculated, line.place)
                if values:
                    self.given[line.key] = Given(values)
                else:
                    self.given.pop(line.key, None)
        self.before = self.asked
        return (self.given, self.before) != before

    def _resource(self) -> None:
        """The answers as a QuestionnaireResponse with its scores, for expressions to look at."""
        asked = self.asked or {(link, key) for link, key in self.given}
        items = items_json(self.instrument, self.given, asked, weights=True)
        self.resource = {"resourceType": "QuestionnaireResponse", "status": "in-progress", "item": items}

    def _enter(self, item: Item, place: Place, depth: int, spare: bool) -> None:
        if not self._enabled(item, place):
            return
        if item.kind == "group" and item.repeats:
            begun = self._begun(item, place)
            for turn in range(self._turns(item, begun)):
                self._note(item, (*place, turn), depth, turn, spare or turn >= max(begun, item.min_occurs or 1))
        else:
            self._note(item, place, depth, 0, spare)

    def _note(self, item: Item, place: Place, depth: int, turn: int, spare: bool) -> None:
        self.asked.add((item.link, place))
        given = self.given.get((item.link, place), NOTHING)
        self.lines.append(Line(item, place, given, self._options(item, place), depth, turn, spare))
        for below in item.items:
            self._enter(below, place, depth + 1, spare)

    def _begun(self, group: Item, place: Place) -> int:
        """How many turns hold an answer, or lie before one that does."""
        links, at = {item.link for item in group.walk()}, len(place)
        seen = [key[at] for link, key in self.given if link in links and len(key) > at and key[:at] == place]
        return max((turn + 1 for turn in seen), default=0)

    def _turns(self, group: Item, begun: int) -> int:
        room = group.max_occurs is None or begun < group.max_occurs
        return max(group.min_occurs or 1, begun + 1 if self.spare and room else begun)

    def _options(self, item: Item, place: Place) -> tuple[Option, ...]:
        if item.choices is None:
            return item.options
        return tuple(Option(value) for value in self.worked_out(item, item.choices, place, several=True))

    # Conditions

    def _enabled(self, item: Item, place: Place) -> bool:
        if item.when_expression and not fhirpath.is_true(self._evaluate(item, item.when_expression, place)):
            return False
        if not item.when:
            return True
        held = (self._holds(condition, item, place) for condition in item.when)
        return any(held) if item.when_any else all(held)

    def _holds(self, condition: Condition, item: Item, place: Place) -> bool:
        values = [value for given in self._seen(condition.question, place) for value in given.values]
        return holds(condition, values)

    def _seen(self, link: str, place: Place) -> Iterator[Given]:
        """The answers a condition looks at: in its own turn where both lie in one, else in all turns around it.

        Only what is asked itself counts; that is known from the round before.
        """
        near = min(depth_of(self.instrument, link), len(place))
        for key, given in self.given.items():
            counts = self.before is None or key in self.before
            if key[0] == link and key[1][:near] == place[:near] and counts:
                yield given

    # Expressions

    def worked_out(
        self, item: Item, expression: Expression, place: Place, *, several: bool = False
    ) -> tuple[Value, ...]:
        found = self._evaluate(item, expression, place)
        values = tuple(value for one in found if (value := answer_of(item, one)) is not None)
        return values if several or item.repeats else values[:1]

    def _evaluate(self, item: Item, expression: Expression, place: Place) -> list[Any]:
        if not self.resource:
            self._resource()
        near = self._near(item if item.link else None, place)
        return fhirpath.evaluate(expression.text, near, {**self._scope(item, place), "context": near})

    def _scope(self, item: Item, place: Place) -> dict[str, Any]:
        scope: dict[str, Any] = {**self.variables, "resource": self.resource, "rootResource": self.resource}
        scope["questionnaire"] = self.variables.get("questionnaire", {"resourceType": "Questionnaire"})
        for owner in (None, *self.instrument.above.get(item.link, ()), item):
            place_variables = self.instrument.variables if owner is None else owner.variables
            for variable in place_variables:
                scope[variable.name] = fhirpath.kept(fhirpath.evaluate(variable.text, self._near(owner, place), scope))
        return scope

    def _near(self, owner: Item | None, place: Place) -> Any:
        """An expression on an item speaks from that item of the response, in its own turn."""
        if owner is None:
            return self.resource
        items, turns, found = self.resource["item"], list(place), None
        for item in (*self.instrument.above.get(owner.link, ()), owner):
            nodes = [one for one in items if one["linkId"] == item.link]
            turn = turns.pop(0) if turns and item.repeats and item.kind == "group" else 0
            if turn >= len(nodes):
                return self.resource
            found = nodes[turn]
            items = [
                *found.get("item", ()),
                *(one for answer in found.get("answer", ()) for one in answer.get("item", ())),
            ]
        return found or self.resource

    def doubts(self) -> Iterator[Constraint]:
        """What the form says must be true and is not."""
        self._resource()
        whole = Line(Item("", "group", constraints=self.instrument.constraints), (), NOTHING)
        for line in (whole, *self.lines):
            for constraint in line.item.constraints:
                if self._evaluate(line.item, constraint.expression, line.place)[:1] == [False]:
                    yield constraint


def holds(condition: Condition, values: list[Value]) -> bool:
    """R4's enableWhen over the answers there are. `!=` holds where no answer is equal, none at all included."""
    match condition.operator:
        case "exists":
            return bool(values) == (condition.answer is True)
        case "=":
            return any(same(value, condition.answer) for value in values)
        case "!=":
            return not any(same(value, condition.answer) for value in values)
    return any(_compares(condition.operator, value, condition.answer) for value in values)


def same(one: Value, other: Value) -> bool:
    match one, other:
        case Coding(), Coding():
            if one.code or other.code:
                return one.code == other.code and (one.system == other.system or not one.system or not other.system)
            return bool(set(one.display.values()) & set(other.display.values()))
        case Coding(), str():
            return one.code == other
        case Quantity(), Quantity():
            return one.value == other.value and (one.code or one.unit) == (other.code or other.unit)
        case Quantity(), Decimal() | int():
            return one.value == other
    return (type(one) is type(other) and one == other) or (_numbers(one, other) and one == other)


def _compares(operator: str, one: Value, other: Value) -> bool:
    left, right = (value.value if isinstance(value, Quantity) else value for value in (one, other))
    if not (_numbers(left, right) or (isinstance(left, str) and isinstance(right, str))):
        return False
    match operator:
        case ">":
            return left > right  # type: ignore[operator]
        case "<":
            return left < right  # type: ignore[operator]
        case ">=":
            return left >= right  # type: ignore[operator]
    return left <= right  # type: ignore[operator]


def _numbers(*values: object) -> bool:
    return all(isinstance(value, Decimal | int) and not isinstance(value, bool) for value in values)


def answer_of(item: Item, found: Any) -> Value | None:
    """What an expression found, as an answer of this item's kind; None where it does not fit."""
    if isinstance(found, dict):
        if key := next((key for key in found if key.startswith("value")), ""):
            return answer_of(item, found[key]) if key != "value" else _quantity(item, found)
        try:
            return coding_of(found) if "code" in found or "display" in found else None
        except NotAValue:
            return None
    match item.kind, found:
        case "integer", Decimal() | int() if not isinstance(found, bool):
            return int(found)
        case "decimal", Decimal() | int() if not isinstance(found, bool):
            return Decimal(found)
        case "quantity", Decimal() | int() if not isinstance(found, bool):
            unit = item.unit or Coding("")
            return Quantity(Decimal(found), unit.display.get("en", unit.code), unit.code, unit.system)
        case "boolean", bool():
            return found
        case "choice" | "open-choice", str():
            option = item.option(found)
            return option.value if option else Coding("", "", {"en": found}) if item.kind == "choice" else found
        case "string" | "text" | "date" | "dateTime" | "time" | "url", str():
            return found
        case "string" | "text", Decimal() | int():
            return str(found)
    return None


def _quantity(item: Item, found: dict[str, Any]) -> Value | None:
    try:
        value = value_of({"valueQuantity": found})
    except NotAValue:
        return None
    if item.kind == "decimal" and isinstance(value, Quantity):
        return value.value
    return value
