"""Take data out, whole and readable, so that nobody is locked in."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from tsunagu.console import database

help = "Take data out as FHIR R4 files (NDJSON, one file a resource type)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the files go; made if it is not there")
    parser.add_argument("--organisation", help="the agency whose data it is (default: TSUNAGU_ORGANISATION)")


def run(args: argparse.Namespace) -> int:
    database.ready_for_work()
    code: int = import_module("tsunagu.fhir.exporting.command").main(args)
    return code
