"""Test databases are made and migrated by the owner, and used by the application's role, as in production."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.creation import DatabaseCreation


class OwnerCreation(DatabaseCreation):
    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with self.as_owner():
            return super().create_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.as_owner():
            super().destroy_test_db(*args, **kwargs)

    def _clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.as_owner():
            super()._clone_test_db(*args, **kwargs)  # type: ignore[misc]

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
