"""What does a folder of pathways hold? The vocabulary, its layers of today and of before, the names they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tsunagu.pathways.rules.caseloads import Arrangements, Caseload, combine
from tsunagu.pathways.rules.composing import compose
from tsunagu.pathways.rules.grammar import Grammar, words
from tsunagu.pathways.rules.layers import KINDS, STAGES, Assessment, Layer, Stage
from tsunagu.pathways.rules.loading import LayerReader
from tsunagu.pathways.rules.questions import Selectors
from tsunagu.pathways.rules.reading import Map, PathwayError, Reader, hint, read
from tsunagu.pathways.rules.rulesets import Ruleset
from tsunagu.pathways.rules.spans import parse_span
from tsunagu.pathways.rules.vocabulary import Noun, Property, Type, Vocabulary, Words

VOCABULARY, PHRASES, ARCHIVE = "vocabulary.yaml", "phrases.yaml", "archive"
PROPERTY_KEYS = {"set_by", "values", "begins", "ends", "at", "after", "until", "lasts", "by_record"}
NOUN_KEYS = {"opened_by", "changed_by", "closed_by", "named_by", "fields"}
NO_WORDS: Words = {}
Kinds = Mapping[str, Mapping[str, Type]]
Pins = Mapping[str, int]


def load_library(folder: Path, kinds: Kinds, timed: frozenset[str] | None = None, *extra: Path) -> Library:
    """The shipped folder and an agency's own; a PathwayError with all mistakes of all files."""
    problems: list[str] = []
    documents = _read_all([folder, *extra], problems)
    vocabulary = load_vocabulary(folder, kinds, timed, _defined(documents))
    layers: dict[Path, Layer] = {}
    for path, document in documents.items():
        try:
            layers[path] = LayerReader(document, Reader(path.name), vocabulary).layer()
        except PathwayError as e:
            problems += e.problems
    problems += _twice(layers)
    if problems:
        raise PathwayError(problems)
    today = [layer for path, layer in layers.items() if not _is_archived(path)]
    archive = {(layer.id, layer.version): layer for path, layer in layers.items() if _is_archived(path)}
    library = Library(vocabulary, tuple(sorted(today, key=lambda layer: layer.id)), archive)
    library.rules_for()
    return library


def _read_all(folders: list[Path], problems: list[str]) -> dict[Path, Map]:
    documents = {}
    for folder in folders:
        for path in _files(folder):
            if path.name in (VOCABULARY, PHRASES):
                continue
            try:
                documents[path] = read(path)
            except PathwayError as e:
                problems += e.problems
    return documents


def _files(path: Path) -> list[Path]:
    """The layers of a folder with its archive, or one file."""
    path = path.resolve()
    return sorted([*path.glob("*.yaml"), *(path / ARCHIVE).rglob("*.yaml")]) if path.is_dir() else [path]


def _is_archived(path: Path) -> bool:
    return ARCHIVE in path.parts


def _twice(layers: Mapping[Path, Layer]) -> list[str]:
    """Two files that claim one layer: of today, or one version in the archive."""
    seen: dict[tuple[str, int | None], str] = {}
    problems = []
    for path, layer in layers.items():
        key = (layer.id, layer.version if _is_archived(path) else None)
        if first := seen.get(key):
            problems.append(f"{path.name}:1: pathway: “{layer.id}” is already in {first}")
        seen.setdefault(key, path.name)
    return problems


def _defined(documents: Mapping[Path, Map]) -> dict[str, list[str]]:
    """Words that layers bring with them, such as a programme of the agency's own."""
    found: dict[str, list[str]] = {}
    for document in documents.values():
        defines = document.get("defines")
        for name, values in defines.items() if isinstance(defines, Map) else ():
            found.setdefault(name, []).extend(values if isinstance(values, list) else [values])
    return found


# -- the vocabulary --------------------------------------------------------------------------------------------


def load_vocabulary(
    folder: Path, kinds: Kinds, timed: frozenset[str] | None = None, defined: Mapping[str, list[str]] | None = None
) -> Vocabulary:
    """The closed vocabulary of kinds, with the words, properties and records that vocabulary.yaml adds."""
    document, phrases = read(folder / VOCABULARY), read(folder / PHRASES)
    reader = Reader(VOCABULARY)
    reader.only(document, {"lists", "words", "properties", "records"}, "vocabulary")
    lists = {name: (*values, *(defined or {}).get(name, ())) for name, values in document["lists"].items()}
    for name in defined or {}:
        if name not in lists:
            reader.problems.append(f"defines.{name}: no list of words is called so{hint(name, lists)}")
    bare = Vocabulary(_with_lists(kinds, lists), lists=lists, timed=timed)
    grammar = Grammar(bare)
    properties = reader.mapping(document, "properties", "vocabulary")
    records = reader.mapping(document, "records", "vocabulary")
    vocabulary = replace(
        bare,
        properties={name: _property(reader, grammar, properties, name) for name in properties},
        records={name: _noun(reader, grammar, records, name) for name in records},
        words={**_words(reader, document["words"]), **_words(Reader(PHRASES), phrases)},
    )
    reader.fail_if_wrong()
    return vocabulary


def _with_lists(kinds: Kinds, lists: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, Type]]:
    """A text qualifier named as a list takes only the words of that list."""
    return {
        kind: {name: lists[name] if type_ == "text" and name in lists else type_ for name, type_ in qualifiers.items()}
        for kind, qualifiers in kinds.items()
    }


def _property(reader: Reader, grammar: Grammar, parent: Map, name: str) -> Property:
    path, node = f"properties.{name}", reader.mapping(parent, name, "properties")
    reader.only(node, PROPERTY_KEYS, path)

    def selectors(key: str) -> Selectors:
        return reader.take(node, key, path, grammar.selectors, ())

    set_by = selectors("set_by")
    values = node.get("values") or (grammar.vocabulary.kinds[set_by[0].kind].get(name, ()) if set_by else ())
    if values == "boolean":
        values = (True, False)
    return Property(
        name,
        tuple(values),
        set_by[0] if set_by else None,
        selectors("begins"),
        selectors("ends"),
        node.get("at"),
        reader.take(node, "after", path, parse_span, None),
        node.get("until"),
        reader.take(node, "lasts", path, parse_span, None),
        bool(node.get("by_record", False)),
    )


def _noun(reader: Reader, grammar: Grammar, parent: Map, name: str) -> Noun:
    path, node = f"records.{name}", reader.mapping(parent, name, "records")
    reader.only(node, NOUN_KEYS, path)
    take = reader.take
    opened_by: Selectors = take(node, "opened_by", path, grammar.selectors, ())
    changed_by: Selectors = take(node, "changed_by", path, grammar.selectors, ())
    said: dict[str, Type] = {}
    for selector in (*opened_by, *changed_by):
        said.update(grammar.vocabulary.kinds[selector.kind])
    return Noun(
        name,
        {**said, **reader.mapping(node, "fields", path)},
        opened_by,
        changed_by,
        take(node, "closed_by", path, grammar.selectors, ()),
        node.get("named_by"),
    )


def _words(reader: Reader, groups: Map) -> dict[str, dict[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    for group in groups:
        node = reader.mapping(groups, group, "words")
        found[group] = {name: reader.take(node, name, group, words, NO_WORDS) for name in node}
    reader.fail_if_wrong()
    return found


# -- the library -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Library:
    vocabulary: Vocabulary
    layers: tuple[Layer, ...]  # of today
    archive: Mapping[tuple[str, int], Layer] = field(default_factory=dict)
    _rules: dict[frozenset[tuple[str, int]], Ruleset] = field(default_factory=dict, repr=False)

    # -- rules -------------------------------------------------------------------------------------------------

    def rules_for(self, pins: Pins | None = None) -> Ruleset:
        """The rules of a case that began with these versions. A layer that is not pinned speaks as it does today."""
        today = self.current_versions()
        older = frozenset((id_, version) for id_, version in (pins or {}).items() if today.get(id_) != version)
        if older not in self._rules:
            self._rules[older] = compose(self._pinned(dict(older)))
        return self._rules[older]

    def _pinned(self, older: Pins) -> list[Layer]:
        gone = [f"{id_}: version {v} is not in the library" for id_, v in older.items() if (id_, v) not in self.archive]
        if gone:
            raise PathwayError(sorted(gone))
        today = [layer for layer in self.layers if layer.kind != "staff" and layer.id not in older]
        return today + [self.archive[pin] for pin in older.items()]

    def staff_rules(self) -> Ruleset:
        """Rules over a worker's own ledger, composed apart: a gate about licences must not shut every case."""
        return compose(layer for layer in self.layers if layer.kind == "staff")

    def current_versions(self) -> dict[str, int]:
        """What a case that begins today is pinned to."""
        return {layer.id: layer.version for layer in self.layers if layer.kind != "staff"}

    def layer(self, id_: str) -> Layer:
        return next(layer for layer in self.layers if layer.id == id_)

    def layers_for(self, **properties: Any) -> list[Layer]:
        """The layers that apply to a case with these properties, the general before the particular."""
        found = [layer for layer in self.layers if layer.kind != "staff" and layer.speaks_for(properties)]
        return sorted(found, key=lambda layer: (-KINDS.index(layer.kind), layer.id))

    # -- what things are called --------------------------------------------------------------------------------

    def programmes(self) -> dict[str, Words]:
        return self._titled("programme")

    def models(self) -> dict[str, Words]:
        return self._titled("model")

    def _titled(self, kind: str) -> dict[str, Words]:
        """Each value of a property with the title of the layer that is about it most closely."""
        titles: dict[str, Words] = {}
        for value in self.vocabulary.properties[kind].values:
            about = [layer for layer in self.layers if layer.kind == kind and layer.is_about(kind, value)]
            if about:
                titles[value] = min(about, key=lambda layer: (len(layer.while_.among), layer.id)).title
        return titles

    def stages(self, programme: str | None) -> list[Stage]:
        """The stages a programme shows, in order, under its own names."""
        return [
            stage for code in STAGES if not (stage := self._stage(programme, code)).hidden and not stage.merged_into
        ]

    def shown_stage(self, programme: str | None, code: str) -> str:
        """The stage under which another one's facts are shown."""
        return self._stage(programme, code).merged_into or code

    def stage_name(self, programme: str | None, code: str, lang: str) -> str:
        stage = self._stage(programme, self.shown_stage(programme, code))
        return (stage.title or self._common("stages", stage.code))[lang]

    def _stage(self, programme: str | None, code: str) -> Stage:
        stage = next((x.stages[code] for x in self._of(programme) if code in x.stages), Stage(code))
        return stage if stage.title else replace(stage, title=self._common("stages", code))

    def plan_title(self, programme: str | None, lang: str) -> str:
        return next((x.plan_title for x in self._of(programme) if x.plan_title), self._common("common", "plan"))[lang]

    def person_label(self, programme: str | None, lang: str) -> str:
        return next((x.person for x in self._of(programme) if x.person), self._common("common", "person"))[lang]

    def tier_name(self, programme: str | None, tier: str, lang: str) -> str:
        return next((x.tiers[tier] for x in self._of(programme) if tier in x.tiers), self._common("tiers", tier))[lang]

    def _of(self, programme: str | None) -> list[Layer]:
        return [x for x in self.layers if programme and x.is_about("programme", programme)]

    def _common(self, group: str, name: str) -> Words:
        return self.vocabulary.words[group][name]

    # -- what a case like this needs ---------------------------------------------------------------------------

    def required_assessments(self, **properties: Any) -> dict[str, Assessment]:
        """Before a plan may be activated, each current for the shortest time that any layer asks for."""
        found: dict[str, Assessment] = {}
        for layer in self.layers_for(**properties):
            for code, assessment in layer.assessments.items():
                if code not in found or _shorter(assessment, found[code]):
                    found[code] = assessment
        return found

    def sections(self, **properties: Any) -> dict[str, Words]:
        """The plan sections that must be written, beside goals and services."""
        return {code: title for layer in self.layers_for(**properties) for code, title in layer.sections.items()}

    def caseload_for(
        self, programme: str | None, model: str | None, arrangements: Arrangements | None = None
    ) -> Caseload:
        """What a case of this programme and model weighs by tier, and the cap the arrangements at the agency allow."""
        layers = self.layers_for(programme=programme, model=model)
        return combine((layer.caseload for layer in layers if layer.caseload), arrangements or {})

    def links(self) -> dict[str, list[str]]:
        """Every URL name a gate points to, with the gates that do: a test above resolves each of them."""
        found: dict[str, list[str]] = {}
        for rules in (self.rules_for(), self.staff_rules()):
            for act, needs in rules.gates.items():
                for name in sorted({need.mend.partition("?")[0] for need in needs if need.mend}):
                    found.setdefault(name, []).append(act)
        return dict(sorted(found.items()))


def _shorter(one: Assessment, other: Assessment) -> bool:
    if one.current_for is None:
        return False
    return other.current_for is None or one.current_for.rough_days < other.current_for.rough_days
