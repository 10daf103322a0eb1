"""How fast is it, with how much?"""

from __future__ import annotations

import argparse
from importlib import import_module

from tsunagu.console import database

ROUNDS = 8
help = "Load invented people by the ten thousand, and measure the pages and the engine on them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(work="measure", people=[], rounds=ROUNDS)
    what = parser.add_subparsers(title="commands", metavar="COMMAND")
    load = what.add_parser("load", help="fill a database of its own with invented people and their cases, as the owner")
    load.add_argument("--people", type=int, default=10_000, metavar="N", help="how many (default: 10,000)")
    load.set_defaults(work="load")
    measure = what.add_parser("measure", help="measure on what is loaded; what `tsunagu bench` alone does")
    measure.add_argument(
        "--people", type=int, nargs="+", metavar="N", help="which populations (default: all there are)"
    )
    measure.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often they take turns (default: {ROUNDS})")
    measure.set_defaults(work="measure")


def run(args: argparse.Namespace) -> int:
    database.ready()
    code: int = import_module("tsunagu.console.bench").main(args)
    return code
