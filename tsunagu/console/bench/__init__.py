"""How fast is it, with how much? Invented populations, and what is measured on them."""

from __future__ import annotations

import argparse
import time

from tsunagu.console import database
from tsunagu.console.bench import databases
from tsunagu.console.progress import bar, step


def main(args: argparse.Namespace) -> int:
    """`tsunagu bench load` and `tsunagu bench`."""
    return load(args.people) if args.work == "load" else measure(args)


def load(size: int) -> int:
    """Fill a database of this size, and note beside it how long that took."""
    from tsunagu.console.bench import population

    with step("An empty database"):
        databases.make(size)
    start, cpu = time.monotonic(), time.process_time()
    with database.connection().creation.as_owner():
        population.load(size, bar)
    databases.note(size, {"seconds": round(time.monotonic() - start), "cpu": round(time.process_time() - cpu)})
    return 0


def measure(args: argparse.Namespace) -> int:
    """Measure what is loaded, and write `docs/performance.json` and `docs/performance.md`."""
    from django.core.management import call_command

    from tsunagu.console.bench import measuring, report

    call_command("collectstatic", interactive=False, verbosity=0)
    if not (sizes := args.people or databases.sizes()):
        print("Nothing is loaded: run `bin/bench load --people 10000` first.")
        return 2
    figures = measuring.measure(sizes, rounds=args.rounds, progress=bar)
    for line in report.write(figures):
        print(line)
    return 0
