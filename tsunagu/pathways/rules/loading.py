"""From a pathway file to a layer: every key read, every mistake remembered with file, line and key."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from tsunagu.pathways.rules.caseloads import Cap, CaseloadRule
from tsunagu.pathways.rules.clock_loading import ClockReader
from tsunagu.pathways.rules.clocks import Clock, kinds_behind
from tsunagu.pathways.rules.grammar import Grammar, words
from tsunagu.pathways.rules.layers import KINDS, STAGES, Assessment, Layer, Stage
from tsunagu.pathways.rules.needs import Evidence, Need, SomeRecord
from tsunagu.pathways.rules.questions import ALWAYS, Condition, Selector, Test
from tsunagu.pathways.rules.reading import Map, Reader, hint, read
from tsunagu.pathways.rules.rulesets import GateNeed
from tsunagu.pathways.rules.spans import parse_span
from tsunagu.pathways.rules.vocabulary import Vocabulary, Words

LAYER_KEYS = {
    "pathway", "kind", "version", "title", "while", "source", "note", "person", "stages", "tiers", "plan",
    "assessments", "caseload", "clocks", "gates", "without", "defines",
}  # fmt: skip
GATE_EXTRAS = {"says", "mend", "ask"}
ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")
MEND = re.compile(r"[a-z_]+:[a-z_]+(\?[a-z_]+=[\w.-]+(&[a-z_]+=[\w.-]+)*)?")
MERGED = re.compile(r"merged into (\w+)")
REASON_LENGTH = 10
NO_WORDS: Words = {}


def load_layer(path: Path, vocabulary: Vocabulary) -> Layer:
    """The layer of one file; a PathwayError with all its mistakes."""
    return LayerReader(read(path), Reader(path.name), vocabulary).layer()


class LayerReader:
    def __init__(self, document: Map, reader: Reader, vocabulary: Vocabulary):
        self.document, self.reader, self.vocabulary = document, reader, vocabulary
        self.grammar = Grammar(vocabulary)
        self.while_: Condition = reader.take(document, "while", "pathway", self.grammar.condition, ALWAYS)
        self.id = str(document.get("pathway", "?"))
        self.source = str(document.get("source", ""))

    def layer(self) -> Layer:
        self._head()
        self._check_defines()
        take, document = self.reader.take, self.document
        assessments = self._assessments()
        plan = self.reader.mapping(document, "plan", "pathway")
        self.reader.only(plan, {"title", "sections"}, "plan")
        sections = self._titles(plan, "sections", "plan")
        layer = Layer(
            id=self.id,
            kind=str(document.get("kind", "?")),
            version=take(document, "version", "pathway", _version, 0),
            title=take(document, "title", "pathway", words, {}),
            while_=self.while_,
            governed_by=frozenset(kinds_behind(self.while_, self.vocabulary)),
            source=self.source,
            note=str(document.get("note", "")),
            person=take(document, "person", "pathway", words, None),
            stages=self._stages(),
            tiers=self._titles(document, "tiers", "pathway", self.vocabulary.properties["tier"].values),
            plan_title=take(plan, "title", "plan", words, None),
            sections=sections,
            assessments=assessments,
            caseload=self._caseload(),
            clocks=self._clocks(),
            gates=self._gates(assessments, sections),
            without=self._without(),
        )
        self.reader.fail_if_wrong()
        return layer

    def _head(self) -> None:
        reader, document = self.reader, self.document
        reader.only(document, LAYER_KEYS, "pathway")
        for key in ("pathway", "kind", "version", "title"):
            if key not in document:
                reader.wrong(document, None, "pathway", f"“{key}” is missing")
        if "kind" in document and document["kind"] not in KINDS:
            reader.wrong(document, "kind", "pathway", f"is one of: {', '.join(KINDS)}")
        if not ID.fullmatch(self.id):
            reader.wrong(document, "pathway", "pathway", "is written like “programme/home-support”")

    def _check_defines(self) -> None:
        node, lists = self.reader.mapping(self.document, "defines", "pathway"), self.vocabulary.lists
        for name, values in node.items():
            if name not in lists:
                self.reader.wrong(node, name, "defines", f"no list of words is called so{hint(name, lists)}")
            if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
                self.reader.wrong(node, name, "defines", "is a list of words")

    # -- names -------------------------------------------------------------------------------------------------

    def _titles(self, parent: Map, key: str, path: str, known: tuple[str, ...] | None = None) -> dict[str, Words]:
        node = self.reader.mapping(parent, key, path)
        for name in node:
            if known is not None and name not in known:
                self.reader.wrong(node, name, key, f"nothing is called so{hint(name, known)}")
        return {name: self.reader.take(node, name, key, words, {}) for name in node}

    def _stages(self) -> dict[str, Stage]:
        node = self.reader.mapping(self.document, "stages", "pathway")
        for name in node:
            if name not in STAGES:
                self.reader.wrong(node, name, "stages", f"no stage is called so{hint(name, STAGES)}")
        return {name: self.reader.take(node, name, "stages", partial(_stage, name), Stage(name)) for name in node}

    def _assessments(self) -> dict[str, Assessment]:
        node = self.reader.mapping(self.document, "assessments", "pathway")
        known = self.vocabulary.lists.get("assessment", ())
        found = {}
        for code in node:
            if code not in known:
                self.reader.wrong(node, code, "assessments", f"no assessment is called so{hint(code, known)}")
                continue
            spec = self.reader.mapping(node, code, "assessments")
            path = f"assessments.{code}"
            self.reader.only(spec, {"title", "current_for"}, path)
            common = self.vocabulary.words.get("assessments", {}).get(code, {})
            title = self.reader.take(spec, "title", path, words, common)
            if not title:
                self.reader.wrong(node, code, "assessments", "“title” is missing")
            found[code] = Assessment(code, title, self.reader.take(spec, "current_for", path, parse_span, None))
        return found

    # -- caseload ----------------------------------------------------------------------------------------------

    def _caseload(self) -> CaseloadRule | None:
        if "caseload" not in self.document:
            return None
        node = self.reader.mapping(self.document, "caseload", "pathway")
        self.reader.only(node, {"weights", "weight", "caps", "flag_at"}, "caseload")
        weights = self.reader.mapping(node, "weights", "caseload")
        tiers = self.vocabulary.properties["tier"].values
        for tier in weights:
            if tier not in tiers:
                self.reader.wrong(weights, tier, "caseload.weights", f"no tier is called so{hint(tier, tiers)}")
        take = self.reader.take
        return CaseloadRule(
            {tier: take(weights, tier, "caseload.weights", _fraction, Fraction(1)) for tier in weights},
            take(node, "weight", "caseload", _fraction, None),
            take(node, "caps", "caseload", self._caps, ()),
            take(node, "flag_at", "caseload", int, None),
        )

    def _caps(self, value: list[Map]) -> tuple[Cap, ...]:
        known = self.vocabulary.lists.get("arrangement", ())
        caps = []
        for item in value:
            for name in item.get("if") or {}:
                if name not in known:
                    raise ValueError(f"no arrangement of an agency is called “{name}”{hint(name, known)}")
            caps.append(Cap(int(item["at_most"]), dict(item.get("if") or {})))
        return tuple(caps)

    # -- clocks, gates, what is taken away ---------------------------------------------------------------------

    def _clocks(self) -> tuple[Clock, ...]:
        node = self.reader.mapping(self.document, "clocks", "pathway")
        clocks = ClockReader(self.reader, self.grammar, self.id, self.while_, self.source)
        return tuple(clock for name in node if (clock := clocks.clock(node, name)))

    def _gates(self, assessments: dict[str, Assessment], sections: dict[str, Words]) -> dict[str, tuple[GateNeed, ...]]:
        node = self.reader.mapping(self.document, "gates", "pathway")
        known = self.vocabulary.lists.get("gate", ())
        gates: dict[str, list[GateNeed]] = {}
        for act in node:
            if act not in known:
                self.reader.wrong(node, act, "gates", f"no gate is called so{hint(act, known)}")
            if not isinstance(node[act], list):
                self.reader.wrong(node, act, "gates", "is a list of needs")
                continue
            gates[act] = [need for spec in node[act] if (need := self._gate_need(act, spec))]
        implied = [self._implied_assessment(a) for a in assessments.values()]
        implied += [self._implied_section(code, title) for code, title in sections.items()]
        if implied:
            gates.setdefault("plan.activate", []).extend(implied)
        return {act: tuple(needs) for act, needs in gates.items()}

    def _gate_need(self, act: str, spec: Any) -> GateNeed | None:
        path = f"gates.{act}"
        if not isinstance(spec, Map):
            self.reader.wrong(self.document["gates"], act, "gates", f"“{spec}” is not a need")
            return None
        needs = self._try(spec, path, lambda: self._options(spec))
        if "says" not in spec:
            self.reader.wrong(spec, None, path, "“says” is missing")
        says = self.reader.take(spec, "says", path, words, NO_WORDS)
        ask = spec.get("ask", "case")
        if ask not in ("case", "person"):
            self.reader.wrong(spec, "ask", path, "is case or person")
        mend = spec.get("mend")
        if mend is not None and not MEND.fullmatch(str(mend)):
            self.reader.wrong(spec, "mend", path, "is a URL name such as “planning:goal”, with a query if it needs one")
        return GateNeed(self.id, needs, says, mend, self.while_, ask) if needs else None

    def _options(self, spec: Map) -> tuple[Need, ...]:
        """The needs of which any will do."""
        if "any" in spec:
            for key in spec:
                if key not in {"any", *GATE_EXTRAS}:
                    raise ValueError(f"“{key}” is not known beside “any”{hint(key, GATE_EXTRAS)}")
            return tuple(self.grammar.need(option) for option in spec["any"])
        if "has" in spec and "none" in spec:
            raise ValueError("asks for a fact and for its absence: nobody can pass")
        return (self.grammar.need(spec, in_gate=True),)

    def _implied_assessment(self, assessment: Assessment) -> GateNeed:
        """A required assessment is a need of the gate plan.activate, written short."""
        is_this = Test("assessment", among=frozenset([assessment.code]))
        of = self.grammar.once((self.grammar.once(Selector("assessment.completed", (is_this,))),))
        need = Evidence(of, in_the_last=assessment.current_for)
        mend = f"assessment:start?assessment={assessment.code}"
        return GateNeed(self.id, (need,), assessment.title, mend, self.while_, "person")

    def _implied_section(self, code: str, title: Words) -> GateNeed:
        need = SomeRecord("section", (Test("section", among=frozenset([code])),))
        return GateNeed(self.id, (need,), title, f"planning:section?section={code}", self.while_)

    def _without(self) -> dict[str, str]:
        node = self.reader.mapping(self.document, "without", "pathway")
        for clock, reason in node.items():
            if not isinstance(reason, str) or len(reason) < REASON_LENGTH:
                self.reader.wrong(node, clock, "without", "give the reason in a few words")
        return {clock: str(reason) for clock, reason in node.items()}

    def _try(self, node: Map, path: str, parse: Callable[[], tuple[Need, ...]]) -> tuple[Need, ...]:
        try:
            return parse()
        except (ValueError, TypeError, AttributeError, KeyError) as e:
            self.reader.wrong(
                node, None, path, str(e) if isinstance(e, ValueError) else "is not written as expected here"
            )
            return ()


def _version(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("is a whole number from 1")
    return value


def _fraction(value: Any) -> Fraction:
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as e:
        raise ValueError(f"“{value}” is not a number such as 3, 0.3 or 1/3") from e


def _stage(code: str, value: Any) -> Stage:
    if value == "hidden":
        return Stage(code, hidden=True)
    if isinstance(value, str) and (merged := MERGED.fullmatch(value)):
        if merged[1] not in STAGES:
            raise ValueError(f"no stage is called “{merged[1]}”{hint(merged[1], STAGES)}")
        return Stage(code, merged_into=merged[1])
    return Stage(code, words(value))
