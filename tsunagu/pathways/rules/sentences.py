"""What does a rule say, in plain sentences? For a supervisor's page, and for the "why" beside a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tsunagu.pathways.rules import speech
from tsunagu.pathways.rules.clocks import Clock
from tsunagu.pathways.rules.layers import Layer
from tsunagu.pathways.rules.needs import Evidence, Holds, Way
from tsunagu.pathways.rules.questions import ALWAYS, Condition, Selector, Selectors, Test
from tsunagu.pathways.rules.rulesets import Ruleset
from tsunagu.pathways.rules.spans import COUNTED, NTH, PERIOD, Period, Span
from tsunagu.pathways.rules.vocabulary import Type, Vocabulary

Proposals = Iterable[tuple[str, datetime | None]]


@dataclass(frozen=True)
class RuleInWords:
    """One clock, each part in the reader's language."""

    clock: str
    title: str
    window: str  # how it counts: "each calendar month from start of services"
    ways: tuple[str, ...]  # any of these meets it
    extras: tuple[str, ...]  # conditions, pauses, excuses, grace, escalation, as sentences
    owner: str
    legal: bool
    source: str
    sentence: str


@dataclass(frozen=True)
class Reason:
    """One rule that proposed a date, for the because-sentence of a duty."""

    clock: str
    title: str
    layer: str
    source: str
    legal: bool
    span: str  # "within 2 business days"
    start: str  # what it is counted from
    window: str  # both in one phrase
    due: str | None  # formatted for the reader


def describe(clock: Clock, vocabulary: Vocabulary, lang: str) -> RuleInWords:
    """One rule, part by part, and as one sentence."""
    return _Speaker(vocabulary, lang).rule(clock)


def sentences(layer: Layer, vocabulary: Vocabulary, lang: str) -> list[str]:
    """A layer as plain sentences: its clocks, then what it asks before each act."""
    speaker = _Speaker(vocabulary, lang)
    rules = (speaker.rule(clock) for clock in layer.clocks)
    told = [speaker.parts["gap"].join((rule.sentence, *rule.extras)) for rule in rules]
    return told + [speaker.gate(act, [need.says[lang] for need in needs]) for act, needs in layer.gates.items()]


def why(
    because: Proposals, rules: Ruleset, vocabulary: Vocabulary, lang: str, format_date: Callable[[datetime], str]
) -> list[Reason]:
    """The rules behind a date, strictest first: `because` of a leading duty, or its own clock and due moment."""
    speaker = _Speaker(vocabulary, lang)
    return [
        speaker.reason(rules.by_id[clock], rules, format_date(due) if due else None)
        for clock, due in because
        if clock in rules.by_id
    ]


def span_text(span: Span, lang: str) -> str:
    """ "within 2 business days", 2営業日以内, 2영업일 이내"""
    limits = speech.LIMITS[lang]
    if span.text in limits:
        return limits[span.text]
    if nth := NTH.fullmatch(span.text):
        return limits["nth"].format(n=nth[1])
    return limits["within"].format(length=length_text(span, lang))


def length_text(span: Span, lang: str) -> str:
    """ "2 business days", 2営業日, 2영업일"""
    lengths = speech.LENGTHS[lang]
    counted = COUNTED.fullmatch(span.text)
    if not counted:
        return span_text(span, lang)
    length = _length(lengths, counted[1], counted[2])
    return lengths["less"].format(length=length, days=_length(lengths, counted[3], "day")) if counted[3] else length


def _length(lengths: speech.Phrases, n: str, unit: str) -> str:
    return lengths.get(f"{n} {unit}") or lengths[unit].format(n=n)


def period_text(period: Period, lang: str) -> str:
    """ "once each calendar month", 暦月に1回, 매 역월 1회"""
    match = PERIOD.fullmatch(period.text)
    n, unit = (match[1], match[2]) if match else (None, period.unit)
    many = n is not None and n != "1"
    return speech.PERIODS[lang][f"{unit} many" if many else unit].format(n=n)


class _Speaker:
    """Says rules in one language with the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, lang: str):
        self.vocabulary, self.lang = vocabulary, lang
        self.parts, self.windows = speech.PARTS[lang], speech.WINDOWS[lang]
        self.frames, self.reaches = speech.SENTENCES[lang], speech.REACH[lang]

    # -- rules ------------------------------------------------------------------------------------------------------

    def rule(self, clock: Clock) -> RuleInWords:
        ways = tuple(self.way(way) for way in clock.met_by)
        title, window = clock.title[self.lang], self.window(clock)
        return RuleInWords(
            clock=clock.id,
            title=title,
            window=window,
            ways=ways,
            extras=tuple(self.extras(clock)),
            owner=self.word("roles", clock.owner),
            legal=clock.legal,
            source=self.source(clock),
            sentence=self.frames["rule"].format(title=title, window=window, ways=self.joined(ways, "or")),
        )

    def reason(self, clock: Clock, rules: Ruleset, due: str | None) -> Reason:
        layer = rules.layers.get(clock.layer)
        return Reason(
            clock=clock.id,
            title=clock.title[self.lang],
            layer=layer.title[self.lang] if layer else clock.layer,
            source=self.source(clock),
            legal=clock.legal,
            span=self.span(clock),
            start=self.start(clock),
            window=self.window(clock),
            due=due,
        )

    def gate(self, act: str, needs: Sequence[str]) -> str:
        return self.frames["gate"].format(act=self.word("gates", act), needs=self.parts["list"].join(needs))

    def extras(self, clock: Clock) -> Iterable[str]:
        """What else there is to know, a sentence each."""
        frames = self.frames
        conditions = (("if", clock.if_), ("while", clock.only_while), ("paused", clock.paused_while or ALWAYS))
        for key, condition in conditions:
            if condition is not ALWAYS:
                yield frames[key].format(condition=self.condition(condition))
        if clock.excused_by:
            yield frames["excused"].format(facts=self.facts(clock.excused_by))
        if own := tuple(selector for selector in clock.until if selector.kind != "case.closed"):
            yield frames["until"].format(facts=self.facts(own))
        for key, span in (("lasts", clock.lasts), ("grace", clock.grace)):
            if span:
                yield frames[key].format(length=length_text(span, self.lang))
        if clock.owner != "primary":
            yield frames["owner"].format(role=self.word("roles", clock.owner))
        for span, role in clock.escalate:
            yield self.escalation(span, self.word("roles", role))
        if clock.legal:
            yield frames["legal"]
        if clock.source:
            yield frames["source"].format(source=self.source(clock))

    def escalation(self, span: Span, role: str) -> str:
        if span.text == "immediately":
            sentence = self.frames["escalate at once"].format(role=role)
        elif COUNTED.fullmatch(span.text):
            sentence = self.frames["escalate"].format(length=length_text(span, self.lang), role=role)
        else:
            sentence = self.frames["escalate by"].format(limit=span_text(span, self.lang), role=role)
        return sentence[0].upper() + sentence[1:]

    # -- windows ----------------------------------------------------------------------------------------------------

    def window(self, clock: Clock) -> str:
        """How it counts: from what, how long, how often."""
        said = {"start": self.start(clock)}
        if clock.within:
            said["limit"] = span_text(clock.within, self.lang)
        if clock.in_each:
            return self.windows["grid"].format(period=period_text(clock.in_each, self.lang), **said)
        if clock.every:
            form, length = "chain first" if clock.within else "chain", length_text(clock.every, self.lang)
            return self.windows[form].format(length=length, each=length.removeprefix(self.parts["one"]), **said)
        if clock.not_before:
            form = "floor and ceiling" if clock.within else "floor"
            return self.windows[form].format(length=length_text(clock.not_before, self.lang), **said)
        if clock.at and clock.within and clock.within.text == "same day":
            return self.windows["by day"].format(**said)
        if clock.at and clock.within and clock.within.text == "the day before":
            return self.windows["by day before"].format(**said)
        if clock.opens:
            return self.windows["before"].format(length=length_text(clock.opens, self.lang), **said)
        return self.windows["once"].format(**said)

    def span(self, clock: Clock) -> str:
        """The length alone, of whichever sort this clock has."""
        if clock.in_each:
            return period_text(clock.in_each, self.lang)
        span = clock.every or clock.within or clock.not_before
        return span_text(span, self.lang) if span else ""

    def start(self, clock: Clock) -> str:
        if not clock.at:
            return self.facts(clock.from_)
        facts = self.joined([self.fact(selector, "tested inside") for selector in clock.from_], "or")
        return self.parts["dated"].format(date=self.word("qualifiers", clock.at), fact=facts)

    # -- ways -------------------------------------------------------------------------------------------------------

    def way(self, way: Way) -> str:
        needs = self.joined([self.evidence(need) for need in way.needs], "and")
        if not way.provided:
            return needs
        provided = [self.condition(n.condition) if isinstance(n, Holds) else self.evidence(n) for n in way.provided]
        return self.parts["provided"].format(way=needs, conditions=self.parts["comma"].join(provided))

    def evidence(self, need: Evidence) -> str:
        said = self.facts(need.of)
        if need.times > 1:
            said = self.parts["times"].format(what=said, n=need.times)
        for form, amounts in (("total", need.total), ("different", need.different)):
            for name, n in amounts:
                said = self.parts[form].format(what=said, n=n, qualifier=self.word("qualifiers", name))
        if need.since:
            said = self.reaches["since"].format(what=said, fact=self.facts(need.since))
        said = self.reach(said, need.in_the_last)
        return self.parts["absent"].format(what=said) if need.absent else said

    def reach(self, what: str, span: Span | Period | None) -> str:
        if span is None:
            return what
        if isinstance(span, Span):
            return self.reaches["length"].format(what=what, length=length_text(span, self.lang))
        form = {1: "month", 2: "two months"}.get(span.n, "months")
        return self.reaches[form].format(what=what, n=span.n - 1)

    # -- facts and conditions ---------------------------------------------------------------------------------------

    def facts(self, selectors: Selectors) -> str:
        return self.joined([self.fact(selector) for selector in selectors], "or")

    def fact(self, selector: Selector, form: str = "tested") -> str:
        kind = self.word("kinds", selector.kind)
        if not selector.tests:
            return kind
        known = self.vocabulary.kinds[selector.kind]
        tests = self.parts["and tests"].join(self.test(test, known.get(test.name)) for test in selector.tests)
        return self.parts[form].format(fact=kind, tests=tests)

    def test(self, test: Test, type_: Type) -> str:
        """Values are named in the order the vocabulary knows them."""
        known = type_ if isinstance(type_, (list, tuple)) else ()
        qualifier = self.word("qualifiers", test.name)
        if test.among is not None:
            return self.values(test.name, test.among, known)
        if test.besides is not None:
            return self.parts["besides"].format(values=self.values(test.name, test.besides, known))
        if test.at_least is not None:
            return self.parts["at least"].format(qualifier=qualifier, n=test.at_least)
        if test.at_most is not None:
            return self.parts["at most"].format(qualifier=qualifier, n=test.at_most)
        return self.parts["given"].format(qualifier=qualifier)

    def values(self, name: str, values: Iterable[Any], known: Sequence[Any]) -> str:
        ordered = sorted(values, key=lambda v: (known.index(v) if v in known else len(known), str(v)))
        return self.joined([self.value(name, value) for value in ordered], "or")

    def value(self, name: str, value: Any) -> str:
        code = str(value).lower() if isinstance(value, bool) else str(value)
        title = self.vocabulary.words.get("assessments", {}).get(code) if name == "assessment" else None
        return title[self.lang] if title else self.word("values", f"{name}.{code}", code)

    def condition(self, condition: Condition) -> str:
        if condition.op == "is":
            return self.property(condition.name, condition.among)
        parts = [self.condition(part) for part in condition.parts]
        if condition.op == "not":
            return self.parts["not"].format(condition=parts[0])
        return self.joined(parts, "or" if condition.op == "any" else "and")

    def property(self, name: str, among: frozenset[Any]) -> str:
        said, known = self.word("properties", name), self.vocabulary.properties[name].values
        if among == {True}:
            return said
        if among == {False}:
            return self.parts["not"].format(condition=said)
        return self.parts["valued"].format(property=said, values=self.values(name, among, known))

    # -- words ------------------------------------------------------------------------------------------------------

    def joined(self, parts: Sequence[str], how: str) -> str:
        """a, b or c"""
        *most, last = parts
        return self.parts[how].format(list=self.parts["comma"].join(most), last=last) if most else last

    def source(self, clock: Clock) -> str:
        """A law or a manual is called by its own name; a default is named in the reader's words."""
        words = self.vocabulary.words.get("sources", {}).get(clock.source)
        return words[self.lang] if words else clock.source

    def word(self, group: str, name: str, code: str | None = None) -> str:
        words = self.vocabulary.words.get(group, {}).get(name)
        return words[self.lang] if words else (code or name).replace("_", " ").replace(".", " ")
