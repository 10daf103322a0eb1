"""How do several processes begin and end as one?

A child ends with its parent, however that ends: it holds the reading end of a pipe that nobody writes to, which closes
when the parent is gone, even by `kill -9`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

from tsunagu.console.database import environment_of_children

_LIFELINE = "TSUNAGU_LIFELINE"
_PATIENCE = 15  # seconds to finish what is being done


class Children:
    """`tsunagu` commands that run beside this process, and are stopped when the block is left."""

    program = (sys.executable, "-m", "tsunagu.console")

    def __enter__(self) -> Children:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._reading, self._writing = os.pipe()
        return self

    def start(self, *command: str) -> None:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            [*self.program, *command],
            stdin=subprocess.DEVNULL,
            env=environment_of_children() | {_LIFELINE: str(self._reading)},
            pass_fds=[self._reading],
            process_group=0,  # Ctrl-C reaches only us; we tell the children
        )
        self._processes.append(process)

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self._processes]

    def one_has_ended(self) -> bool:
        return any(process.poll() is not None for process in self._processes)

    def wait(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Until one of them ends, which none should."""
        while not self.one_has_ended():
            meanwhile()
            time.sleep(0.3)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + _PATIENCE
        for process in self._processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
        os.close(self._reading)
        os.close(self._writing)


def leave_with_parent() -> None:
    """In a child: end as if told to, when the parent is gone."""
    lifeline = os.environ.pop(_LIFELINE, None)
    if lifeline is not None:
        threading.Thread(target=_hold, args=[int(lifeline)], daemon=True).start()


def _hold(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
