"""A database for the tests, started before pytest-django reads the settings (a conftest would be too late).

Without DATABASE_URL an embedded server is started with careless settings. Runs that happen at the same time share that
server, each with a database name of its own; under xdist the workers inherit the addresses from the first process.
"""

import fcntl
import os
from pathlib import Path

from config.env import ROOT, env_path
from tsunagu.core import catalogues
from tsunagu.core.postgres import quick_states
from tsunagu.core.postgres.embedded import EmbeddedServer


def start() -> None:
    quick_states.install()
    catalogues.compile_all()
    if os.environ.get("DATABASE_URL"):
        return
    home = env_path("TSUNAGU_TEST_HOME", ROOT / "var" / "test")
    server = EmbeddedServer(home / "postgres", careless=True).start()
    number = _free_number(home)
    os.environ["TSUNAGU_HOME"] = str(home)
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.provide(f"tsunagu{number or ''}")


def _free_number(home: Path) -> int:
    """The lowest that no other run holds. The lock lasts as long as this process, and so the file stays open."""
    number = 0
    while True:
        file = os.open(home / f"run-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            number += 1
        else:
            return number


start()
