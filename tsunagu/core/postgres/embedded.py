"""Where does the database come from on a machine that has no PostgreSQL?

Any number of processes share one embedded server. Each holds a shared lock for as long as it lives, which the kernel
drops even on `kill -9`; the last to leave stops the server. Starting and stopping happen under a second, exclusive
lock. The server listens on a socket that only its own account can open, and asks for a password.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.env import kept_secret
from tsunagu.core.postgres import roles
from tsunagu.core.postgres.binaries import EmbeddedError, Programs, short_hash, version
from tsunagu.core.postgres.policies import APP_ROLE

OWNER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",  # imports write much at once
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests: nothing here survives a power cut, nor needs to.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# C.UTF-8 sorts alike on every machine. Without the last flag trigrams of Japanese and Korean are empty.
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"]
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
PATIENCE = 120  # seconds: recovery after a crash may be long


class EmbeddedServer:
    """The server whose data live in `home`. `start()` joins it or starts it; `close()` leaves it, and may stop it."""

    def __init__(self, home: Path, *, careless: bool = False) -> None:
        self.careless = careless
        self.programs = Programs(home)
        self.home = self.programs.home
        self.cluster = self.home / "cluster"
        self.log = self.home / "postgres.log"
        self.socket = self.home / "run"
        if len(os.fsencode(self.socket)) > LONGEST_SOCKET:
            self.socket = Path("/tmp") / f"tsunagu-{short_hash(self.home)}"  # noqa: S108 - ours and 0700, or refused
        self._membership: int | None = None
        self._process = 0

    def start(self) -> EmbeddedServer:
        with self._exclusively():
            self.programs.private_directory(self.socket)
            if not self.cluster.exists():
                self._initialise()
            self._check_cluster()
            if not self._answers():
                self._launch()
            if self._membership is None:
                self._join()
        atexit.register(self.close)
        return self

    def close(self) -> None:
        if self._membership is None or self._process != os.getpid():  # a fork inherits the lock, not the duty
            return
        with self._exclusively():
            if self._leave():
                self.programs.run("pg_ctl", "-D", self.cluster, "-w", "-m", "fast", "stop", check=False)
                if self.socket.parent != self.home:
                    shutil.rmtree(self.socket, ignore_errors=True)

    def erase(self) -> None:
        """Begin anew: remove the data, unless somebody is using them."""
        with self._exclusively():
            self._join()
            if not self._leave():
                raise EmbeddedError(f"The database in {self.home} is in use by another tsunagu process: stop it first.")
            if self.cluster.exists():
                self.programs.run("pg_ctl", "-D", self.cluster, "-w", "-m", "immediate", "stop", check=False)
                shutil.rmtree(self.cluster)

    def provide(self, database: str) -> tuple[str, str]:
        """Make the database and the application's role where absent: the application's address, and the owner's."""
        password = kept_secret(self.home / "app.password")
        with self._exclusively(), psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            roles.ensure_app_role(connection, password)
            roles.ensure_database(connection, database)
        return self._url(database, APP_ROLE, password), self.url(database)

    def url(self, database: str) -> str:
        """The owner's address of a database on this server."""
        return self._url(database, OWNER, kept_secret(self.home / "owner.password"))

    def _url(self, database: str, role: str, password: str) -> str:
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket), safe='')}"

    # -- who is using it

    @contextlib.contextmanager
    def _exclusively(self) -> Iterator[None]:
        with (self.home / "start.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _join(self) -> None:
        self._membership = os.open(self.home / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._process = os.getpid()
        fcntl.flock(self._membership, fcntl.LOCK_SH)

    def _leave(self) -> bool:
        """Give up the shared lock. Were we the last to hold it?"""
        assert self._membership is not None
        try:
            fcntl.flock(self._membership, fcntl.LOCK_EX | fcntl.LOCK_NB)
            last = True
        except BlockingIOError:
            last = False
        os.close(self._membership)
        self._membership = None
        return last

    # -- the server

    def _initialise(self) -> None:
        """Into a directory of its own first: an initdb that was killed half-way leaves nothing that looks complete."""
        draft = self.home / "cluster.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self.programs.private_directory(draft)
        with tempfile.NamedTemporaryFile("w", dir=self.socket) as file:
            file.write(kept_secret(self.home / "owner.password"))
            file.flush()
            self.programs.give(Path(file.name))
            flags = [*LOCALE, "--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={file.name}", "--no-instructions"]
            flags += ["--no-sync"] if self.careless else []
            self.programs.run("initdb", "-D", draft, "-U", OWNER, *flags)
        draft.rename(self.cluster)

    def _check_cluster(self) -> None:
        if self.cluster.stat().st_uid != self.programs.uid:
            raise EmbeddedError(
                f"{self.cluster} belongs to another account (was it made as root?): "
                "use that account, or name another directory in TSUNAGU_HOME."
            )
        ours, theirs = version().split(".")[0], (self.cluster / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise EmbeddedError(
                f"{self.cluster} was written by PostgreSQL {theirs}, this is {ours}: "
                "dump it with the release of Tsunagu that wrote it, then restore it here."
            )

    def _answers(self) -> bool:
        """Does it accept connections? While it is starting or stopping (1), wait for what becomes of it."""
        deadline = time.monotonic() + PATIENCE
        while (status := self.programs.run("pg_isready", "-q", "-h", self.socket, "-t", "3", check=False)) == 1:
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL is neither up nor down after {PATIENCE} seconds; see {self.log}.")
            time.sleep(0.1)
        return status == 0

    def _launch(self) -> None:
        self.log.touch()
        self.programs.give(self.log)
        for leftover in (self.cluster / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
            _remove_if_dead(leftover)
        settings = SETTINGS | (CARELESS if self.careless else {})
        options = [f"-k {shlex.quote(str(self.socket))}", *(f"-c {name}={value!r}" for name, value in settings.items())]
        start: list[str | Path] = [
            "-D",
            self.cluster,
            "-l",
            self.log,
            "-w",
            "-t",
            str(PATIENCE),
            "-o",
            " ".join(options),
        ]
        if self.programs.run("pg_ctl", "start", *start, check=False):
            time.sleep(1)  # the children of a killed server hold its memory until they notice
            try:
                self.programs.run("pg_ctl", "start", *start)
            except EmbeddedError as error:
                raise EmbeddedError(f"{error}\n{self.log.read_text(errors='replace')[-2000:]}") from None


def _remove_if_dead(pid_file: Path) -> None:
    """PostgreSQL sees that a process is gone, but not that it is a zombie, or another program with the old number."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(pid_file.read_text().split()[0])
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")[2].rpartition(")")
        if name != "postgres" or rest.split()[0] in "ZX":
            pid_file.unlink()
