"""Makes the program's own environment from the lock file, with nothing but Python's standard library.

It lies in `.venv/` of the checkout, and is made again only when the lock file or the project has changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
UV = "uv>=0.13,<0.14"


def ensure(*, tools: bool) -> None:
    """What the program needs to run; with `tools` also what its checks and tests need."""
    _need_python()
    os.chdir(ROOT)
    if not _is_made(tools):
        uv = _uv()
        print("Making the environment in .venv …", flush=True)
        # `--inexact` keeps the tools, where bin/test has put them there before
        which = [] if tools else ["--no-dev", "--inexact"]
        _sync([uv, "sync", "--quiet", "--frozen", "--python", sys.executable, *which])
        _stamp(tools).write_text(_key(), encoding="utf-8")


def become(*command: str) -> None:
    """Run a program of the environment in place of this process."""
    os.execv(BIN / command[0], [str(BIN / command[0]), *command[1:]])


def become_tsunagu(*arguments: str) -> None:
    become("python", "-m", "tsunagu.console", *arguments)


def _need_python() -> None:
    """Python 3.11 or newer: this one, or another that is installed."""
    if sys.version_info >= (3, 11):  # noqa: UP036 - this file is what runs under an older one
        return
    for minor in range(14, 10, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")


def _is_made(tools: bool) -> bool:
    stamps = [_stamp(True)] if tools else [_stamp(True), _stamp(False)]
    return (BIN / "python").exists() and any(
        stamp.exists() and stamp.read_text(encoding="utf-8") == _key() for stamp in stamps
    )


def _stamp(tools: bool) -> Path:
    return ROOT / ".venv" / (".made-with-tools" if tools else ".made")


def _key() -> str:
    made_of = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "uv.lock")]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *made_of])).hexdigest()


def _uv() -> str:
    """The installed uv, if it is new enough to read the lock file; else our own in `.tools/`."""
    installed = shutil.which("uv")
    if installed and _version(installed) >= (0, 8):
        return installed
    own = ROOT / ".tools" / "bin" / "uv"
    if not own.exists():
        print("Fetching uv, which installs packages …", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", ROOT / ".tools"], capture_output=True)
        if made.returncode:
            sys.exit("Python's venv module is missing. Debian and Ubuntu: apt install python3-venv")
        pip = [str(ROOT / ".tools" / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        if subprocess.run([*pip, UV]).returncode:
            sys.exit("uv could not be fetched; the reason stands above.")
    return str(own)


def _version(uv: str) -> tuple:
    said = subprocess.run([uv, "--version"], capture_output=True, text=True).stdout.split()
    return tuple(int(part) for part in said[1].split(".")[:2]) if len(said) > 1 else (0, 0)


def _sync(command: list) -> None:
    """Where a network has certificates of its own, as hospitals' often do, this machine knows them and uv does not."""
    place = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(ROOT / ".venv")}
    first = subprocess.run(command, env=place, stderr=subprocess.PIPE, text=True)
    if first.returncode and subprocess.run(command, env={**place, "UV_SYSTEM_CERTS": "1"}).returncode:
        sys.exit(f"{first.stderr}\nThe environment could not be made; the reason stands above.")
