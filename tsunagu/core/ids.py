"""How is a row named? UUID version 7 (RFC 9562): time-ordered, made by the application, the same on every PostgreSQL."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """A new identifier; those made by one process rise strictly, so rows keep the order in which they were written."""
    global _last
    with _lock:
        ticks = time.time_ns() // 250  # 48 bits of milliseconds and 12 of their fraction, in one rising number
        _last = max(ticks, _last + 1)
        milliseconds, fraction = divmod(_last, 4000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62))
