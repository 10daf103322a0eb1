"""Take data out, whole and readable, so that nobody is locked in."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from tsunagu.console import database

help = "Take data out: the directory of services as HSDS 3.0."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    hsds = kinds.add_parser("hsds", help="the directory of services: HSDS 3.0 (JSON, one file a table)")
    hsds.add_argument("folder", type=Path, metavar="FOLDER", help="where the files go; made if it is not there")
    hsds.add_argument("--organisation", help="the agency whose data it is (default: TSUNAGU_ORGANISATION)")
    hsds.add_argument(
        "--schemas", type=Path, metavar="FOLDER", help="the published JSON Schemas: each row is tried against them too"
    )
    hsds.set_defaults(writer="tsunagu.directory.commands.export_hsds")


def run(args: argparse.Namespace) -> int:
    """0 all is in the files, 1 something was left out (each reason is named), 2 wrong use."""
    database.ready_for_work()
    code: int = import_module(args.writer).main(args)
    return code
