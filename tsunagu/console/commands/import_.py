"""Bring data in."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from tsunagu.console import database

help = "Bring data in: FHIR R4 files, a list of people, a directory of services, or instruments."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    fhir = kinds.add_parser("fhir", help="FHIR R4 resources: JSON bundles, NDJSON files, or folders of them")
    people = kinds.add_parser("people", help="a list of people: a workbook (.xlsx) or a text file (.csv)")
    hsds = kinds.add_parser(
        "hsds", help="a directory of services: HSDS files (CSV or JSON, 1.x to 3.x), or others through --map"
    )
    instrument = kinds.add_parser("instrument", help="questionnaires (FHIR R4): files, archives, or folders of them")
    for kind in (fhir, people, hsds, instrument):
        kind.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders that hold them")
        kind.add_argument("--organisation", help="the agency they come to (default: TSUNAGU_ORGANISATION)")
        kind.add_argument("--dry-run", action="store_true", help="read and judge everything, keep nothing")
    fhir.add_argument(
        "--source", metavar="NAME", help="which system it comes from (default: the folder each file lies in)"
    )
    fhir.add_argument("--open", metavar="PROGRAMME", help="open a case for each living person; needs --for")
    fhir.add_argument("--for", dest="worker", metavar="LOGIN", help="whose cases they become")
    fhir.add_argument(
        "--max-bundle", type=_megabytes, default=100, metavar="MB", help="the largest Bundle that is read (100)"
    )
    people.add_argument(
        "--map", type=Path, metavar="FILE", help="which column is what (JSON); without it one is proposed"
    )
    people.add_argument(
        "--save-map", type=Path, metavar="FILE", help="keep the map that was used, to correct and reuse"
    )
    hsds.add_argument("--source", metavar="NAME", help="whose directory it is (default: the folder each file lies in)")
    hsds.add_argument(
        "--map", type=Path, metavar="FILE", help="which column is what (YAML or JSON), or a shipped one: florida"
    )
    hsds.set_defaults(reader="tsunagu.directory.commands.import_hsds")
    fhir.set_defaults(reader="tsunagu.fhir.importing.command")
    instrument.set_defaults(reader="tsunagu.assessment.commands.import_instruments")
    people.set_defaults(reader="tsunagu.people.commands.import_people")


def _megabytes(text: str) -> float:
    size = float(text)
    if size <= 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return size


def run(args: argparse.Namespace) -> int:
    """0 all taken in, 1 some refused (each with its reason), 2 nothing could be read."""
    database.ready_for_work()
    try:
        code: int = import_module(args.reader).main(args)
    finally:
        database.connection().close_everything()
    return code
