"""Who acts? Set once for a request, a job or a command, and told to PostgreSQL at the start of every transaction.

Outside a transaction, and without an actor, the database shows no row that anybody's privacy hangs on: it fails closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Actor:
    """A user in one organisation, or the system on its behalf.

    `walls` are the walled classes of record this actor may enter (`concern`), and the wall of their own reports; everything else
    follows from `roles`.
    """

    id: UUID
    name: str
    organisation_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    team_ids: frozenset[UUID] = frozenset()
    walls: frozenset[str] = frozenset()
    language: str = "en"
    zone: str = "UTC"

    @property
    def is_system(self) -> bool:
        return self.id == SYSTEM_ID

    @property
    def organisation(self) -> UUID:
        """The organisation acted in; only an anonymous or unplaced actor has none."""
        if self.organisation_id is None:
            raise LookupError("this actor acts in no organisation")
        return self.organisation_id


SYSTEM = Actor(SYSTEM_ID, "Tsunagu")


def system_in(organisation_id: UUID, *, zone: str = "UTC", language: str = "en") -> Actor:
    """The system acting for one organisation: jobs, imports, escalations."""
    return replace(SYSTEM, organisation_id=organisation_id, zone=zone, language=language)


_current: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current() -> Actor | None:
    return _current.get()


# One statement, prepared once a connection. A distributed database wants SET LOCAL instead: this is the only place to change.
SETTINGS_SQL = "select set_config('app.user', %s, true), set_config('app.organisations', %s, true), set_config('app.walls', %s, true)"


def settings_of(actor: Actor | None) -> list[str]:
    if actor is None:
        return ["", "", ""]
    return [str(actor.id), str(actor.organisation_id or ""), ",".join(sorted(actor.walls))]


@contextmanager
def acting(actor: Actor | None) -> Iterator[Actor | None]:
    """Act as `actor`. Inside a running transaction it applies at once; otherwise from the next transaction on."""
    token = _current.set(actor)
    try:
        _apply_now()
        yield actor
    finally:
        _current.reset(token)
        _apply_now()


def _apply_now() -> None:
    from django.db import connection

    if connection.in_atomic_block and not connection.needs_rollback:
        tell(connection.connection, _current.get())


def tell(raw: Any, actor: Actor | None) -> None:
    """Tell PostgreSQL who acts, for this transaction. `raw` is the psycopg connection: the statement is not logged or wrapped."""
    with raw.cursor() as cursor:
        cursor.execute(SETTINGS_SQL, settings_of(actor), prepare=True)
