"""Bring data in."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from tsunagu.console import database

help = "Bring data in: FHIR R4 files, or a list of people."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    fhir = kinds.add_parser("fhir", help="FHIR R4 resources: JSON bundles, NDJSON files, or folders of them")
    people = kinds.add_parser("people", help="a list of people: a workbook (.xlsx) or a text file (.csv)")
    for kind, room in ((fhir, "fhir"), (people, "people")):
        kind.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders that hold them")
        kind.add_argument("--organisation", help="the agency they come to (default: TSUNAGU_ORGANISATION)")
        kind.add_argument("--dry-run", action="store_true", help="read and judge everything, keep nothing")
        kind.set_defaults(reader=f"tsunagu.{room}.importing.command")


def run(args: argparse.Namespace) -> int:
    """0 all taken in, 1 some refused (each with its reason), 2 nothing could be read."""
    database.ready_for_work()
    code: int = import_module(args.reader).main(args)
    return code
