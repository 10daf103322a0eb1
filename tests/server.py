"""A database for the tests, started before pytest-django reads the settings (a conftest would be too late).

Without DATABASE_URL an embedded server is started with careless settings. Runs that happen at the same time share that
server, each with a database name of its own; under xdist the workers inherit the addresses from the first process.
"""

import fcntl
import os
from pathlib import Path
from typing import IO

from config.env import ROOT, env_path
from tsunagu.core import catalogues
from tsunagu.core.postgres.embedded import EmbeddedServer

_slot: IO[str] | None = None


def start() -> None:
    global _slot
    catalogues.compile_all()
    if os.environ.get("DATABASE_URL"):
        return
    home = env_path("TSUNAGU_TEST_HOME", ROOT / "var" / "test")
    server = EmbeddedServer(home / "postgres", careless=True).start()
    _slot, number = _free_slot(home)
    os.environ["TSUNAGU_HOME"] = str(home)
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.provide(f"tsunagu{number or ''}")


def _free_slot(home: Path) -> tuple[IO[str], int]:
    """The lowest number that no other run holds; the lock lasts as long as this process."""
    number = 0
    while True:
        file = (home / f"run-{number}.lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            number += 1
        else:
            return file, number


start()
