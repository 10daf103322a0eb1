"""The embedded server: shared by processes, and none the worse for their sudden ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tsunagu.core.postgres.binaries import EmbeddedError
from tsunagu.core.postgres.embedded import EmbeddedServer, _remove_if_dead

USER_PROCESS = """
import sys
from pathlib import Path
from tsunagu.core.postgres.embedded import EmbeddedServer

EmbeddedServer(Path(sys.argv[1]), careless=True).start()
print("in", flush=True)
sys.stdin.readline()
"""


class Neighbour:
    """Another process that uses the server."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", USER_PROCESS, str(home)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        assert self.process.stdout.readline() == "in\n"

    def leave(self) -> None:
        self.process.communicate("\n", timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Open to other accounts, unlike pytest's own directories: as root the server belongs to `nobody`."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(home, careless=True).start()
    yield server
    server.close()
    assert not is_up(server)


def is_up(server: EmbeddedServer) -> bool:
    try:
        psycopg.connect(server.url("postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(server: EmbeddedServer) -> int:
    return int((server.cluster / "postmaster.pid").read_text().split()[0])


def test_two_processes_share_one_server_and_the_last_one_out_stops_it(home: Path, server: EmbeddedServer) -> None:
    neighbour = Neighbour(home)
    pid = postmaster(server)
    server.close()
    assert is_up(server)
    assert postmaster(server) == pid
    neighbour.leave()
    assert not is_up(server)


def test_a_user_that_was_killed_does_not_keep_the_server_up(home: Path, server: EmbeddedServer) -> None:
    Neighbour(home).kill()
    assert is_up(server)
    server.close()
    assert not is_up(server)


def test_a_server_whose_only_user_was_killed_is_adopted_by_the_next(home: Path, server: EmbeddedServer) -> None:
    pid = postmaster(server)
    neighbour = Neighbour(home)
    server.close()
    neighbour.kill()
    server.start()
    assert postmaster(server) == pid


def test_data_outlive_a_killed_server(server: EmbeddedServer) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("create table kept as select 7 as number")
        connection.execute("checkpoint")
    os.kill(postmaster(server), signal.SIGKILL)
    server.start()
    with psycopg.connect(server.url("postgres")) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_processes_that_start_at_once_find_the_same_server(home: Path) -> None:
    home /= "a-name-longer-than-the-path-of-a-socket-may-be" * 3  # so the socket is elsewhere, too
    servers = [EmbeddedServer(home, careless=True) for _ in range(3)]
    threads = [threading.Thread(target=server.start) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all(is_up(server) for server in servers)
    for server in servers:
        server.close()
    assert not any(is_up(server) for server in servers)


def test_the_application_gets_a_role_that_owns_nothing_and_finds_trigrams_of_kanji(server: EmbeddedServer) -> None:
    for _ in range(2):  # the second time finds all of it there
        app, owner = server.provide("scratch")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create extension if not exists pg_trgm")
        row = connection.execute("select cardinality(show_trgm('山田太郎'))").fetchone()
        assert row == (5,)
    with psycopg.connect(app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create table mine ()")


def test_passwords_are_readable_by_their_owner_alone(server: EmbeddedServer) -> None:
    server.provide("scratch")
    for name in ("owner.password", "app.password"):
        assert (server.home / name).stat().st_mode & 0o777 == 0o600


def test_data_in_use_are_not_erased(home: Path, server: EmbeddedServer) -> None:
    neighbour = Neighbour(home)
    with pytest.raises(EmbeddedError, match="in use"):
        EmbeddedServer(home).erase()
    neighbour.leave()
    server.close()
    server.erase()
    assert not server.cluster.exists()


def test_a_directory_that_only_its_owner_may_enter_works_for_root_too(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    server = EmbeddedServer(tmp_path / "closed", careless=True).start()
    assert is_up(server)
    assert (tmp_path / "closed").joinpath("kept-in" if os.geteuid() == 0 else ".").resolve() == server.home
    server.close()
    shutil.rmtree(server.home)


def test_a_pid_file_is_removed_when_its_number_is_a_zombie_or_another_program(tmp_path: Path) -> None:
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
    for pid in (zombie.pid, os.getpid()):
        file = tmp_path / "postmaster.pid"
        file.write_text(f"{pid}\n/somewhere\n")
        _remove_if_dead(file)
        assert not file.exists()
    zombie.wait()
