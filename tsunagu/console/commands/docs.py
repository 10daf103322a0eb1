"""Draw the documents that come from the code."""

from __future__ import annotations

import argparse

from tsunagu.console import database

help = "Write docs/facts.md, permissions.md and rooms.md from the code."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one of them is out of date")


def run(args: argparse.Namespace) -> int:
    database.ready()
    from tsunagu.console.documents import made

    stale = [(path, text) for path, text in made() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        print(f"{path.name} {'is out of date' if args.check else 'written'}")
        if not args.check:
            path.write_text(text, encoding="utf-8")
    return 1 if args.check and stale else 0
