"""YAML with line numbers and without surprises: `on`, `no` and 12:30 stay words, no key twice, no aliases."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only composes nodes: values are made here
QUOTED = ("'", '"', "|", ">")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE, _BROKEN = re.compile(r"-?[0-9]+"), re.compile(r"-?[0-9]+\.[0-9]+")


class PathwayError(Exception):
    """Everything that is wrong with some pathway files, each a sentence with its place."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


class Map(dict[str, Any]):
    """A mapping that knows on which line each of its keys stands."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def without(self, *keys: str) -> Map:
        rest = Map(self.line)
        rest.lines = self.lines
        rest.update({key: value for key, value in self.items() if key not in keys})
        return rest


def read(path: Path) -> Map:
    """The document of one file, or the first mistake in its syntax."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), _SAFE_LOADER)
        document = _Maker().value(node) if node else None
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else 1
        raise PathwayError([f"{path.name}:{line}: {e.problem}"]) from e
    if not isinstance(document, Map):
        raise PathwayError([f"{path.name}:1: a pathway file is a list of keys"])
    return document


class _Maker:
    """Makes values of YAML nodes by our own few rules."""

    def __init__(self) -> None:
        self.made: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self.made:
            raise yaml.MarkedYAMLError(problem="aliases (*) are not used in pathways", problem_mark=node.start_mark)
        self.made.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> Map:
        found = Map(node.start_mark.line + 1)
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                raise yaml.MarkedYAMLError(problem=f"“{key}” is written twice", problem_mark=key_node.start_mark)
            found.lines[key] = key_node.start_mark.line + 1
            found[key] = self.value(value_node)
        return found


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style in QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text


@dataclass
class Reader:
    """Takes a document apart and remembers everything that is wrong with it, each with file, line and key."""

    file: str
    problems: list[str] = field(default_factory=list)

    def wrong(self, node: Any, key: str | None, path: str, message: str) -> None:
        line = node.lines.get(key or "", node.line) if isinstance(node, Map) else 1
        self.problems.append(f"{self.file}:{line}: {path}{'.' + key if key else ''}: {message}")

    def take(self, node: Map, key: str, path: str, parse: Callable[[Any], T], default: T) -> T:
        """The value under a key, parsed; a mistake is remembered and the default given."""
        if key not in node:
            return default
        try:
            return parse(node[key])
        except (ValueError, TypeError, AttributeError, KeyError) as e:
            self.wrong(node, key, path, sentence(e))
            return default

    def only(self, node: Map, allowed: Set[str], path: str) -> None:
        for key in node:
            if key not in allowed:
                self.wrong(node, key, path, f"not a key that is known here{hint(key, allowed)}")

    def mapping(self, node: Map, key: str, path: str) -> Map:
        """The mapping under a key; an empty one where there is none."""
        found = node.get(key)
        if found is None or isinstance(found, Map):
            return found if found is not None else Map(node.line)
        self.wrong(node, key, path, "is a list of keys with their values")
        return Map(node.line)

    def fail_if_wrong(self) -> None:
        if self.problems:
            raise PathwayError(self.problems)


def sentence(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!s} is missing"
    return str(error) if isinstance(error, ValueError) else "is not written as expected here"


def hint(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
