"""From the few lines an author writes to a clock, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tsunagu.pathways.rules.clocks import Clock, reads
from tsunagu.pathways.rules.grammar import Grammar, words
from tsunagu.pathways.rules.questions import ALWAYS, Condition, Selectors
from tsunagu.pathways.rules.reading import Map, Reader, hint
from tsunagu.pathways.rules.spans import Span, parse_period, parse_span

CLOCK_KEYS = {
    "title", "duty", "from", "at", "if", "while", "paused_while", "until", "per", "within", "every", "in_each",
    "lasts", "opens", "not_before", "grace", "warn", "met_by", "excused_by", "calendar", "owner", "escalate",
    "legal", "source", "note",
}  # fmt: skip
PER = ("person", "named", "case", "record")
SAY_WHEN = "say when: “within”, “every” (with an optional first “within”), or “in_each”"
Check = Callable[[Clock, Map], tuple[str, str] | None]


class ClockReader:
    """Reads the clocks of one layer."""

    def __init__(self, reader: Reader, grammar: Grammar, layer: str, while_: Condition, source: str):
        self.reader, self.grammar = reader, grammar
        self.layer, self.while_, self.source = layer, while_, source

    def clock(self, clocks: Map, name: str) -> Clock | None:
        """One clock, or None with its mistakes remembered."""
        before = len(self.reader.problems)
        spec = self.reader.mapping(clocks, name, "clocks")
        self._shape(clocks, name, spec)
        clock = self._read(name, spec)
        for check in CHECKS:
            if problem := check(clock, spec):
                self.reader.wrong(spec, problem[0], f"clocks.{name}", problem[1])
        self._dates(clock, spec, name)
        self._roles(clock, spec, name)
        self._calendar(clock, spec, name)
        self._times(clock, spec, name)
        if len(self.reader.problems) > before:
            return None
        return replace(clock, reads=reads(clock, self.grammar.vocabulary))

    def _shape(self, clocks: Map, name: str, spec: Map) -> None:
        self.reader.only(spec, CLOCK_KEYS, f"clocks.{name}")
        for key in ("from", "met_by", "title"):
            if key not in spec:
                self.reader.wrong(clocks, name, "clocks", f"“{key}” is missing")
        repeating = [key for key in ("every", "in_each") if key in spec]
        if len(repeating) > 1 or not (repeating or {"within", "not_before"} & set(spec)):
            self.reader.wrong(clocks, name, "clocks", SAY_WHEN)

    def _read(self, name: str, spec: Map) -> Clock:
        grammar, path = self.grammar, f"clocks.{name}"

        def take(key: str, parse: Callable[[Any], Any], default: Any = None) -> Any:
            return self.reader.take(spec, key, path, parse, default)

        from_: Selectors = take("from", grammar.selectors, ())
        only_while: Condition = take("while", grammar.condition, ALWAYS)
        return Clock(
            id=f"{self.layer}.{name}",
            layer=self.layer,
            duty=str(spec.get("duty", name)),
            title=take("title", words, {}),
            from_=from_,
            met_by=take("met_by", grammar.ways, ()),
            at=spec.get("at"),
            if_=take("if", grammar.condition, ALWAYS),
            while_=self._governed(only_while),
            only_while=only_while,
            paused_while=take("paused_while", grammar.condition),
            until=self._until(from_, spec, take),
            per=str(spec.get("per", "person")),
            within=take("within", parse_span),
            every=take("every", parse_span),
            lasts=take("lasts", parse_span),
            in_each=take("in_each", parse_period),
            opens=take("opens", parse_span),
            not_before=take("not_before", parse_span),
            grace=take("grace", parse_span),
            warn=take("warn", _spans, ()),
            excused_by=take("excused_by", grammar.selectors, ()),
            calendar=spec.get("calendar"),
            owner=str(spec.get("owner", "primary")),
            escalate=take("escalate", _escalations, ()),
            legal=take("legal", _yes_or_no, False),
            source=str(spec.get("source", self.source)),
            note=str(spec.get("note", "")),
        )

    def _governed(self, own: Condition) -> Condition:
        """The layer's condition and the clock's own."""
        both = [condition for condition in (self.while_, own) if condition is not ALWAYS]
        return self.grammar.both(*both) if both else ALWAYS

    def _until(self, from_: Selectors, spec: Map, take: Callable[..., Any]) -> Selectors:
        """Closing the case ends every clock, but those that start there and those that say "never"."""
        ends = _listed(spec.get("until"))
        own: Selectors = take("until", lambda _: self._endings(ends), ())
        if "never" in ends or "case.closed" in {selector.kind for selector in from_}:
            return own
        return self.grammar.once((*own, *self.grammar.selectors("case.closed")))

    def _endings(self, ends: list[Any]) -> Selectors:
        facts = [end for end in ends if end != "never"]
        return self.grammar.selectors(facts) if facts else ()

    def _dates(self, clock: Clock, spec: Map, name: str) -> None:
        for selector in clock.from_:
            known = self.grammar.vocabulary.kinds[selector.kind]
            if clock.at and known.get(clock.at) not in ("date", "datetime"):
                dates = [q for q, type_ in known.items() if type_ in ("date", "datetime")]
                message = f"“{selector.kind}” has no date “{clock.at}”{hint(clock.at, dates)}"
                self.reader.wrong(spec, "at", f"clocks.{name}", message)

    def _roles(self, clock: Clock, spec: Map, name: str) -> None:
        known = self.grammar.vocabulary.lists.get("role")
        for key, role in (("owner", clock.owner), *(("escalate", role) for _, role in clock.escalate)):
            if known is not None and role not in known:
                self.reader.wrong(spec, key, f"clocks.{name}", f"no role is called “{role}”{hint(role, known)}")

    def _calendar(self, clock: Clock, spec: Map, name: str) -> None:
        known = self.grammar.vocabulary.lists.get("calendar", ())
        if clock.calendar is not None and clock.calendar not in known:
            message = f"no calendar is called “{clock.calendar}”{hint(clock.calendar, known)}"
            self.reader.wrong(spec, "calendar", f"clocks.{name}", message)

    def _times(self, clock: Clock, spec: Map, name: str) -> None:
        """An hour clock can only start from, and be met by, facts that carry a time of day."""
        timed = self.grammar.vocabulary.timed
        key = next((k for k in ("within", "every") if (span := getattr(clock, k)) and span.elapsed), None)
        if timed is None or key is None:
            return
        starts = set() if clock.at else {selector.kind for selector in clock.from_}
        meets = {selector.kind for way in clock.met_by for need in way.needs for selector in need.of}
        for kind in sorted((starts | meets) - timed):
            message = f"counts hours, but “{kind}” is known by its day alone"
            self.reader.wrong(spec, key, f"clocks.{name}", message)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _spans(value: Any) -> tuple[Span, ...]:
    """One length or a list of them, the longest first."""
    spans = [parse_span(str(item)) for item in _listed(value)]
    return tuple(sorted(spans, key=lambda span: -span.rough_days))


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"is true or false, not “{value}”")
    return value


def _escalations(value: Map) -> tuple[tuple[Span, str], ...]:
    return tuple((parse_span(str(text)), str(role)) for text, role in value.items())


# -- what can be wrong beyond the shape: the key, and a sentence -----------------------------------------------


def _per(clock: Clock, spec: Map) -> tuple[str, str] | None:
    return None if clock.per in PER else ("per", f"is one of: {', '.join(PER)}")


def _law_names_its_source(clock: Clock, spec: Map) -> tuple[str, str] | None:
    return ("legal", "a legal clock names its source") if clock.legal and not clock.source else None


def _opens_before_a_due_moment(clock: Clock, spec: Map) -> tuple[str, str] | None:
    return ("opens", "needs “within”") if clock.opens and not clock.within else None


def _ends_some_day(clock: Clock, spec: Map) -> tuple[str, str] | None:
    return ("every", "would never end") if clock.every and not clock.every.n else None


def _lasts_only_if_repeated(clock: Clock, spec: Map) -> tuple[str, str] | None:
    return ("lasts", "belongs to “every” or “in_each”") if clock.lasts and not (clock.every or clock.in_each) else None


def _warns_after_it_began(clock: Clock, spec: Map) -> tuple[str, str] | None:
    if not (clock.warn and clock.within) or clock.every or clock.at:
        return None
    whole = clock.within.rough_days + (clock.opens.rough_days if clock.opens else 0)
    if clock.warn[0].rough_days <= whole:
        return None
    return "warn", f"warns {clock.warn[0].text} ahead of a clock of {clock.within.text}"


CHECKS: tuple[Check, ...] = (
    _per,
    _law_names_its_source,
    _opens_before_a_due_moment,
    _ends_some_day,
    _lasts_only_if_repeated,
    _warns_after_it_began,
)
