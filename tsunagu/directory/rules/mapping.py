"""How do the columns of a file that is not HSDS become rows that are? By a column map: YAML, one shipped for the Florida directory.

```yaml
services.csv:                      # the file
  - table: service                 # one row of this table for each row of the file …
    columns: {id: service_uuid, name: service_name}
    join: {eligibility_description: [service_income_limit, service_military_status]}
    labels: {service_income_limit: "Income limit (% of the poverty line)"}
  - table: service_area            # … and one of this for each part of a cell
    each: service_areas
    split: ";"
    into: name
    columns: {service_id: service_uuid}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagu.directory.rules.reading import Row, Values, content_key


class WrongMap(Exception):
    """The map cannot be used; the message says where it is wrong."""


@dataclass(frozen=True)
class Target:
    table: str
    columns: Mapping[str, str]
    join: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    constants: Mapping[str, str]
    each: str = ""
    split: str = ";"
    into: str = ""
    pattern: str = ""
    unless: str = ""


Map = Mapping[str, tuple[Target, ...]]


def read_map(document: Any) -> Map:
    if not isinstance(document, dict) or not document:
        raise WrongMap("a map names files, and for each the tables its rows become")
    return {
        str(file).casefold(): tuple(_target(file, target) for target in targets) for file, targets in document.items()
    }


def _target(file: Any, target: Any) -> Target:
    if not isinstance(target, dict) or "table" not in target:
        raise WrongMap(f"{file}: each entry says its table")
    try:
        re.compile(str(target.get("pattern", "")))
        return Target(
            table=str(target["table"]),
            columns=dict(target.get("columns", {})),
            join={key: tuple(value) for key, value in target.get("join", {}).items()},
            labels=dict(target.get("labels", {})),
            constants=dict(target.get("constants", {})),
            each=str(target.get("each", "")),
            split=str(target.get("split", ";")),
            into=str(target.get("into", "")),
            pattern=str(target.get("pattern", "")),
            unless=str(target.get("unless", "")),
        )
    except (TypeError, ValueError, re.error) as error:
        raise WrongMap(f"{file}: {error}") from error


def mapped(targets: tuple[Target, ...], number: int, cells: Mapping[str, str], file: str) -> Iterator[Row]:
    """The rows of HSDS that one row of a file becomes."""
    said = {key: value.strip() for key, value in cells.items() if value and value.strip()}
    for target in targets:
        base: Values = {field: said[column] for field, column in target.columns.items() if column in said}
        base |= {
            field: text for field, columns in target.join.items() if (text := _joined(columns, said, target.labels))
        }
        if not target.each:
            if base:
                yield Row(target.table, {**target.constants, **base}, f"{file}:{number}")
            continue
        for part in _parts(said.get(target.each, ""), target):
            values = {**target.constants, **base, **part}
            if "term" in values:  # a term by its name: the term itself is a row too
                term = {"name": values.pop("term"), "taxonomy": values.pop("taxonomy", "")}
                values["taxonomy_term_id"] = content_key(term)
                yield Row("taxonomy_term", {"id": content_key(term), **term}, f"{file}:{number}")
            yield Row(target.table, values, f"{file}:{number}")


def _joined(columns: tuple[str, ...], said: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Several cells as one text, each after its label."""
    return "\n".join(f"{labels[c]}: {said[c]}" if c in labels else said[c] for c in columns if c in said)


def _parts(text: str, target: Target) -> Iterator[Values]:
    """Each part of a cell; with a pattern, its named groups are the fields."""
    for part in re.split(target.split, text):
        part = part.strip()
        if not part or (target.unless and re.fullmatch(target.unless, part)):
            continue
        found = re.fullmatch(target.pattern, part) if target.pattern else None
        if found:
            yield {key: value.strip() for key, value in found.groupdict().items() if value and value.strip()}
        elif target.into:
            yield {target.into: part}
