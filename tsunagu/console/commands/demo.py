"""The demonstration: everything on one machine, with invented agencies to look around in."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from config.env import Misconfigured, env_str
from tsunagu.console import database
from tsunagu.console.children import Children
from tsunagu.console.progress import bar, step

if TYPE_CHECKING:
    from tsunagu.console.demonstration import SignIn
    from tsunagu.console.demonstration.agencies import Telling

help = "Start everything on this machine, with invented agencies to look around in. Ctrl-C stops it; the data stay."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port, or the next free one after it (default: 8000)")
    parser.add_argument("--fresh", action="store_true", help="throw away the data of earlier starts")
    parser.add_argument("--reload", action="store_true", help="for developers: restart on each change of the code")


def run(args: argparse.Namespace) -> int:
    """Until Ctrl-C or SIGTERM, which are the ordinary end (0), or until a part of it ends (1)."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell starts what runs in its background deaf to Ctrl-C
        signal.signal(ending, signal.default_int_handler)
    os.environ["TSUNAGU_DEMO"] = "1"
    if args.fresh:
        _erase()
    people, telling = _prepare()
    try:
        _run(args, people, telling)
    except KeyboardInterrupt:
        print("\n  Stopped.")
        return 0
    print("tsunagu: the web server or the worker has ended, and with it the demonstration.", file=sys.stderr)
    return 1


def _run(args: argparse.Namespace, people: list[SignIn], telling: Telling) -> None:
    port = _free_port(args.port)
    with Children() as children:
        children.start("serve", f"--port={port}", *(["--reload"] if args.reload else []))
        children.start("worker")
        address = f"http://127.0.0.1:{port}/"
        with step("Web server and worker"):
            _wait_for(address, children)
        if not children.one_has_ended():
            _announce(address, people)
            _tell_the_rest(children, telling)


def _tell_the_rest(children: Children, telling: Telling) -> None:
    """Until one of the children ends. The cases that were left for later are told beside them."""
    with telling:
        if left := telling.left:
            print(f"  {left} more cases are being told while you look around.", flush=True)
        begun = time.monotonic()

        def hear() -> None:
            while telling.left and telling.goes_on():
                if not telling.left:
                    print(f"  ✓ {left} more cases ({time.monotonic() - begun:.1f} s)", flush=True)

        children.wait(meanwhile=hear)


def _erase() -> None:
    if env_str("DATABASE_URL", ""):
        raise Misconfigured("--fresh throws away the embedded database only; DATABASE_URL names one that is not ours.")
    database.embedded().erase()


def _prepare() -> tuple[list[SignIn], Telling]:
    with step("Database"):
        database.ready()
    with step("Tables and policies"):
        from tsunagu.console.commands.migrate import migrate

        migrate(verbosity=0)
    with step("Demonstration"):
        from tsunagu.console import demonstration

        people, telling = demonstration.load(bar), demonstration.rest()
    database.connection().close_everything()
    return people, telling


def _free_port(first: int) -> int:
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Misconfigured(f"No port is free from {first} to {first + 99}: choose another with --port.")


def _wait_for(address: str, children: Children) -> None:
    """Until it answers, whatever it answers, or has ended."""
    while not children.one_has_ended():
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return


def _announce(address: str, people: list[SignIn]) -> None:
    print(f"\n  Tsunagu is at {address}\n")
    for person in people:
        print(f"  {person.login:<28} {person.password:<20} {person.role}, {person.agency}")
    print("\n  Ctrl-C stops it; the data are there at the next start.", flush=True)
