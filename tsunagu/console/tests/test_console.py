"""The program `tsunagu`: what it says, with what it exits, and how its processes end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tsunagu.console.__main__ import commands, main

NAMES = {"bench", "demo", "doctor", "export", "import", "migrate", "pathways", "rebuild", "serve", "worker"}

CHILD = (
    "import time; from tsunagu.console.children import leave_with_parent as l; l(); print(flush=True); time.sleep(60)"
)
PARENT = """
import sys, time
from tsunagu.console.children import Children

class Sleepers(Children):
    program = (sys.executable, "-c", sys.argv[1])

with Sleepers() as sleepers:
    sleepers.start()
    print(sleepers.pids[0], flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands change the process they run in; here that is pytest's."""
    handler = signal.getsignal(signal.SIGTERM)
    monkeypatch.setenv("TSUNAGU_DEMO", "")
    yield
    signal.signal(signal.SIGTERM, handler)


def test_every_module_is_a_command_that_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    names = [name for name, _ in commands()]
    assert set(names) >= NAMES
    for name in names:
        with pytest.raises(SystemExit) as exit:
            main([name, "--help"])
        assert exit.value.code == 0
        assert len(capsys.readouterr().out) > 100


def test_an_unknown_command_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(["dance"])
    assert exit.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_migrating_without_the_owner_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL")
    assert main(["migrate"]) == 2
    assert capsys.readouterr().err.count("DATABASE_OWNER_URL") == 1


def test_a_fresh_start_does_not_touch_a_database_that_is_not_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert os.environ["DATABASE_URL"]
    assert main(["demo", "--fresh"]) == 2
    assert "--fresh" in capsys.readouterr().err


def test_pathways_that_are_not_there_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pathways", "check", "nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_a_child_ends_when_its_parent_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert parent.stdout.readline() == "\n"  # the child is up
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _is_gone(child)


def _is_gone(pid: int) -> bool:
    for _ in range(50):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False
