"""The demonstration from nothing: it starts, answers a stranger, stops at Ctrl-C and is there again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tsunagu.core.postgres.embedded import EmbeddedServer


@pytest.fixture
def home() -> Iterator[Path]:
    """Open to other accounts: as root the database belongs to `nobody`."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)


class Demonstration:
    """The program as somebody starts it; killed at the end of the block, if it has not ended by then."""

    def __init__(self, home: Path) -> None:
        ours = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DATABASE_OWNER_URL"}}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tsunagu.console", "demo", "--port=8610"],
            env=ours | {"TSUNAGU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Demonstration:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def address(self) -> str:
        assert self.process.stdout
        said = ""
        for line in self.process.stdout:
            said += line
            if found := re.search(r"http://\S+", line):
                return found[0]
        raise AssertionError(said)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
        return self.process.returncode


def test_the_demonstration_starts_from_nothing_stops_at_ctrl_c_and_keeps_its_data(home: Path) -> None:
    database = EmbeddedServer(home / "postgres")
    with Demonstration(home) as first:
        with urllib.request.urlopen(first.address(), timeout=10) as answer:
            assert answer.status == 200
        with psycopg.connect(database.url("tsunagu"), autocommit=True) as connection:
            connection.execute("create table kept as select 7 as number")
        assert first.stop() == 0

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database.url("tsunagu"))

    with Demonstration(home) as second:
        second.address()
        with psycopg.connect(database.url("tsunagu")) as connection:
            assert connection.execute("select number from kept").fetchone() == (7,)
        assert second.stop() == 0
