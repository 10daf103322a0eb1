"""Pathways, for those who write them."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsunagu.console import database

help = "Check pathway files before anybody relies on them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    check = what.add_parser("check", help="say everything that is wrong with these files, one problem a line")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    database.ready()  # the words a pathway may use are the facts that the rooms declare
    from tsunagu.pathways import rules

    try:
        rules.check(args.files)
    except rules.PathwayError as error:
        print("\n".join(error.problems))
        return 1
    print(f"{len(args.files)} pathway files are in order.")
    return 0
