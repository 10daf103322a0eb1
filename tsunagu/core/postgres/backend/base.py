"""Django's PostgreSQL backend, with one addition: every transaction begins by saying who acts."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from tsunagu.core.actor import current, tell
from tsunagu.core.postgres.backend.creation import OwnerCreation


class DatabaseWrapper(base.DatabaseWrapper):
    creation_class = OwnerCreation

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # private, and where a transaction begins
        actor = current()
        if not autocommit and actor is not None:
            tell(self.connection, actor)

    def close_everything(self) -> None:
        """Give back the connection and its pool: before forking, and before changing role."""
        self.close()
        pool: Any = getattr(self, "close_pool", None)
        if pool and self.settings_dict["OPTIONS"].get("pool"):
            pool()
