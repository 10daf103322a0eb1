"""A list of people is taken in: row by row, with what is wrong said by row and column; the same row twice is one person.

`tsunagu import people FILE…` comes here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tqdm import tqdm

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused, Words
from tsunagu.identity.models import Organisation
from tsunagu.people.choices import Source
from tsunagu.people.commands.register_person import AlreadyHere, register_person
from tsunagu.people.models import Identifier, ImportedRow, Person
from tsunagu.people.queries import profile_of
from tsunagu.people.rules.matching import Verdict, compare
from tsunagu.people.rules.tabular import (
    Entry,
    Problem,
    Table,
    Unreadable,
    columns_are_usable,
    propose_columns,
    read_row,
    read_table,
)

REASONS: dict[str, Words] = {
    "no_name": gettext_lazy("no name in this row"),
    "bad_date": gettext_lazy("this is no date"),
    "two_dates": gettext_lazy("this may be two dates; write the month as a word or begin with the year"),
    "bad_sex": gettext_lazy("not known as a sex: write female, male, other or unknown"),
    "individual_number": gettext_lazy("individual numbers (My Number) may not be kept; take the column out"),
    "encoding": gettext_lazy("the encoding is none of UTF-8, UTF-16, CP932 or CP949"),
    "empty": gettext_lazy("there is nothing in it"),
    "no_workbook": gettext_lazy("it cannot be opened as a workbook; save it as .xlsx or .csv"),
    "no_table": gettext_lazy("it cannot be read as a table"),
    "columns": gettext_lazy("no column is known to hold a name; say which with --map"),
}


@dataclass
class Outcome:
    """What became of the rows."""

    taken: int = 0
    already: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)  # row, column, value, reason
    masked: int = 0
    refused_rows: set[int] = field(default_factory=set)

    def refuse(self, row: int, column: str, value: str, reason: Words) -> None:
        self.refused.append((row, column, value, str(reason)))
        self.refused_rows.add(row)


def import_people(
    *, table: Table, columns: Mapping[str, str], file_name: str, dry_run: bool = False, by: Actor, quiet: bool = True
) -> Outcome:
    """Every row that can be a person becomes one; the others are refused, each with its reasons."""
    check(by, Permission.IMPORT_RUN)
    outcome = Outcome()
    with transaction.atomic():
        for row in tqdm(table.rows, desc=f"  {file_name}", disable=quiet, leave=False):
            read = read_row(row, columns)
            if isinstance(read, Entry):
                _take(read, file_name, outcome, by)
            else:
                _refuse(read, outcome)
        record_act(by, "import_people", file=file_name, taken=outcome.taken, refused=len(outcome.refused_rows))
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _refuse(problems: list[Problem], outcome: Outcome) -> None:
    for problem in problems:
        outcome.refuse(problem.row, problem.column, problem.value, REASONS[problem.reason])


def _take(entry: Entry, file_name: str, outcome: Outcome, by: Actor) -> None:
    """One row. Whoever has its number, or came with the very same row, is here already."""
    name = entry.profile.names[0].whole
    if ImportedRow.objects.filter(organisation_id=by.organisation, fingerprint=entry.fingerprint).exists():
        outcome.already += 1
        return
    try:
        known = _with_number(entry)
        person = known or _register(entry, by)
    except AlreadyHere as here:
        others = ", ".join(f"{c.person.name} ({c.person.born or '?'})" for c in here.candidates)
        outcome.refuse(entry.row, "", name, _("may be here already: %(others)s") % {"others": others})
        return
    except Refused as refusal:
        outcome.refuse(entry.row, "", name, refusal.reason)
        return
    ImportedRow.objects.create(
        organisation_id=by.organisation,
        person=person,
        fingerprint=entry.fingerprint,
        file_name=file_name,
        taken_at=now(),
    )
    outcome.masked += len(entry.masked)
    outcome.already += known is not None
    outcome.taken += known is None


def _with_number(entry: Entry) -> Person | None:
    """The person who has a number of this row; refused if they are clearly somebody else."""
    for number in entry.profile.identifiers:
        row = Identifier.objects.filter(type=number.type, value=number.value, masked="", until=None).first()
        if row is None:
            continue
        person = row.person.standing
        comparison = compare(entry.profile, profile_of(person))
        if comparison.cell("born").verdict is Verdict.DIFFERENT or comparison.strength is None:
            raise Refused(
                _("the number %(number)s belongs to %(person)s") % {"number": number.value, "person": person.name}
            )
        return person
    return None


@transaction.atomic
def _register(entry: Entry, by: Actor) -> Person:
    born = entry.profile.born
    return register_person(
        names=entry.profile.names,
        born=born.first if born else None,
        born_precision=born.precision if born else "",
        sex=entry.profile.sex,
        language=entry.language,
        place_note=entry.note,
        contact_points=entry.profile.contact_points,
        addresses=entry.profile.addresses,
        identifiers=entry.profile.identifiers,
        source=Source.IMPORT,
        by=by,
    )


# -- at the console -------------------------------------------------------------------------------------------------


def main(args: argparse.Namespace) -> int:
    """0 all taken in, 1 something refused, 2 nothing could be read.

    Reads `paths`, `organisation`, `dry_run`, and where given `map` (a JSON file: field → heading) and `save_map`.
    """
    organisation_id = _organisation(getattr(args, "organisation", None) or settings.DEFAULT_ORGANISATION)
    if organisation_id is None:
        _say(_("Say which organisation: --organisation NAME"))
        return 2
    with acting(system_in(organisation_id)), transaction.atomic():
        organisation = Organisation.objects.get(id=organisation_id)
    by = system_in(organisation_id, zone=organisation.zone, language=organisation.language)
    with translation.override(organisation.language), acting(by):
        return max(_one_file(path, args, by) for path in _files(args.paths))


def _organisation(given: str) -> Any:
    """By name or id; without either, the only one there is."""
    with connection.cursor() as cursor:
        cursor.execute("select people_organisation_named(%s)", [given])
        found = cursor.fetchall()
    return found[0][0] if len(found) == 1 else None


def _files(paths: list[Path]) -> list[Path]:
    """Files as named; of a folder, its lists."""
    lists = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}
    return [
        file
        for path in paths
        for file in (sorted(f for f in path.iterdir() if f.suffix.lower() in lists) if path.is_dir() else [path])
    ] or list(paths)


def _one_file(path: Path, args: argparse.Namespace, by: Actor) -> int:
    try:
        table = read_table(path)
        columns = _columns(table, getattr(args, "map", None))
    except (Unreadable, OSError) as error:
        reason = REASONS.get(str(error), str(error)) if isinstance(error, Unreadable) else error.strerror
        _say(f"{path.name}: {reason}")
        return 2
    if save := getattr(args, "save_map", None):
        Path(save).write_text(json.dumps(columns, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    outcome = import_people(
        table=table,
        columns=columns,
        file_name=path.name,
        dry_run=args.dry_run,
        by=by,
        quiet=not sys.stderr.isatty(),
    )
    _report(path, table, columns, outcome, args.dry_run)
    return 1 if outcome.refused else 0


def _columns(table: Table, path: Path | None) -> dict[str, str]:
    columns = propose_columns(table.headings)
    if path is not None:
        try:
            columns = json.loads(Path(path).read_text(encoding="utf-8"))
        except ValueError as error:
            raise Unreadable("columns") from error
    if not columns_are_usable(columns, table.headings):
        raise Unreadable("columns")
    return columns


def _report(path: Path, table: Table, columns: Mapping[str, str], outcome: Outcome, dry_run: bool) -> None:
    _say(f"{path.name} ({table.encoding})")
    unused = [heading for heading in table.headings if heading and heading not in columns.values()]
    if unused:
        _say("  " + _("columns not used: %(columns)s") % {"columns": ", ".join(unused)})
    for row, column, value, reason in outcome.refused:
        _say("  " + _("row %(row)d") % {"row": row} + f" | {column or '—'} | {value or '—'} | {reason}")
    rows = [
        (_("taken in"), outcome.taken),
        (_("here already"), outcome.already),
        (_("refused"), len(outcome.refused_rows)),
        (_("resident registration numbers masked"), outcome.masked),
    ]
    for label, number in rows:
        _say(f"  {number:>8,}  {label}")
    if dry_run:
        _say("  " + _("This was a trial: nothing is kept."))


def _say(text: str) -> None:
    print(text)
