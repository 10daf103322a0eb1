"""Derive again what is derived: each case's duties from its ledger and the pathways."""

from __future__ import annotations

import argparse
from importlib import import_module

from tsunagu.console import database

help = "Derive every case's duties again from its facts, as after a change of pathways. Runs as the owner."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--case", action="append", metavar="ID", help="only this case; may be given several times")


def run(args: argparse.Namespace) -> int:
    database.ready()
    with database.connection().creation.as_owner():
        code: int = import_module("tsunagu.cases.commands.rebuild_duties").main(args)
    return code
