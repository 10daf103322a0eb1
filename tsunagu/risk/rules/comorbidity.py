"""Which of a person's diagnoses weigh on their outlook, and how much? A table that is data, over plain codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]

# What is not the person's: said in error, or ruled out. What is over counts only where history does.
NEVER_WAS = {"refuted", "entered-in-error"}
OVER = {"resolved", "remission", "inactive"}
GROUP_KEYS = {"label", "charlson", "lace", "icd10", "snomed", "history", "over"}


class TableError(Exception):
    """What is wrong with a table of comorbidities."""


@dataclass(frozen=True)
class Code:
    """A code of a system named by its URI or OID, as another system sent it."""

    system: str
    code: str

    @property
    def is_icd10(self) -> bool:
        """ICD-10 itself, its clinical modification, the Japanese and the Korean edition (KCD) share their beginnings."""
        system = self.system.lower()
        return "icd-10" in system or "icd10" in system or "kcd" in system

    @property
    def is_snomed(self) -> bool:
        return "snomed.info/sct" in self.system


@dataclass(frozen=True)
class Condition:
    """A diagnosis on record; `record` is where it can be read."""

    codes: tuple[Code, ...]
    title: str = ""
    status: str = ""
    record: str = ""


@dataclass(frozen=True)
class Group:
    code: str
    label: Words
    charlson: int
    lace: int
    icd10: tuple[str, ...] = ()
    snomed: frozenset[str] = frozenset()
    history: bool = False
    over: tuple[str, ...] = ()

    def holds(self, condition: Condition) -> bool:
        """Does this diagnosis belong here, and does it still count?"""
        if condition.status in NEVER_WAS or (condition.status in OVER and not self.history):
            return False
        return any(self._names(code) for code in condition.codes)

    def _names(self, code: Code) -> bool:
        if code.is_snomed:
            return code.code in self.snomed
        plain = code.code.replace(".", "").upper()
        return code.is_icd10 and any(_within(plain, span) for span in self.icd10)


@dataclass(frozen=True)
class Table:
    version: int
    groups: Mapping[str, Group] = field(default_factory=dict)

    def knows(self, condition: Condition) -> bool:
        """Is there a code that this table could have read? A diagnosis in words alone says nothing to it."""
        return any(code.is_icd10 or code.is_snomed for code in condition.codes)


def _within(code: str, span: str) -> bool:
    """Does a code begin so, or lie in the range?"""
    first, _dash, last = span.partition("-")
    return first <= code[: len(first)] <= (last or first)


def groups_in(conditions: Iterable[Condition], table: Table) -> dict[str, list[Condition]]:
    """Each group that holds, with the diagnoses that show it; a heavier group stands for the lighter it is `over`."""
    every = list(conditions)
    found = {group.code: [c for c in every if group.holds(c)] for group in table.groups.values()}
    return _heaviest({code: shown for code, shown in found.items() if shown}, table)


def _heaviest(found: dict[str, list[Condition]], table: Table) -> dict[str, list[Condition]]:
    lighter = {light for code in found for light in table.groups[code].over}
    return {code: shown for code, shown in found.items() if code not in lighter}


def charlson(groups: Iterable[str], table: Table, *, age: int | None = None) -> int:
    """Charlson's index (1987); with an age, one more for each decade from 50 to 80 (Charlson et al., J Clin Epidemiol 1994;47:1245-51)."""
    decades = 0 if age is None else min(max(age // 10 - 4, 0), 4)
    return sum(table.groups[code].charlson for code in groups) + decades


def lace_weight(groups: Iterable[str], table: Table) -> int:
    """The sum of LACE's own weights (van Walraven 2010)."""
    return sum(table.groups[code].lace for code in groups)


def without_lighter(groups: Iterable[str], table: Table) -> list[str]:
    """Of groups that a worker named: those that another of them stands for are left out."""
    return list(_heaviest({code: [] for code in groups if code in table.groups}, table))


def load_table(*paths: Path) -> Table:
    """The shipped table, then an agency's: what a later one names takes the earlier one's place, line by line."""
    table = Table(0)
    for path in paths:
        try:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
            groups = {code: _group(code, node, table.groups.get(code)) for code, node in document["groups"].items()}
            table = Table(int(document["version"]), {**table.groups, **groups})
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            raise TableError(f"{path.name}: {error}") from error
    if unknown := {light for group in table.groups.values() for light in group.over} - table.groups.keys():
        raise TableError(f"no group is called {min(unknown)}")
    return table


def _group(code: str, node: Mapping[str, Any], before: Group | None) -> Group:
    if unknown := node.keys() - GROUP_KEYS:
        raise ValueError(f"{code} has no “{min(unknown)}”")
    said = dict(node)
    for name, make in (("icd10", tuple), ("over", tuple), ("snomed", _codes)):
        if name in said:
            said[name] = make(said[name])
    return replace(before, **said) if before else Group(code, **said)


def _codes(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(value) for value in values)


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
