"""How fast is it, with how much?"""

from __future__ import annotations

import argparse
from importlib import import_module

from tsunagu.console import database

help = "Load invented data in bulk, and measure."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    load = what.add_parser("load", help="fill the database with invented cases, as its owner")
    load.add_argument("--cases", type=int, default=10_000, help="how many (default: 10,000)")
    load.set_defaults(work="load")
    measure = what.add_parser("measure", help="time the pages and the engine on what is loaded")
    measure.set_defaults(work="measure")


def run(args: argparse.Namespace) -> int:
    database.ready()
    code: int = import_module("tsunagu.console.bench").main(args)
    return code
