"""Which files are meant, and in which order are they best read?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tsunagu.fhir.importing import mapping

JSON = {".json", ".ndjson", ".jsonl"}
TYPE = re.compile(rb'"resourceType"\s*:\s*"(\w{1,60})"')
PEEK = 4096


@dataclass(frozen=True)
class File:
    path: Path
    source: str
    size: int

    @property
    def name(self) -> str:
        return self.path.name


def files_of(paths: Iterable[Path], source: str | None) -> list[File]:
    """Files as they are named; of a folder, all JSON in it and below. A source is the folder a file lies in, unless it is said."""
    found: dict[Path, File] = {}
    for path in paths:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix.lower() in JSON and p.is_file()) if path.is_dir() else [path]
        )
        for file in inside:
            if file not in found and not file.name.startswith("."):
                found[file] = File(file, source or file.resolve().parent.name, file.stat().st_size)
    return sorted(found.values(), key=lambda file: (file.source, _order(file.path), str(file.path)))


def _order(path: Path) -> int:
    """What others refer to first, told by the first types a file speaks of."""
    with path.open("rb") as file:
        types = [found.decode() for found in TYPE.findall(file.read(PEEK))]
    told = types[1:] if types[:1] == ["Bundle"] else types
    return mapping.rank(told[0]) if told else len(mapping.ORDER)
