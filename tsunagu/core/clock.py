"""What time is it? The one place that asks, so that a test can answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    return _frozen.get() or datetime.now(UTC)


def today(zone: ZoneInfo | str) -> date:
    """The local day of an organisation or a case."""
    return now().astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Inside, it is always `at`: for tests and for telling a demonstration's past."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
