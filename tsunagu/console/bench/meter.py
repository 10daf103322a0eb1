"""What does one doing cost? Processor time here and in the server, time in the database, and the statements themselves.

Processor time hardly depends on what else the machine does; the clock on the wall does. The server's is read from Linux, where the
server is on this machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

Statement = tuple[str, Any]
BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass
class Cost:
    """One doing, in milliseconds. `server` is None where the server's processor time cannot be read."""

    wall: float = 0
    cpu: float = 0
    database: float = 0
    server: float | None = None
    queries: int = 0
    statements: list[Statement] = field(default_factory=list)
    slowest: tuple[float, str] = (0, "")

    @property
    def whole(self) -> float:
        """Processor time on both sides; without the server's, the time waited for it stands in."""
        return self.cpu + (self.database if self.server is None else self.server)


def cost_of(do: Callable[[], Any], raw: Any = None) -> Cost:
    """Measure one doing. `raw` is the psycopg connection it uses, where it is not Django's."""
    cost = Cost()
    backend = Backend(raw or connection.connection)
    with connection.execute_wrapper(_Watch(cost)):
        server, cpu, wall = backend.time(), time.process_time(), time.perf_counter()
        do()
        cost.wall, cost.cpu = _ms(time.perf_counter() - wall), _ms(time.process_time() - cpu)
        used = backend.time()
    cost.server = None if used is None or server is None else (used - server) / 1e6
    return cost


class Backend:
    """The server's process behind a connection."""

    def __init__(self, raw: Any) -> None:
        self.file = Path(f"/proc/{raw.info.backend_pid}/schedstat") if raw else Path("/nowhere")

    def time(self) -> int | None:
        """Nanoseconds of processor time since it began."""
        try:
            return int(self.file.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None


class _Watch:
    """Django calls it around each statement."""

    def __init__(self, cost: Cost) -> None:
        self.cost = cost

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = _ms(time.perf_counter() - start)
            self.cost.database += took
            if not sql.startswith(BOOKKEEPING):
                self.cost.queries += 1
                self.cost.statements.append((sql, params))
                self.cost.slowest = max(self.cost.slowest, (took, sql))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back, so that the hundredth doing meets the same rows as the first."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _ms(seconds: float) -> float:
    return seconds * 1000
