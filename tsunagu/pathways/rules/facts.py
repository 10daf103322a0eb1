"""What happened? Facts, and which of them stand once corrections have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from tsunagu.pathways.rules.spans import MIN

RETRACTED = "fact.retracted"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was true at a moment. Never edited: corrected or retracted by another fact."""

    id: str
    kind: str
    at: datetime  # when it was true (UTC); a date alone is the first moment of its local day
    persons: frozenset[str] = frozenset()  # whom it speaks of; nobody named = the case as a whole
    data: Mapping[str, Any] = field(default_factory=dict)
    ref: str | None = None  # the record it speaks of
    recorded_at: datetime = MIN  # when it was written down
    corrects: str | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        return self.at, self.id


in_order = attrgetter("at", "id")  # sort key of a ledger: by when it was true, ties by id


def effective(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that stand, in order of time.

    The last-recorded version of each speaks, under the id of the first, so that duties, waivers and links keep their
    names. A correction that arrives before its original (written offline) already counts.
    """
    facts = list(facts)
    if not any(f.corrects for f in facts):
        return sorted(facts, key=in_order)
    standing = []
    for first, versions in _versions(facts).items():
        last = max(versions, key=lambda f: (f.corrects is not None, f.recorded_at, f.id))
        if last.kind != RETRACTED:
            standing.append(replace(last, id=first, corrects=None) if last.corrects else last)
    return sorted(standing, key=in_order)


def _versions(facts: list[Fact]) -> dict[str, list[Fact]]:
    """Each original's id with everything that was ever said in its place."""
    parent = {f.id: f.corrects for f in facts}

    def root(id_: str) -> str:
        while above := parent.get(id_):
            id_ = above
        return id_

    versions: dict[str, list[Fact]] = defaultdict(list)
    for f in facts:
        versions[root(f.id)].append(f)
    return versions
