"""Test databases are made and migrated by the owner, and used by the application's role, as in production.

Migrating takes seconds and copying a migrated database a tenth of one, so the result is kept as a template under the digest of all
migrations; each run, and each process of a run, begins with a copy of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.postgresql.creation import DatabaseCreation

from tsunagu.core.postgres.policies import APP_ROLE, apply_policies

LOCK = 7_300_611_201  # one process makes the template, the others wait for it


class OwnerCreation(DatabaseCreation):
    _get_test_db_name: Callable[[], str]  # Django's own, which the stubs leave out
    _nodb_cursor: Callable[[], Any]

    def create_test_db(self, verbosity: int = 1, *args: Any, **kwargs: Any) -> str:
        name, template = self._get_test_db_name(), template_name()
        with self.as_owner(), self._alone():
            if not self._exists(template):
                super().create_test_db(verbosity, *args, **{**kwargs, "serialize": False})
                self._copy(name, template)
            else:
                self._copy(template, name)
                self._use(name)
                apply_policies(using=self.connection.alias)
            self._let_tests_empty_tables()
        return name

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.as_owner():
            super().destroy_test_db(*args, **kwargs)

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Connect with the owner's login (`DATABASE_OWNER_URL`) for a while."""
        connection: Any = self.connection
        mine, theirs = connection.settings_dict, settings.DATABASE_OWNER
        keep = {key: mine[key] for key in ("USER", "PASSWORD")}
        connection.close_everything()
        mine.update({key: theirs[key] for key in keep})
        try:
            yield
        finally:
            connection.close_everything()
            mine.update(keep)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._nodb_cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [LOCK])
            yield

    def _exists(self, name: str) -> bool:
        with self._nodb_cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [name])
            return cursor.fetchone() is not None

    def _copy(self, source: str, target: str) -> None:
        connection: Any = self.connection
        connection.close_everything()
        quote = connection.ops.quote_name
        with self._nodb_cursor() as cursor:
            cursor.execute(f"drop database if exists {quote(target)} with (force)")
            cursor.execute(f"create database {quote(target)} template {quote(source)}")

    def _let_tests_empty_tables(self) -> None:
        """Tests in a browser span transactions, so their tables are emptied afterwards: a power that only test databases give."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"grant truncate on all tables in schema public to {APP_ROLE}")

    def _use(self, name: str) -> None:
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name


def template_name() -> str:
    """Named after what made it: other migrations, another template."""
    files = sorted(
        file for config in apps.get_app_configs() for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    )
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    return f"tsunagu_template_{digest}"
