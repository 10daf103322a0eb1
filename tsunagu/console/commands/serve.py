"""The web server."""

from __future__ import annotations

import argparse

from tsunagu.console import database

help = "Start the web server."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: 2, about one a core)")
    parser.add_argument("--threads", type=int, default=4, help="requests that a process answers at once (default: 4)")
    parser.add_argument("--reload", action="store_true", help="for developers: Django's own server, new on each change")


def run(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    database.ready_for_work()
    if args.reload:
        call_command("runserver", f"{args.host}:{args.port}")
        return 0
    call_command("collectstatic", interactive=False, verbosity=0)
    _granian(args)
    return 0


def _granian(args: argparse.Namespace) -> None:
    """Runs until SIGINT or SIGTERM, then lets running requests finish."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "config.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.workers,
        blocking_threads=args.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
