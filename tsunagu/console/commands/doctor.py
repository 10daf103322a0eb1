"""Is this installation sound? One line a check, with how to mend what is not."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from config.env import ROOT, env_path
from tsunagu.console import database

help = "Check the installation, one line a check, and say how to mend what is wrong."

GIGABYTE = 1024**3


@dataclass(frozen=True)
class Finding:
    ok: bool
    says: str
    mend: str = ""

    def __str__(self) -> str:
        return f"✓ {self.says}" if self.ok else f"✗ {self.says}\n    {self.mend}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    sound = True
    for finding in findings():
        print(finding, flush=True)
        sound = sound and finding.ok
    return 0 if sound else 1


def findings() -> Iterator[Finding]:
    yield _python()
    yield _disk()
    try:
        database.ready()
        yield _version()
    except Exception as error:  # whatever keeps the database away is the finding
        yield Finding(
            False, f"Database: {error}".strip(), "Check DATABASE_URL, or leave it out to use the embedded one."
        )
        return
    checks: list[Callable[[], Finding]] = [_role, _migrations, _policies, _translations]
    for check in checks:
        yield check()


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(sys.version_info >= (3, 11), f"Python {version}", "Install Python 3.11 or newer.")


def _disk() -> Finding:
    home = env_path("TSUNAGU_HOME", ROOT / "var")
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free / GIGABYTE
    return Finding(free >= 2, f"{free:.0f} GB free in {home}", "Make room, or name another place in TSUNAGU_HOME.")


def _version() -> Finding:
    with database.connection().cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
    return Finding(number >= 150000, f"Database: PostgreSQL {name}", "Use PostgreSQL 15 or newer.")


def _role() -> Finding:
    from tsunagu.core.postgres.roles import OwnerRefused, refuse_owner

    try:
        refuse_owner(database.connection())
    except OwnerRefused as error:
        return Finding(False, "The application's database role is bound by no policy", str(error))
    return Finding(True, "The application's database role owns nothing and is bound by the policies")


def _migrations() -> Finding:
    missing = database.unapplied()
    says = f"{len(missing)} migrations are not applied" if missing else "All migrations are applied"
    return Finding(not missing, says, "Run `tsunagu migrate`.")


def _policies() -> Finding:
    """Asked of the database itself: a table that a model describes may still stand open."""
    from tsunagu.core.postgres.without_policy import REASONS

    with database.connection().cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') "
            "and not relrowsecurity and relname <> all(%s) order by relname",
            [list(REASONS)],
        )
        bare = [name for (name,) in cursor.fetchall()]
    if bare:
        return Finding(False, f"Tables without a policy: {', '.join(bare)}", "Run `tsunagu migrate` as the owner.")
    return Finding(True, "Every table has its policy, or a written reason for having none")


def _translations() -> Finding:
    from tsunagu.core import catalogues

    stale = len(catalogues.stale())
    says = f"{stale} translation catalogues are not compiled" if stale else "The translations are compiled"
    return Finding(
        not stale, says, "Let the program write in its own directory once, for instance with `tsunagu doctor`."
    )
