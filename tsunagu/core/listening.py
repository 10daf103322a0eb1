"""Who listens when a fact is recorded? Few handlers, typed, called inside the transaction, in the order of their names.

A later room's `handlers.py` says `@on("assessment.completed")`; it is imported by that room's AppConfig. Messages and jobs a handler
starts go out on commit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[..., None]
_handlers: dict[str, list[Handler]] = defaultdict(list)


def on(*kinds: str) -> Callable[[Handler], Handler]:
    """Call the function with `fact` and `by` whenever a fact of one of these kinds is recorded."""

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            if handler not in _handlers[kind]:
                _handlers[kind].append(handler)
                _handlers[kind].sort(key=lambda h: f"{h.__module__}.{h.__qualname__}")
        return handler

    return register


def tell(kind: str, **what: Any) -> None:
    for handler in tuple(_handlers.get(kind, ())):
        handler(**what)
