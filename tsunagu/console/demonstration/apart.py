"""An agency told in a process of its own."""

from __future__ import annotations

import gc
import os
import signal
import traceback
from multiprocessing.queues import Queue
from uuid import UUID

from tsunagu.console import database


def tell(language: str, organisation_id: UUID, first: int | None, done: Queue[str]) -> None:
    """Puts an empty word for each life told, and the reason where one could not be."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us, and who ends us
    if first is None:
        os.nice(10)  # somebody is looking around meanwhile
    database.set_up_django()
    from tsunagu.console.demonstration.agencies import tell_rest

    gc.freeze()
    gc.set_threshold(50_000)  # a long run of short work: looking for garbage all the time is a tenth of it
    try:
        for _ in tell_rest(language, organisation_id, first):
            done.put("")
    except Exception:
        done.put(traceback.format_exc())
