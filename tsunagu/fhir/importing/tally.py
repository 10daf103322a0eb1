"""What became of everything? Counted by type, said in a table and in one line for each refusal."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tsunagu.fhir.importing.judging import Problem
from tsunagu.people.rules.secret_numbers import mask_resident_numbers

CREATED, UPDATED, UNCHANGED, KEPT, REFUSED, UNUSED, WAITING = (
    *("created", "updated", "unchanged", "kept", "refused", "unused"),
    "waiting",
)
COLUMNS: dict[str, str | Promise] = {
    CREATED: pgettext_lazy("column of the import table", "created"),
    UPDATED: pgettext_lazy("column of the import table", "updated"),
    UNCHANGED: pgettext_lazy("column of the import table", "unchanged"),
    KEPT: pgettext_lazy("column of the import table", "kept"),
    REFUSED: pgettext_lazy("column of the import table", "refused"),
    UNUSED: pgettext_lazy("column of the import table", "not used"),
}
MASKED: str | Promise = pgettext_lazy("column of the import table", "masked")
TOTAL: str | Promise = gettext_lazy("All")
LONGEST = 1000  # characters of a line
NOT_READ = "–"  # the type of what could not be read


@dataclass
class Tally:
    """Counts by type, and what else the end of an import says. `say` prints one line."""

    say: Callable[[str], None]
    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    masked: Counter[str] = field(default_factory=Counter)  # numbers struck out, by type

    def count(self, type_: str, outcome: str, number: int = 1) -> None:
        self.counts[type_][outcome] += number

    def settle(self, type_: str, outcome: str) -> None:
        """What waited has found its person."""
        if self.counts[type_][WAITING]:
            self.counts[type_][WAITING] -= 1
        self.counts[type_][outcome] += 1

    @property
    def refused(self) -> int:
        return sum(found[REFUSED] for found in self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(found[WAITING] for found in self.counts.values())

    @property
    def read(self) -> int:
        return sum(found.total() for found in self.counts.values())

    def refuse(self, where: str, type_: str, problems: Iterable[Problem], number: int = 1) -> None:
        """One line: file and entry, path, reason; several faults of one entry share it."""
        self.count(type_, REFUSED, number)
        faults = "; ".join(
            f"{problem.path}: {problem.reason}" if problem.path else problem.reason for problem in problems
        )
        self.line(_("refused"), where, faults)

    def line(self, what: str, where: str, reason: str) -> None:
        """Whatever stood in the file, it stays one line, and moves no cursor."""
        text = mask_resident_numbers(f"{what} | {where} | {reason}")
        self.say("".join(char if char.isprintable() else " " for char in text)[:LONGEST])

    def table(self) -> list[str]:
        """A row a type, a column an outcome, and their sums."""
        rows = [(type_, self._numbers(type_, found)) for type_, found in sorted(self.counts.items()) if found.total()]
        sums = [sum(column) for column in zip(*(numbers for _type, numbers in rows), strict=True)]
        heads = [*COLUMNS.values(), *([MASKED] if self.masked.total() else [])]
        cells = [["", *map(str, heads)]]
        cells += [[type_, *(f"{n:,}" if n else "·" for n in numbers)] for type_, numbers in rows]
        cells += [[str(TOTAL), *(f"{n:,}" for n in sums)]]
        widths = [max(_width(row[n]) for row in cells) for n in range(len(cells[0]))]
        return [
            "  ".join(_set(text, width, n == 0) for n, (text, width) in enumerate(zip(row, widths, strict=True)))
            for row in cells
        ]

    def notes(self) -> list[str]:
        """What the table cannot say."""
        found = []
        if self.masked.total():
            found.append(
                _(
                    "Masked: Korean resident registration and Japanese individual numbers, which the law forbids to keep."
                )
            )
        if self.waiting:
            found.append(
                ngettext(
                    "%(n)d of those not used is about a person who has not come yet; it is theirs as soon as they are imported.",
                    "%(n)d of those not used are about people who have not come yet; they are theirs as soon as they are imported.",
                    self.waiting,
                )
                % {"n": self.waiting}
            )
        return found

    def _numbers(self, type_: str, found: Counter[str]) -> list[int]:
        numbers = [found[name] + (found[WAITING] if name == UNUSED else 0) for name in COLUMNS]
        return [*numbers, self.masked[type_]] if self.masked.total() else numbers


def _width(text: str) -> int:
    """On a terminal a Japanese or Korean character is two wide."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _set(text: str, width: int, left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text
