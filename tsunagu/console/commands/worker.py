"""The worker: jobs that were put off, and recurring work."""

from __future__ import annotations

import argparse
from typing import Any

from tsunagu.console import database

help = "Work through the jobs: messages, calculations, recurring work."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once (default: 2)")
    parser.add_argument("--until-empty", action="store_true", help="stop when no job is left")


def run(args: argparse.Namespace) -> int:
    """Ends on SIGINT or SIGTERM, after the running jobs or ten seconds."""
    database.ready_for_work()
    from procrastinate.contrib.django import app

    connector: Any = app.connector  # Django's, which knows the one that suits a worker
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=args.concurrency, wait=not args.until_empty, shutdown_graceful_timeout=10)
    return 0
