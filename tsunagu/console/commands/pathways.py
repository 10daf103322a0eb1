"""Pathways, for those who write them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tsunagu.console import database

help = "Check pathway files before anybody relies on them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    check = what.add_parser("check", help="say everything that is wrong with these files, one problem a line")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    if missing := [str(file) for file in args.files if not file.is_file()]:
        print(f"tsunagu: no such file: {', '.join(missing)}", file=sys.stderr)
        return 2
    database.set_up_django()  # the words a pathway may use are the facts that the rooms declare
    from tsunagu.pathways.queries import check
    from tsunagu.pathways.rules import PathwayError

    try:
        check(args.files)
    except PathwayError as error:
        print("\n".join(error.problems))
        return 1
    print(f"{len(args.files)} pathway files are in order.")
    return 0
