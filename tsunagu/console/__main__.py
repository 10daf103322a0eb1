"""The program `tsunagu`: one module a command under `commands/`; a new file there is a new command.

Exit codes: 0 done, 1 something was found wrong or refused, 2 the command or the set-up is not as it should be.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from config.env import Misconfigured
from tsunagu.console import children
from tsunagu.console import commands as package
from tsunagu.core.postgres.binaries import EmbeddedError
from tsunagu.core.postgres.roles import OwnerRefused


class Command(Protocol):
    """What a module under `commands/` offers. Heavy imports belong inside `run`, so that `--help` is quick."""

    help: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def commands() -> Iterator[tuple[str, Command]]:
    for module in iter_modules(package.__path__):
        command: Any = import_module(f"{package.__name__}.{module.name}")
        yield module.name.rstrip("_"), command  # `import` is no name for a module, `import_` is


def parser() -> argparse.ArgumentParser:
    program = argparse.ArgumentParser(prog="tsunagu", description="Case management for health and social care.")
    choices = program.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in commands():
        sub = choices.add_parser(name, help=command.help, description=command.help)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return program


def main(arguments: Sequence[str] | None = None) -> int:
    args = parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    children.leave_with_parent()
    try:
        code: int = args.run(args)
    except (Misconfigured, EmbeddedError, OwnerRefused) as error:
        print(f"tsunagu: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _leave(signum: int, _frame: Any) -> None:
    """End as an ordinary exit does, so that the last one out stops the database."""
    raise SystemExit(128 + signum)


if __name__ == "__main__":
    sys.exit(main())
