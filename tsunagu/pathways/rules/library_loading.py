"""From folders of pathway files to a library: the vocabulary first, then every layer, and all that is wrong at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tsunagu.pathways.rules.grammar import Grammar, words
from tsunagu.pathways.rules.layers import Layer
from tsunagu.pathways.rules.library import Library
from tsunagu.pathways.rules.loading import LayerReader
from tsunagu.pathways.rules.questions import Selectors
from tsunagu.pathways.rules.reading import Map, PathwayError, Reader, read
from tsunagu.pathways.rules.spans import parse_span
from tsunagu.pathways.rules.vocabulary import Noun, Property, Type, Vocabulary, Words

VOCABULARY, PHRASES, ARCHIVE = "vocabulary.yaml", "phrases.yaml", "archive"
PROPERTY_KEYS = {"set_by", "values", "begins", "ends", "at", "after", "until", "lasts", "by_record"}
NOUN_KEYS = {"opened_by", "changed_by", "closed_by", "named_by", "fields"}
NO_WORDS: Words = {}
Kinds = Mapping[str, Mapping[str, Type]]


def load_library(folder: Path, kinds: Kinds, timed: frozenset[str] | None = None, *extra: Path) -> Library:
    """The shipped folder with an agency's own folders or files; a PathwayError with all mistakes of all of them."""
    problems: list[str] = []
    today = _read_all([file for path in (folder, *extra) for file in _layers_in(path)], problems)
    before = _read_all([file for path in (folder, *extra) for file in _archive_of(path)], problems)
    vocabulary = load_vocabulary(folder, kinds, timed, _defined([*today.values(), *before.values()]))
    layers = _load_all(today, vocabulary, problems)
    archive = _load_all(before, vocabulary, problems)
    problems += _twice({path: layer.id for path, layer in layers.items()})
    problems += _twice({path: f"{layer.id} version {layer.version}" for path, layer in archive.items()})
    if problems:
        raise PathwayError(problems)
    kept = {(layer.id, layer.version): layer for layer in archive.values()}
    library = Library(vocabulary, tuple(sorted(layers.values(), key=lambda layer: layer.id)), kept)
    library.rules_for()
    return library


def _layers_in(path: Path) -> list[Path]:
    """The layers of a folder, or one file."""
    path = path.resolve()
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [file for file in files if file.name not in (VOCABULARY, PHRASES)]


def _archive_of(path: Path) -> list[Path]:
    """Versions that cases may still be pinned to."""
    return sorted((path.resolve() / ARCHIVE).rglob("*.yaml"))


def _read_all(files: list[Path], problems: list[str]) -> dict[Path, Map]:
    documents = {}
    for path in files:
        try:
            documents[path] = read(path)
        except PathwayError as e:
            problems += e.problems
    return documents


def _load_all(documents: Mapping[Path, Map], vocabulary: Vocabulary, problems: list[str]) -> dict[Path, Layer]:
    layers = {}
    for path, document in documents.items():
        try:
            layers[path] = LayerReader(document, Reader(path.name), vocabulary).layer()
        except PathwayError as e:
            problems += e.problems
    return layers


def _twice(names: Mapping[Path, str]) -> list[str]:
    """Two files that claim one layer."""
    seen: dict[str, str] = {}
    problems = []
    for path, name in names.items():
        if name in seen:
            problems.append(f"{path.name}:1: pathway: “{name}” is already in {seen[name]}")
        seen.setdefault(name, path.name)
    return problems


def _defined(documents: list[Map]) -> dict[str, list[str]]:
    """Words that layers bring with them, such as a programme of the agency's own."""
    found: dict[str, list[str]] = {}
    for document in documents:
        defines = document.get("defines")
        for name, values in defines.items() if isinstance(defines, Map) else ():
            found.setdefault(name, []).extend(values if isinstance(values, list) else [])
    return found


def load_vocabulary(
    folder: Path, kinds: Kinds, timed: frozenset[str] | None = None, defined: Mapping[str, list[str]] | None = None
) -> Vocabulary:
    """The closed vocabulary of kinds, with the words, properties and records that vocabulary.yaml adds."""
    document, phrases = read(folder / VOCABULARY), read(folder / PHRASES)
    reader = Reader(VOCABULARY)
    reader.only(document, {"lists", "words", "properties", "records"}, "vocabulary")
    lists = {name: (*values, *(defined or {}).get(name, ())) for name, values in document["lists"].items()}
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
