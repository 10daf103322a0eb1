"""What does an assessment ask? Outlines are data: sections with an open question first, then items with coded answers.

A folder holds `answers.yaml` (lists of answers that items share), `sections.yaml` (sections that outlines share) and one file an
outline. What changes in meaning gets a higher `version`, and the old file moves to `archive/`: a sheet keeps the version it began with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]

LANGUAGES = ("en", "ja", "ko")
ANSWERS, SECTIONS, ARCHIVE = "answers.yaml", "sections.yaml", "archive"
PLAIN = ("line", "text", "number", "yes_no")  # kinds of item that need no list of answers
LIGHTS = ("mind", "body", "social")
LISTS = ("care_providers", "family", "findings")  # what a section shows beside its items
OUTLINE_KEYS = {"assessment", "version", "title", "about", "sections", "joins"}
SECTION_KEYS = {"code", "title", "ask", "items", "light", "restricted", "shows", "domain", "services"}
ITEM_KEYS = {*LANGUAGES, "is", "hint", "many"}


class OutlineError(Exception):
    """Everything that is wrong with a folder of outlines, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Option:
    """One coded answer. `value` is its place on a scale, where the list is one."""

    code: str
    label: Words
    value: int | None = None


@dataclass(frozen=True)
class Item:
    code: str
    label: Words
    kind: str  # line, text, number, yes_no, choice, several, scale
    options: tuple[Option, ...] = ()
    hint: Words = field(default_factory=dict)

    def option(self, code: object) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class Section:
    """One component of an assessment: it gets its own dated entries and its own written conclusion.

    `light` is the part of life it speaks of; `restricted` sections have a permission, a consent and a table of their own.
    """

    code: str
    title: Words
    ask: Words  # the open question, before any closed item
    items: tuple[Item, ...] = ()
    light: str = ""
    restricted: bool = False
    shows: str = ""
    domain: str = ""  # a functional domain, scored for ability and support
    services: Words = field(default_factory=dict)  # kinds of service that answer a need here

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True)
class Outline:
    code: str
    version: int
    title: Words
    about: Words
    sections: tuple[Section, ...]
    joins: str = ""  # its sections join every other outline for persons of whom this is true

    def section(self, code: str) -> Section | None:
        return next((section for section in self.sections if section.code == code), None)


@dataclass(frozen=True)
class Library:
    today: Mapping[str, Outline]
    archive: Mapping[tuple[str, int], Outline] = field(default_factory=dict)

    def get(self, code: str, version: int | None = None) -> Outline | None:
        """The outline as it stands today, or as it was when a sheet began."""
        now = self.today.get(code)
        if version is None or (now and now.version == version):
            return now
        return self.archive.get((code, version), now)

    def offered(self) -> list[Outline]:
        """Those that can be begun by themselves."""
        return [outline for outline in self.today.values() if not outline.joins]

    def joining(self, *traits: str) -> Iterator[Section]:
        """Sections that join every sheet about a person with these traits."""
        for outline in self.today.values():
            if outline.joins and outline.joins in traits:
                yield from outline.sections


def load_library(*folders: Path) -> Library:
    """The shipped folder, then an agency's own: a later outline of the same code takes the earlier one's place."""
    problems: list[str] = []
    answers: dict[str, tuple[Option, ...]] = {}
    shared: dict[str, Mapping[str, Any]] = {}
    today: dict[str, Outline] = {}
    archive: dict[tuple[str, int], Outline] = {}
    for folder in folders:
        answers |= _answers(_read(folder / ANSWERS, problems), problems)
        shared |= _read(folder / SECTIONS, problems)
        for path in sorted([*folder.glob("*.yaml"), *(folder / ARCHIVE).glob("*.yaml")]):
            if path.name in (ANSWERS, SECTIONS):
                continue
            outline = _Reader(path.name, answers, shared, problems).outline(_read(path, problems))
            if outline and path.parent.name == ARCHIVE:
                archive[outline.code, outline.version] = outline
            elif outline:
                if replaced := today.get(outline.code):
                    archive[replaced.code, replaced.version] = replaced
                today[outline.code] = outline
    if problems:
        raise OutlineError(problems)
    return Library(today, archive)


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        # Words stay words: with the base loader `no` is an answer and no boolean.
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    except yaml.YAMLError as error:
        problems.append(f"{path.name}: {error}")
        return {}
    if not isinstance(found, dict):
        problems.append(f"{path.name}: this is not a list of names and values")
        return {}
    return found


def _answers(document: Mapping[str, Any], problems: list[str]) -> dict[str, tuple[Option, ...]]:
    found = {}
    for name, options in document.items():
        found[name] = tuple(
            Option(code, _words(words, f"{ANSWERS}: {name}.{code}", problems), int(code) if code.isdigit() else None)
            for code, words in options.items()
        )
    return found


def _words(node: Any, where: str, problems: list[str]) -> Words:
    if not isinstance(node, dict) or any(not node.get(language) for language in LANGUAGES):
        problems.append(f"{where}: say it in {', '.join(LANGUAGES)}")
        return dict.fromkeys(LANGUAGES, where)
    return {language: node[language] for language in LANGUAGES}


@dataclass(frozen=True)
class _Reader:
    """Reads one file, adding what is wrong to the common list."""

    name: str
    answers: Mapping[str, tuple[Option, ...]]
    shared: Mapping[str, Mapping[str, Any]]
    problems: list[str]

    def outline(self, document: Mapping[str, Any]) -> Outline | None:
        self._only(document, OUTLINE_KEYS, "outline")
        code, version = document.get("assessment", ""), str(document.get("version", ""))
        if not code or not version.isdigit():
            self.wrong("an outline has “assessment” (its code) and “version” (a number)")
            return None
        sections = tuple(section for node in document.get("sections", ()) if (section := self.section(node)))
        if len({section.code for section in sections}) != len(sections) or not sections:
            self.wrong("“sections” is a list in which each code stands once")
        return Outline(
            code,
            int(version),
            self.words(document.get("title"), "title"),
            self.words(document.get("about"), "about"),
            sections,
            document.get("joins", ""),
        )

    def section(self, node: Any) -> Section | None:
        if isinstance(node, str):
            if node not in self.shared:
                self.wrong(f"no shared section is called “{node}”")
                return None
            node = {"code": node, **self.shared[node]}
        self._only(node, SECTION_KEYS, "section")
        code = node.get("code", "")
        light, shows = node.get("light", ""), node.get("shows", "")
        if light and light not in LIGHTS:
            self.wrong(f"{code}.light is one of {', '.join(LIGHTS)}")
        if shows and shows not in LISTS:
            self.wrong(f"{code}.shows is one of {', '.join(LISTS)}")
        return Section(
            code=code,
            title=self.words(node.get("title"), f"{code}.title"),
            ask=self.words(node.get("ask"), f"{code}.ask"),
            items=tuple(self.item(f"{code}.{name}", name, item) for name, item in node.get("items", {}).items()),
            light=light,
            restricted=node.get("restricted") == "true",
            shows=shows,
            domain=node.get("domain", ""),
            services=self.words(node["services"], f"{code}.services") if "services" in node else {},
        )

    def item(self, where: str, code: str, node: Any) -> Item:
        if not isinstance(node, dict):
            self.wrong(f"{where} is a label in {', '.join(LANGUAGES)}")
            node = {}
        self._only(node, ITEM_KEYS, where)
        kind = node.get("is", "line")
        options: tuple[Option, ...] = ()
        if kind not in PLAIN:
            options = self.answers.get(kind, ())
            if not options:
                self.wrong(f"{where}.is: “{kind}” is neither a kind of answer nor a list in {ANSWERS}")
            scale = all(option.value is not None for option in options)
            kind = "several" if node.get("many") == "true" else "scale" if scale else "choice"
        hint = self.words(node["hint"], f"{where}.hint") if "hint" in node else {}
        return Item(code, self.words(node, where), kind, options, hint)

    def words(self, node: Any, where: str) -> Words:
        return _words(node, f"{self.name}: {where}", self.problems)

    def wrong(self, says: str) -> None:
        self.problems.append(f"{self.name}: {says}")

    def _only(self, node: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in sorted(node.keys() - known):
            self.wrong(f"{where} has no “{key}”")
