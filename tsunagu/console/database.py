"""Which database does a command speak to, and is it fit for work?

The one named by DATABASE_URL; without that the embedded server, which the process joins or starts, and leaves at its
end. Nothing here imports Django until `ready()`, for the addresses must stand in the environment before the settings
are read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from config.env import ROOT, Misconfigured, env_path, env_str
from tsunagu.core.postgres.embedded import EmbeddedServer

_ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL")
_joined: EmbeddedServer | None = None


def join() -> EmbeddedServer | None:
    """Put the addresses into the environment; the embedded server, where that is the one."""
    global _joined
    if _joined is None and not env_str("DATABASE_URL", ""):
        _joined = embedded().start()
        os.environ.update(zip(_ADDRESSES, _joined.provide("tsunagu"), strict=True))
    return _joined


def embedded() -> EmbeddedServer:
    return EmbeddedServer(env_path("TSUNAGU_HOME", ROOT / "var") / "postgres")


@contextmanager
def available() -> Iterator[None]:
    """The database for the length of a block, for programs other than `tsunagu`."""
    server = join()
    try:
        yield
    finally:
        if server:
            server.close()


def environment_of_children() -> dict[str, str]:
    """Children join the embedded server themselves: then it lives as long as the last of them."""
    hidden = _ADDRESSES if _joined else ()
    return {name: value for name, value in os.environ.items() if name not in hidden}


def ready() -> None:
    """The database is there, and so is Django."""
    join()
    set_up_django()


def set_up_django() -> None:
    """Django with its translations, and no database: enough to know the rooms and their words."""
    from tsunagu.core import catalogues

    catalogues.compile_all()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def ready_for_work() -> None:
    """Ready, as a role that the policies bind, on a database that has all migrations. Leaves no connection open."""
    from tsunagu.core.postgres.roles import refuse_owner

    ready()
    try:
        refuse_owner(connection())
        if missing := unapplied():
            raise Misconfigured(f"{len(missing)} migrations are not applied: run `tsunagu migrate` first.")
    finally:
        connection().close_everything()  # whoever forks next must not share it


def unapplied() -> list[str]:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection())
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def connection() -> Any:
    """Django's connection, which is our own backend's."""
    from django.db import connections

    return connections["default"]
