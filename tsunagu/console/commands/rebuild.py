"""Derive again what is derived: each case's duties from its ledger and the pathways."""

from __future__ import annotations

import argparse

from tsunagu.console import database

help = "Derive every case's duties again from its facts, as after a change of pathways. Runs as the owner."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--case", action="append", metavar="ID", help="only this case; may be given several times")


def run(args: argparse.Namespace) -> int:
    database.ready()
    from tsunagu.cases.commands import rebuild_duties

    with database.connection().creation.as_owner():
        return rebuild_duties.main(args)
