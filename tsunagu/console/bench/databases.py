"""Where do the populations live? Each in a database of its own on the same server, so that two sizes can be measured in turn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.utils import load_backend

from tsunagu.console.database import connection

PREFIX = "tsunagu_bench_"
_kept: dict[int, Any] = {}


def enter(size: int) -> None:
    """From here on the database of this size is meant. Each has one connection, which stays open: nothing is measured cold."""
    if size not in _kept:
        given = connection().settings_dict
        options = {name: value for name, value in given["OPTIONS"].items() if name != "pool"}
        mine = {**given, "NAME": f"{PREFIX}{size}", "OPTIONS": options, "CONN_MAX_AGE": None}
        _kept[size] = load_backend(given["ENGINE"]).DatabaseWrapper(mine, "default")
    connections["default"] = _kept[size]


def sizes() -> list[int]:
    """The populations that are there, the smallest first."""
    with _owner() as cursor:
        cursor.execute("select datname from pg_database where datname like %s", [PREFIX + "%"])
        found = [re.fullmatch(rf"{PREFIX}(\d+)", name) for (name,) in cursor.fetchall()]
    return sorted(int(match[1]) for match in found if match)


def make(size: int) -> None:
    """An empty database with all tables, in place of one that is there."""
    from tsunagu.console.commands.migrate import migrate

    with _owner() as cursor:
        cursor.execute(f"drop database if exists {PREFIX}{size} with (force)")
        cursor.execute(f"create database {PREFIX}{size}")
    enter(size)
    migrate(verbosity=0)


def note(size: int, said: Mapping[str, float]) -> None:
    """Keep beside the database how it came to be."""
    with _owner() as cursor:
        cursor.execute(f"comment on database {PREFIX}{size} is '{json.dumps(said)}'")  # numbers only


def noted(size: int) -> dict[str, Any]:
    with connection().cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [f"{PREFIX}{size}"]
        )
        (text,) = cursor.fetchone()
    found: dict[str, Any] = json.loads(text or "{}")
    return found


@contextmanager
def _owner() -> Iterator[Any]:
    """A cursor of the owner, in no database of ours."""
    creation = connection().creation
    with creation.as_owner(), creation._nodb_cursor() as cursor:
        yield cursor
