"""`tsunagu import hsds PATH…`: a directory of services is taken in from HSDS files, or through a column map from others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import yaml
from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.directory.commands.relist import relist
from tsunagu.directory.commands.take_rows import Outcome, Taking
from tsunagu.directory.models import ImportRun, Service
from tsunagu.directory.rules.mapping import Map, WrongMap, mapped, read_map
from tsunagu.directory.rules.reading import Row, from_json, from_table, is_schema, table_named
from tsunagu.identity.models import Organisation
from tsunagu.people.rules.tabular import Unreadable, decode, read_table

SHIPPED = Path(__file__).parent.parent / "library"
TEXT = {".csv", ".tsv", ".txt", ".xlsx"}
MOST_REMARKS = 40  # on the terminal; all of them are kept with the run


class NotRead(Exception):
    """This file cannot be read; the message says why."""


@dataclass(frozen=True)
class Source:
    name: str
    files: tuple[Path, ...]


def import_hsds(
    *, source: Source, by: Actor, columns: Map | None = None, progress: Any = None, say: Any = lambda text: None
) -> tuple[Outcome, list[str]]:
    """Everything in the source's files. Returns what became of it, and the files that could not be read."""
    check(by, Permission.IMPORT_RUN)
    taking, broken = Taking(source.name, by), []
    for path in source.files:
        try:
            rows = list(_rows(path, columns))
        except (NotRead, Unreadable, OSError) as error:
            broken.append(f"{path.name}: {_reason(error)}")
            continue
        if not rows:
            say(_("%(file)s: nothing of a directory in it") % {"file": path.name})
        for row in rows:
            taking.add(row)
    outcome = taking.write(progress or (lambda items, says: items))
    if outcome.changed:
        with transaction.atomic():
            ids = list(Service.objects.filter(origin=source.name).order_by("id").values_list("id", flat=True))
        relist(ids)
    with transaction.atomic():
        run = ImportRun.objects.create(
            organisation_id=by.organisation,
            source=source.name,
            by_name=by.name,
            counts=dict(outcome.counts),
            remarks=[[r.where, r.column, r.value, r.reason] for r in outcome.remarks],
        )
        record_act(by, "import_hsds", run, source=source.name, remarks=len(outcome.remarks))
    return outcome, broken


def _rows(path: Path, columns: Map | None) -> Iterator[Row]:
    if path.suffix.lower() in TEXT:
        table = read_table(path)
        lines = ((row.number, row.cells) for row in table.rows)
        if columns is not None:
            for number, cells in lines:
                yield from mapped(columns.get(path.name.casefold(), ()), number, cells, path.name)
        elif table_named(path.stem):
            yield from from_table(path.stem, lines, path.name)
    else:
        yield from _from_json(path)


def _from_json(path: Path) -> Iterator[Row]:
    try:
        text = decode(path.read_bytes())[0]
    except UnicodeDecodeError as error:
        raise NotRead(str(error)) from error
    try:
        document = orjson.loads(text)
    except ValueError as error:
        records = _lines(text)
        if records is None:
            raise NotRead(_("it is no JSON: %(error)s") % {"error": error}) from error
        document = records
    if not is_schema(document):
        yield from from_json(document, path.stem, path.name)


def _lines(text: str) -> list[Any] | None:
    """One record a line, as exports of many records are written."""
    try:
        return [orjson.loads(line) for line in text.splitlines() if line.strip()] or None
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    return {
        "empty": _("there is nothing in it"),
        "encoding": _("the encoding is none of UTF-8, UTF-16, CP932 or CP949"),
        "no_table": _("it cannot be read as a table"),
        "no_workbook": _("it cannot be opened as a workbook; save it as .xlsx or .csv"),
    }.get(str(error), getattr(error, "strerror", None) or str(error))


# -- at the console -------------------------------------------------------------------------------------------------


def main(args: argparse.Namespace) -> int:
    """0 all taken in, 1 something is to be mended at its source, 2 wrong use or a file that cannot be read."""
    found = organisation_named(getattr(args, "organisation", None) or settings.DEFAULT_ORGANISATION)
    if found is None:
        return _wrong(_("Say which organisation: --organisation NAME"))
    with acting(system_in(found)), transaction.atomic():
        organisation = Organisation.objects.get(id=found)
    by = system_in(found, zone=organisation.zone, language=organisation.language)
    with translation.override(organisation.language), acting(by):
        try:
            columns = _map(getattr(args, "map", None))
            sources = _sources(args.paths, getattr(args, "source", None))
        except (WrongMap, yaml.YAMLError, OSError, ValueError) as error:
            return _wrong(str(error))
        return max(_one(source, columns, args, by) for source in sources)


def _wrong(text: str) -> int:
    print(f"tsunagu import hsds: {text}", file=sys.stderr)
    return 2


def organisation_named(given: str) -> UUID | None:
    """By name or id; unnamed, the only one there is, or the only one that speaks English."""
    with connection.cursor() as cursor:
        cursor.execute("select id, language from directory_organisations_named(%s)", [given])
        found: list[tuple[UUID, str]] = cursor.fetchall()
    if len(found) > 1 and not given:
        found = [row for row in found if row[1] == "en"]
    return found[0][0] if len(found) == 1 else None


def _map(given: Path | None) -> Map | None:
    """A file, or the name of one that is shipped."""
    if given is None:
        return None
    shipped = SHIPPED / f"{given}.yaml"
    path = given if given.exists() else shipped
    if not path.exists():
        raise WrongMap(_("there is no map %(name)s, and none is shipped under this name") % {"name": given})
    text = path.read_text("utf-8")
    return read_map(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))


def _sources(paths: list[Path], name: str | None) -> list[Source]:
    """Each folder is a source of its own, unless one name is given for all."""
    if missing := [str(path) for path in paths if not path.exists()]:
        raise ValueError(_("there is no %(paths)s") % {"paths": ", ".join(missing)})
    folders: dict[str, list[Path]] = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and (file.suffix.lower() in TEXT | {".json", ".ndjson", ".jsonl"} or file == path):
                folders.setdefault(name or file.resolve().parent.name, []).append(file)
    if not folders:
        raise ValueError(_("there is no CSV and no JSON in these folders"))
    return [Source(folder, tuple(files)) for folder, files in folders.items()]


def _one(source: Source, columns: Map | None, args: argparse.Namespace, by: Actor) -> int:
    _say(source.name)
    quiet = not sys.stderr.isatty()
    if args.dry_run:
        with transaction.atomic():
            outcome, broken = import_hsds(source=source, by=by, columns=columns, say=_indented)
            transaction.set_rollback(True)
    else:
        outcome, broken = import_hsds(
            source=source,
            by=by,
            columns=columns,
            progress=lambda items, says: tqdm(items, desc=f"  {says}", disable=quiet, leave=False),
            say=_indented,
        )
    _report(outcome, broken, dry_run=args.dry_run)
    return 2 if broken else 1 if outcome.remarks else 0


def _report(outcome: Outcome, broken: list[str], *, dry_run: bool) -> None:
    for line in broken:
        _indented(_("cannot be read: %(file)s") % {"file": line})
    for remark in outcome.remarks[:MOST_REMARKS]:
        _indented(" | ".join(filter(None, (remark.where, remark.column, remark.value, remark.reason))))
    if (more := len(outcome.remarks) - MOST_REMARKS) > 0:
        _indented(_("… and %(n)d more, kept with this import on the page Services › Imports") % {"n": more})
    _indented("")
    _indented(f"{_('new'):>9} {_('changed'):>9} {_('the same'):>9}")
    for table, (new, changed, same) in outcome.counts.items():
        if new or changed or same:
            _indented(f"{new:>9,} {changed:>9,} {same:>9,}  {table}")
    for name, number in sorted(outcome.not_read.items()):
        _indented(_("not kept, because HSDS 3.0 has no place for it: %(name)s (%(n)d)") % {"name": name, "n": number})
    if outcome.placeholders:
        _indented(_("%(n)d records are known only by number") % {"n": outcome.placeholders})
    if outcome.torn:
        _indented(_("%(n)d services are out of search until their provider is named") % {"n": outcome.torn})
    if dry_run:
        _indented(_("This was a trial: nothing is kept."))


def _indented(text: str) -> None:
    _say(f"  {text}" if text else "")


def _say(text: str) -> None:
    tqdm.write(text, file=sys.stdout)
