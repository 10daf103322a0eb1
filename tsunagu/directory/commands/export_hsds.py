"""`tsunagu export hsds FOLDER`: the directory as HSDS 3.0, one JSON file a table; what HSDS does not accept is listed with its reason."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor, acting, system_in
from tsunagu.directory.commands.import_hsds import organisation_named
from tsunagu.directory.models import TABLES
from tsunagu.directory.queries.hsds import every_row, plain
from tsunagu.directory.rules.hsds import fitted, lacking
from tsunagu.identity.models import Organisation

OWNERS = ("organization_id", "service_id", "location_id", "service_at_location_id", "taxonomy_term_id")


class Export:
    """One run. `left` counts, by reason, the values and the rows that are not in the files."""

    def __init__(self, schemas: Path | None = None) -> None:
        self.left: Counter[str] = Counter()
        self.written: Counter[str] = Counter()
        self.gone: set[str] = set()  # ids of rows left out: what hangs on them is left out too
        self.judges = _judges(schemas) if schemas else {}

    def rows(self, model: Any) -> Iterator[dict[str, Any]]:
        for row in every_row(model):
            said, unfit = fitted(model.table, plain(row))
            for field in unfit:
                self.left[_("%(field)s: HSDS does not accept the value") % {"field": f"{model.table}.{field}"}] += 1
            if self._accepted(model.table, said):
                self.written[model.table] += 1
                yield said

    def _accepted(self, table: str, said: dict[str, Any]) -> bool:
        reason = self._reason(table, said)
        if reason:
            self.left[reason] += 1
            self.gone.add(said["id"])
        return not reason

    def _reason(self, table: str, said: dict[str, Any]) -> str:
        if missing := lacking(table, said):
            return _("%(table)s without %(fields)s") % {"table": table, "fields": ", ".join(missing)}
        if orphan := [name for name in OWNERS if said.get(name) in self.gone]:
            return _("%(table)s of a left-out record (%(field)s)") % {"table": table, "field": orphan[0]}
        faults = self.judges[table](said) if table in self.judges else []
        return f"{table}: {faults[0]}" if faults else ""


@transaction.atomic
def export_hsds(*, folder: Path, by: Actor, schemas: Path | None = None, quiet: bool = True) -> Export:
    """Write what HSDS 3.0 accepts."""
    check(by, Permission.IMPORT_RUN)
    folder.mkdir(parents=True, exist_ok=True)
    export = Export(schemas)
    for model in tqdm(TABLES, desc="  hsds", disable=quiet, leave=False):
        rows = list(export.rows(model))
        (folder / f"{model.table}.json").write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    record_act(by, "export_hsds", written=sum(export.written.values()), left=sum(export.left.values()))
    return export


def _judges(schemas: Path) -> dict[str, Any]:
    """The published JSON Schemas, one a table: each row is tried before it is written."""
    from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

    found = {}
    for path in sorted(schemas.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        if "properties" in schema and "name" in schema:
            judge = Draft202012Validator(schema, format_checker=FormatChecker())
            found[str(schema["name"])] = lambda row, judge=judge: [
                error.message[:120] for error in judge.iter_errors(row)
            ]
    return found


def main(args: argparse.Namespace) -> int:
    """0 all is in the files, 1 something was left out (each reason is named), 2 wrong use."""
    found = organisation_named(args.organisation or settings.DEFAULT_ORGANISATION)
    if found is None:
        print(_("Say which organisation: --organisation NAME"), file=sys.stderr)
        return 2
    with acting(system_in(found)), transaction.atomic():
        organisation = Organisation.objects.get(id=found)
    by = system_in(found, zone=organisation.zone, language=organisation.language)
    with translation.override(organisation.language), acting(by):
        export = export_hsds(folder=args.folder, by=by, schemas=args.schemas, quiet=not sys.stderr.isatty())
        for table, number in export.written.items():
            print(f"  {number:>9,}  {table}")
        for reason, number in export.left.most_common():
            print("  " + _("left out: %(reason)s (%(n)d)") % {"reason": reason, "n": number})
    return 1 if export.left else 0
