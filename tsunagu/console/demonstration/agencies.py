"""The three agencies: found or set up, their cases told side by side, and the list of who may come in by the front door."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any
from uuid import UUID

from django.conf import settings

from tsunagu.console.demonstration import apart
from tsunagu.console.demonstration.agency import tell, untold
from tsunagu.console.demonstration.booking import furnished
from tsunagu.console.demonstration.en import ENGLISH
from tsunagu.console.demonstration.house import PASSWORD, House, find, set_up
from tsunagu.console.demonstration.ja import JAPANESE
from tsunagu.console.demonstration.ko import KOREAN
from tsunagu.console.demonstration.resources import tell_resources
from tsunagu.console.demonstration.stock import Stock
from tsunagu.console.progress import Progress
from tsunagu.web.door import CAST_FILE

__all__ = ["PASSWORD", "STOCKS", "Telling", "build", "tell_rest"]

STOCKS = (ENGLISH, JAPANESE, KOREAN)
OPENING = 40  # lives of each agency that are told before its door opens: the stories, and every path once


def build(progress: Progress) -> list[House]:
    """What exists is left alone; of what is missing the opening is told, whatever stopped an earlier start."""
    houses = [house_of(stock) for stock in STOCKS]
    write_cast(houses)
    for house in progress(houses, "Services"):
        tell_resources(house)
        furnished(house)
    with Telling(houses, first=OPENING) as telling:
        telling.finish(progress)
    return houses


class Telling:
    """Agencies told side by side, each in a process of its own, for they know nothing of each other. Ends with its block."""

    def __init__(self, houses: Sequence[House], *, first: int | None = None) -> None:
        context = get_context("spawn")
        left = {house.stock.language: len(untold(house, first)) for house in houses}
        self.left = sum(left.values())
        self._done: Queue[str] = context.Queue()
        self._tellers = [
            context.Process(
                target=apart.tell, args=(house.stock.language, house.organisation.id, first, self._done), daemon=True
            )
            for house in houses
            if left[house.stock.language]
        ]

    def __enter__(self) -> Telling:
        try:
            for teller in self._tellers:
                teller.start()
        except BaseException:  # Ctrl-C, between one and the next
            self._end()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def _end(self) -> None:
        for teller in self._tellers:
            if teller.pid:
                teller.terminate()  # a life is told whole or not at all
                teller.join()

    def finish(self, progress: Progress) -> None:
        """Wait until all is told."""
        for _ in progress(range(self.left), "Cases"):
            while not self.goes_on(wait=5):
                pass

    def goes_on(self, *, wait: float = 0) -> bool:
        """Whether one more life has been told within `wait` seconds. A teller that failed, or died without a word, is an error."""
        try:
            failure = self._done.get(timeout=wait) if wait else self._done.get_nowait()
        except Empty:
            if not any(teller.exitcode for teller in self._tellers):
                return False
            failure = "the process that told it has ended."
        if failure:
            raise RuntimeError(f"An agency of the demonstration could not be told: {failure}")
        self.left -= 1
        return True


def tell_rest(language: str, organisation_id: UUID, first: int | None = None) -> Iterator[None]:
    """The untold lives of one agency, one after the other: all of them, or those of its `first` ones."""
    house = find(next(stock for stock in STOCKS if stock.language == language), organisation_id)
    if house is None:
        raise LookupError(f"The agency of {language} is not there.")
    for number, path, situation in untold(house, first):
        tell(house, number, path, situation)
        yield


def house_of(stock: Stock) -> House:
    """The agency as an earlier start left it, or a new one."""
    first = next((member for member in _cast() if member["login"] == stock.workers[0].login), None)
    return (find(stock, UUID(first["organisation_id"])) if first else None) or set_up(stock)


def _cast() -> list[dict[str, Any]]:
    file = settings.HOME / CAST_FILE
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return found


def write_cast(houses: Sequence[House]) -> None:
    """The file by which the door knows who may come in by a button."""
    rows = [
        {
            "id": str(house.members[worker.login].user_id),
            "login": worker.login,
            "name": worker.name,
            "roles": list(worker.roles),
            "language": house.stock.language,
            "organisation": house.organisation.name,
            "organisation_id": str(house.organisation.id),
        }
        for house in houses
        for worker in house.stock.workers
    ]
    (settings.HOME / CAST_FILE).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
