"""An agency told in a process of its own."""

from __future__ import annotations

import gc
import traceback
from multiprocessing.queues import Queue
from uuid import UUID

from tsunagu.console import database


def tell(language: str, organisation_id: UUID, done: Queue[str]) -> None:
    """Puts an empty word for each life told, and the reason where one could not be."""
    database.set_up_django()
    from tsunagu.console.demonstration.agencies import tell_rest

    gc.freeze()
    gc.set_threshold(50_000)  # a long run of short work: looking for garbage all the time is a tenth of it
    try:
        for _ in tell_rest(language, organisation_id):
            done.put("")
    except Exception:
        done.put(traceback.format_exc())
