"""Which instruments are shipped? One YAML document each, in every language at once; `docs/instruments.md` lists the words it uses.

A folder's files are all read before anything is said, and every mistake is named with its file and place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from tsunagu.assessment.rules.instruments.form import (
    KINDS,
    LANGUAGES,
    LOINC,
    OPERATORS,
    Band,
    Coding,
    Condition,
    Critical,
    Expression,
    Instrument,
    Item,
    Missing,
    Option,
    Score,
    Words,
)
from tsunagu.assessment.rules.instruments.scoring import RULES
from tsunagu.assessment.rules.instruments.soundness import unsound

ARCHIVE = "archive"
TOP = {
    "instrument", "version", "title", "language", "url", "codes", "about", "licence", "notice", "source", "respondent", "recall",
    "answers", "items", "scores", "criticals", "notes", "disagreements", "follows", "score_only",
}  # fmt: skip
ITEM = {
    "link", "is", "text", "code", "codes", "prefix", "help", "required", "repeats", "hidden", "control", "answers", "unit", "range",
    "when", "when_any", "when_expression", "calculated", "items",
}  # fmt: skip
SCORE = {
    "code", "rule", "title", "items", "codes", "range", "unit", "better", "bands", "missing", "source", "settings",
}  # fmt: skip
BAND = {"code", "label", "from", "to", "sex", "state", "level", "answer", "called"}
OPTION = {"code", "system", "score", "text", "prefix", "exclusive"}
CRITICAL = {"item", "answers", "why", "level"}
LICENCES = ("free", "attribution", "non_commercial", "permission", "government", "own")


class ShelfError(Exception):
    """Everything that is wrong with a folder of instruments, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Shelf:
    """The instruments of today by code, and older versions that results may still name."""

    today: Mapping[str, Instrument]
    archive: Mapping[tuple[str, str], Instrument] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)  # each document as it was read

    def get(self, code: str, version: str = "") -> Instrument | None:
        now = self.today.get(code)
        if not version or (now and now.version == version):
            return now
        return self.archive.get((code, version))

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.today.values())


def load_shelf(*folders: Path) -> Shelf:
    """A later folder's instrument of the same code takes the earlier one's place."""
    problems: list[str] = []
    today: dict[str, Instrument] = {}
    archive: dict[tuple[str, str], Instrument] = {}
    texts: dict[tuple[str, str], str] = {}
    for folder in folders:
        for path in sorted([*folder.glob("*.yaml"), *(folder / ARCHIVE).glob("*.yaml")]):
            text = path.read_text(encoding="utf-8")
            instrument = read_document(path.name, text, problems)
            if instrument is None:
                continue
            texts[instrument.code, instrument.version] = text
            if path.parent.name == ARCHIVE:
                archive[instrument.code, instrument.version] = instrument
                continue
            if replaced := today.get(instrument.code):
                archive[replaced.code, replaced.version] = replaced
            today[instrument.code] = instrument
    if problems:
        raise ShelfError(problems)
    return Shelf(today, archive, texts)


def read_document(name: str, text: str, problems: list[str]) -> Instrument | None:
    try:
        # Words stay words: with the base loader `no` is an answer and no boolean.
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    except yaml.YAMLError as error:
        problems.append(f"{name}: {error}")
        return None
    if not isinstance(found, dict) or not found.get("instrument") or not found.get("version"):
        problems.append(f"{name}: an instrument has “instrument” (its code) and “version”")
        return None
    before = len(problems)
    instrument = _Reader(name, found, problems).instrument()
    if len(problems) == before:
        problems += [f"{name}: {path}: {what}" for path, what in unsound(instrument)]
    return instrument if len(problems) == before else None


@dataclass(frozen=True)
class _Reader:
    """Reads one document, adding what is wrong to the common list."""

    name: str
    document: Mapping[str, Any]
    problems: list[str]

    def instrument(self) -> Instrument:
        doc = self.document
        self.only(doc, TOP, "")
        items = tuple(self.item(node, f"items[{n}]") for n, node in enumerate(self.list(doc, "items", "")))
        if doc.get("licence") not in LICENCES:
            self.wrong("licence", f"one of {', '.join(LICENCES)}")
        if not doc.get("source"):
            self.wrong("source", "say where wording, scores and cut-offs come from")
        shipped = Instrument(
            code=doc["instrument"],
            version=doc["version"],
            title=self.words(doc.get("title"), "title"),
            language=doc.get("language", "en"),
            url=doc.get("url", ""),
            codes=self.codes(doc, "codes"),
            about=self.words(doc.get("about"), "about"),
            licence=doc.get("licence", ""),
            notice=self.words(doc.get("notice"), "notice"),
            source=doc.get("source", ""),
            respondent=doc.get("respondent", "person"),
            recall=self.words(doc["recall"], "recall") if "recall" in doc else {},
            items=items,
            scores=tuple(self.score(node, f"scores[{n}]") for n, node in enumerate(self.list(doc, "scores", ""))),
            notes={code: self.words(text, f"notes.{code}") for code, text in doc.get("notes", {}).items()},
            disagreements=self.words(doc["disagreements"], "disagreements") if "disagreements" in doc else {},
            follows=doc.get("follows", ""),
            score_only=self.flag(doc, "score_only"),
        )
        shipped = score_only(shipped) if shipped.score_only and not items else shipped
        nodes = enumerate(self.list(doc, "criticals", ""))
        return replace(shipped, criticals=tuple(self.critical(node, f"criticals[{n}]", shipped) for n, node in nodes))

    def item(self, node: Any, where: str) -> Item:
        if not isinstance(node, dict) or not node.get("link"):
            self.wrong(where, "an item has “link” and “text”")
            return Item("?", "display")
        self.only(node, ITEM, where)
        options = self.options(node.get("answers"), f"{where}.answers")
        below = self.list(node, "items", where)
        kind = node.get("is") or ("choice" if options else "group" if below else "string")
        if kind not in KINDS:
            self.wrong(f"{where}.is", f"one of {', '.join(KINDS)}")
        low, high = self.range(node, where)
        return Item(
            link=node["link"],
            kind=kind,
            text=self.wording(node.get("text"), f"{where}.text"),
            codes=self.codes(node, "code") or self.codes(node, "codes"),
            prefix=node.get("prefix", ""),
            help=self.words(node["help"], f"{where}.help") if "help" in node else {},
            required=self.flag(node, "required"),
            repeats=self.flag(node, "repeats"),
            hidden=self.flag(node, "hidden"),
            control=node.get("control", ""),
            options=options,
            unit=Coding(node["unit"], "http://unitsofmeasure.org") if node.get("unit") else None,
            minimum=low,
            maximum=high,
            when=tuple(
                self.condition(one, f"{where}.when[{n}]") for n, one in enumerate(self.list(node, "when", where))
            ),
            when_any=self.flag(node, "when_any"),
            when_expression=Expression(node["when_expression"]) if node.get("when_expression") else None,
            calculated=Expression(node["calculated"]) if node.get("calculated") else None,
            items=tuple(self.item(one, f"{where}.items[{n}]") for n, one in enumerate(below)),
        )

    def options(self, node: Any, where: str) -> tuple[Option, ...]:
        """A list of answers, or the name of one that several items share."""
        if isinstance(node, str):
            shared = self.document.get("answers", {})
            if node not in shared:
                self.wrong(where, f"no list of answers is called “{node}”")
            return self.options(shared.get(node), f"answers.{node}")
        found = []
        for n, one in enumerate(node or ()):
            place = f"{where}[{n}]"
            if not isinstance(one, dict) or not one.get("code"):
                self.wrong(place, "an answer has “code” and “text”")
                continue
            self.only(one, OPTION, place)
            coding = Coding(
                one["code"], one.get("system", _system(one["code"])), self.wording(one.get("text"), f"{place}.text")
            )
            score = self.number(one["score"], f"{place}.score") if "score" in one else None
            found.append(Option(coding, score, one.get("prefix", ""), self.flag(one, "exclusive")))
        return tuple(found)

    def condition(self, node: Any, where: str) -> Condition:
        if not isinstance(node, dict) or not {"item", "answer"} <= set(node):
            self.wrong(where, "a condition has “item”, “is” and “answer”")
            return Condition("", "=", "")
        operator = node.get("is", "=")
        if operator not in OPERATORS:
            self.wrong(f"{where}.is", f"one of {', '.join(OPERATORS)}")
        answer = node["answer"]
        if answer in ("true", "false"):
            return Condition(node["item"], operator, answer == "true")
        if (number := _number(answer)) is not None:
            return Condition(node["item"], operator, number)
        return Condition(node["item"], operator, Coding(answer, _system(answer)))

    def score(self, node: Any, where: str) -> Score:
        if not isinstance(node, dict) or not node.get("code"):
            self.wrong(where, "a score has “code”, “rule” and “title”")
            return Score("?", "sum", {})
        self.only(node, SCORE, where)
        if node.get("rule", "sum") not in RULES:
            self.wrong(f"{where}.rule", f"no scoring rule is called “{node['rule']}”")
        low, high = self.range(node, where)
        missing = node.get("missing", {})
        return Score(
            code=node["code"],
            rule=node.get("rule", "sum"),
            title=self.words(node.get("title"), f"{where}.title"),
            items=tuple(self.list(node, "items", where)),
            codes=self.codes(node, "codes"),
            low=low,
            high=high,
            unit=self.words(node["unit"], f"{where}.unit") if "unit" in node else {},
            better=node.get("better", "lower"),
            bands=tuple(self.band(one, f"{where}.bands[{n}]") for n, one in enumerate(self.list(node, "bands", where))),
            missing=Missing(int(missing.get("allowed", 0)), missing.get("how", "refuse")),
            source=node.get("source", self.document.get("source", "")),
            settings=node.get("settings", {}),
        )

    def band(self, node: Any, where: str) -> Band:
        self.only(node, BAND, where)
        low, high = (self.number(node[key], f"{where}.{key}") if key in node else None for key in ("from", "to"))
        return Band(
            node.get("code", ""),
            self.words(node.get("label"), f"{where}.label"),
            low,
            high,
            node.get("sex", ""),
            node.get("state", "note"),
            node.get("level", ""),
            Coding(node["answer"], LOINC, {"en": node.get("called", "")}) if "answer" in node else None,
        )

    def critical(self, node: Any, where: str, instrument: Instrument) -> Critical:
        self.only(node, CRITICAL, where)
        link = node.get("item", "")
        item = instrument.by_link.get(link)
        answers = tuple(self.list(node, "answers", where))
        why = self.words(node.get("why"), f"{where}.why")
        return Critical(link, answers, why, node.get("level", "high"), item.codes if item else ())

    def codes(self, node: Mapping[str, Any], key: str) -> tuple[Coding, ...]:
        found = node.get(key, ())
        return tuple(
            Coding(code.rpartition("|")[2], code.rpartition("|")[0] or LOINC)
            for code in ([found] if isinstance(found, str) else found)
        )

    def range(self, node: Mapping[str, Any], where: str) -> tuple[Decimal | None, Decimal | None]:
        if "range" not in node:
            return None, None
        low, high = node["range"]
        return self.number(low, f"{where}.range"), self.number(high, f"{where}.range")

    def number(self, text: str, where: str) -> Decimal | None:
        number = _number(text)
        if number is None:
            self.wrong(where, f"“{text}” is no number")
        return number

    def words(self, node: Any, where: str) -> Words:
        """Our own wording: in every language."""
        if not isinstance(node, dict) or any(not node.get(language) for language in LANGUAGES):
            self.wrong(where, f"say it in {', '.join(LANGUAGES)}")
            return {}
        return dict(node)

    def wording(self, node: Any, where: str) -> Words:
        """Official wording: in the languages in which it was published."""
        if not isinstance(node, dict) or not node or set(node) - set(LANGUAGES):
            self.wrong(where, f"official text by language: some of {', '.join(LANGUAGES)}")
            return {}
        return dict(node)

    def list(self, node: Mapping[str, Any], key: str, where: str) -> list[Any]:
        found = node.get(key) or []
        if not isinstance(found, list):
            self.wrong(f"{where}.{key}".lstrip("."), "this is a list")
            return []
        return found

    def flag(self, node: Mapping[str, Any], key: str) -> bool:
        return node.get(key) == "true"

    def only(self, node: Any, known: set[str], where: str) -> None:
        for key in set(node) - known:
            self.wrong(f"{where}.{key}".lstrip("."), "nothing is called this; known are " + ", ".join(sorted(known)))

    def wrong(self, where: str, what: str) -> None:
        self.problems.append(f"{self.name}: {where}: {what}")


def score_only(instrument: Instrument) -> Instrument:
    """The same instrument without its wording: each score is typed in as somebody worked it out on paper.

    Where the rule gives no number the result itself is chosen. A critical item is asked for by its points: what cannot wait must not
    hide in a total.
    """
    items = tuple(_entry(score) for score in instrument.scores)
    scores = tuple(
        replace(score, rule="entered" if item.kind != "choice" else "chosen", items=(score.code,))
        for score, item in zip(instrument.scores, items, strict=True)
    )
    asked = tuple(_points_of(critical, instrument) for critical in instrument.criticals)
    return replace(instrument, items=(*items, *asked), scores=scores, score_only=True)


def _entry(score: Score) -> Item:
    """A number within the bounds of the score, or one of its results."""
    if score.bands and all(band.low is None and band.high is None for band in score.bands):
        options = tuple(Option(Coding(band.code, "", band.label)) for band in score.bands)
        return Item(score.code, "choice", score.title, score.codes, options=options, required=True)
    return Item(score.code, "decimal", score.title, score.codes, minimum=score.low, maximum=score.high, required=True)


def _points_of(critical: Critical, instrument: Instrument) -> Item:
    item = instrument.by_link[critical.link]
    options = tuple(
        replace(option, value=replace(option.value, display={"en": f"{option.score:f}"}))
        for option in item.options
        if isinstance(option.value, Coding) and option.score is not None
    )
    return Item(item.link, "choice", critical.why, item.codes, options=options, required=True)


def _system(code: str) -> str:
    """LOINC's own answer codes are known by their shape; others name their system, or belong to the instrument."""
    return LOINC if code.startswith("LA") and "-" in code else ""


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError):
        return None
