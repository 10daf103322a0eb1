"""The small sentences that appear everywhere in a pathway: selectors, conditions, needs, ways."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from tsunagu.pathways.rules.needs import DutiesAre, EachRecord, Evidence, Holds, Need, SomeRecord, Way
from tsunagu.pathways.rules.questions import Condition, Selector, Selectors, Test
from tsunagu.pathways.rules.reading import Map, hint
from tsunagu.pathways.rules.spans import Period, Span, parse_period, parse_span
from tsunagu.pathways.rules.vocabulary import LANGUAGES, Type, Vocabulary, Words

T = TypeVar("T")
DUTIES_ARE = ("open to act", "not overdue", "settled")
AMOUNTS = {"times", "different", "total", "in_the_last", "since"}
_FORMS = {
    "has": {"has", *AMOUNTS},
    "none": {"none", "in_the_last", "since"},
    "is": {"is"},
    "each": {"each", "where", "with", "parts"},
    "some": {"some", "with"},
    "duties": {"duties"},
}
_IN_GATES = {"says", "mend", "ask"}


class Grammar:
    """Reads values against a vocabulary. A mistake is a ValueError with a sentence; who called knows file and line."""

    _made: ClassVar[dict[str, Any]] = {}

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary

    def once(self, made: T) -> T:
        """One object for one meaning, so that a ledger answers each question once."""
        kept: T = self._made.setdefault(repr(made), made)
        return kept

    # -- tests on qualifiers -----------------------------------------------------------------------------------

    def tests(self, of: str, known: Any, wanted: Map | None) -> tuple[Test, ...]:
        """Tests on the qualifiers of a kind, or on the fields of a record."""
        if wanted is not None and not isinstance(wanted, Map):
            raise ValueError(f"what is asked of “{of}” is written {{qualifier: value}}, not “{wanted}”")
        tests = []
        for name, value in (wanted or {}).items():
            if name not in known:
                raise ValueError(f"“{of}” has no qualifier “{name}”{hint(name, known)}")
            tests.append(self._test(of, name, known[name], value))
        return tuple(sorted(tests, key=lambda test: test.name))

    def _test(self, of: str, name: str, type_: Type, wanted: Any) -> Test:
        if wanted == "given":
            return Test(name)
        if not isinstance(wanted, Map):
            return Test(name, among=self._values(of, name, type_, wanted))
        if set(wanted) == {"not"}:
            return Test(name, besides=self._values(of, name, type_, wanted["not"]))
        if not wanted or not set(wanted) <= {"at_least", "at_most"}:
            raise ValueError(f"“{name}” takes a value, a list, {{not: …}}, {{at_least: …}} or {{at_most: …}}")
        if type_ != "number":
            raise ValueError(f"“{name}” of “{of}” is not a number")
        for bound in wanted.values():
            if isinstance(bound, bool) or not isinstance(bound, (int, float)):
                raise ValueError(f"“{name}” is compared with a number, not “{bound}”")
        return Test(name, at_least=wanted.get("at_least"), at_most=wanted.get("at_most"))

    def _values(self, of: str, name: str, type_: Type, wanted: Any) -> frozenset[Any]:
        values = wanted if isinstance(wanted, list) else [wanted]
        for value in values:
            if isinstance(type_, (list, tuple)) and value not in type_:
                raise ValueError(f"“{name}” of “{of}” is never “{value}”{_one_of(value, type_)}")
            if type_ == "boolean" and not isinstance(value, bool):
                raise ValueError(f"“{name}” of “{of}” is true or false, not “{value}”")
            if type_ == "number" and (isinstance(value, bool) or not isinstance(value, (int, float))):
                raise ValueError(f"“{name}” of “{of}” is a number, not “{value}”")
            if type_ in ("date", "datetime"):
                raise ValueError(f"“{name}” of “{of}” is a date: ask whether it is “given”")
        return frozenset(values)

    # -- selectors and conditions ------------------------------------------------------------------------------

    def selectors(self, value: Any) -> Selectors:
        """`contact.made`, `{contact.made: {mode: phone}}`, or a list of these (any of them)."""
        found = []
        for item in value if isinstance(value, list) else [value]:
            for kind, qualifiers in item.items() if isinstance(item, Map) else [(item, None)]:
                if kind not in self.vocabulary.kinds:
                    raise ValueError(f"no fact is called “{kind}”{hint(kind, self.vocabulary.kinds)}")
                tests = self.tests(kind, self.vocabulary.kinds[kind], qualifiers)
                found.append(self.once(Selector(kind, tests)))
        if not found:
            raise ValueError("name at least one fact")
        return self.once(tuple(found))

    def condition(self, value: Any) -> Condition:
        if not isinstance(value, Map) or not value:
            raise ValueError("a condition is written {property: value}, {any: […]} or {not: {…}}")
        parts = [self._part(name, wanted) for name, wanted in value.items()]
        return self.both(*parts)

    def both(self, *parts: Condition) -> Condition:
        return self.once(parts[0] if len(parts) == 1 else Condition("all", parts))

    def _part(self, name: str, wanted: Any) -> Condition:
        if name == "not":
            return Condition("not", (self.condition(wanted),))
        if name == "any":
            if not isinstance(wanted, list):
                raise ValueError("“any” is followed by a list of conditions")
            return Condition("any", tuple(self.condition(item) for item in wanted))
        prop = self.vocabulary.properties.get(name)
        if prop is None:
            raise ValueError(f"no property is called “{name}”{hint(name, self.vocabulary.properties)}")
        values = wanted if isinstance(wanted, list) else [wanted]
        for value in values:
            if not prop.set_by and not isinstance(value, bool):
                raise ValueError(f"“{name}” is true or false, not “{value}”")
            if prop.set_by and prop.values and value not in prop.values:
                raise ValueError(f"“{name}” is never “{value}”{_one_of(value, prop.values)}")
        return Condition("is", (), name, frozenset(values))

    # -- needs and ways ----------------------------------------------------------------------------------------

    def need(self, value: Any, in_gate: bool = False) -> Need:
        """A selector, or one of `has`, `none`, `is`, `each`, `some`, `duties` with what goes with it."""
        form = next((key for key in _FORMS if isinstance(value, Map) and key in value), None)
        if form is None:
            return Evidence(self.selectors(value))
        allowed = _FORMS[form] | (_IN_GATES if in_gate else set())
        for key in value:
            if key not in allowed:
                raise ValueError(f"“{key}” is not known beside “{form}”{hint(key, allowed - {form})}")
        return self.once(getattr(self, f"_{form}")(value))  # type: ignore[no-any-return]

    def _has(self, value: Map) -> Evidence:
        times = value.get("times", 1)
        if isinstance(times, bool) or not isinstance(times, int) or times < 1:
            raise ValueError(f"“times” is a whole number from 1, not “{times}”")
        of = self.selectors(value["has"])
        return Evidence(
            of,
            times=times,
            different=self._amounts(of, value, "different"),
            total=self._amounts(of, value, "total", numbers=True),
            in_the_last=self._reach(value),
            since=self.selectors(value["since"]) if "since" in value else (),
        )

    def _none(self, value: Map) -> Evidence:
        since = self.selectors(value["since"]) if "since" in value else ()
        return Evidence(self.selectors(value["none"]), absent=True, in_the_last=self._reach(value), since=since)

    def _is(self, value: Map) -> Holds:
        return Holds(self.condition(value["is"]))

    def _each(self, value: Map) -> EachRecord:
        noun, fields = self._noun(value["each"])
        if not {"with", "parts"} & set(value):
            raise ValueError("say what each of them must have: “with” or “parts”")
        with_, where, parts = (self.tests(noun, fields, value.get(key)) for key in ("with", "where", "parts"))
        return EachRecord(noun, with_, where, parts)

    def _some(self, value: Map) -> SomeRecord:
        noun, fields = self._noun(value["some"])
        return SomeRecord(noun, self.tests(noun, fields, value.get("with")))

    def _duties(self, value: Map) -> DutiesAre:
        if not isinstance(value["duties"], Map) or len(value["duties"]) != 1:
            raise ValueError("“duties” is written {topic: open to act}, {topic: settled} or {topic: not overdue}")
        ((topic, how),) = value["duties"].items()
        if how not in DUTIES_ARE:
            raise ValueError(f"duties are never “{how}”{_one_of(how, DUTIES_ARE)}")
        return DutiesAre(topic, how)

    def _noun(self, name: str) -> tuple[str, Any]:
        if name not in self.vocabulary.records:
            raise ValueError(f"no record is called “{name}”{hint(name, self.vocabulary.records)}")
        return name, self.vocabulary.records[name].fields

    def _amounts(self, of: Selectors, value: Map, key: str, numbers: bool = False) -> tuple[tuple[str, Any], ...]:
        wanted = value.get(key) or {}
        for name in wanted:
            for selector in of:
                known = self.vocabulary.kinds[selector.kind]
                if name not in known:
                    raise ValueError(f"“{selector.kind}” has no qualifier “{name}”{hint(name, known)}")
                if numbers and known[name] != "number":
                    raise ValueError(f"“{name}” of “{selector.kind}” is not a number")
        return tuple(wanted.items())

    def _reach(self, value: Map) -> Span | Period | None:
        text = value.get("in_the_last")
        if text is None:
            return None
        return parse_period(text) if "calendar" in str(text) else parse_span(str(text))

    def ways(self, value: Any) -> tuple[Way, ...]:
        """Any of a list; each a fact, or `all_of` several needs, or either with `provided`."""
        return tuple(self._way(item) for item in (value if isinstance(value, list) else [value]))

    def _way(self, item: Any) -> Way:
        provided: tuple[Evidence | Holds, ...] = ()
        if isinstance(item, Map) and "provided" in item:
            provided = tuple(self._provided(need) for need in item["provided"])
            item = item.without("provided")
        needs = item["all_of"] if isinstance(item, Map) and "all_of" in item else [item]
        return Way(tuple(self._evidence(need) for need in needs), provided)

    def _provided(self, value: Any) -> Evidence | Holds:
        need = self.need(value)
        if not isinstance(need, (Evidence, Holds)):
            raise ValueError("“provided” asks for facts or for a condition")
        return need

    def _evidence(self, value: Any) -> Evidence:
        need = self.need(value)
        if not isinstance(need, Evidence) or need.absent:
            raise ValueError("a duty is met by facts; other things go under “provided”")
        if need.in_the_last or need.since:
            raise ValueError("the window says how recent a fact is; looking further back goes under “provided”")
        return need


def words(value: Any) -> Words:
    """One text in each language."""
    if (
        not isinstance(value, Map)
        or set(value) != set(LANGUAGES)
        or not all(isinstance(v, str) for v in value.values())
    ):
        stray = sorted(set(value) - set(LANGUAGES)) if isinstance(value, Map) else []
        comma = f" (is “{stray[0]}” part of a sentence with a comma? put it in quotes)" if stray else ""
        raise ValueError(f"is given in en, ja and ko{comma}")
    return dict(value)


def _one_of(value: Any, known: Any) -> str:
    return f"{hint(value, known)} (it is one of: {', '.join(map(str, known))})"
