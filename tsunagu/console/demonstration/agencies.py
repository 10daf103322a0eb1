"""The three agencies: found or set up, their cases told side by side, and the list of who may come in by the front door."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any
from uuid import UUID

from django.conf import settings

from tsunagu.console.demonstration import apart
from tsunagu.console.demonstration.agency import tell, untold
from tsunagu.console.demonstration.en import ENGLISH
from tsunagu.console.demonstration.house import PASSWORD, House, find, set_up
from tsunagu.console.demonstration.ja import JAPANESE
from tsunagu.console.demonstration.ko import KOREAN
from tsunagu.console.demonstration.resources import tell_resources
from tsunagu.console.demonstration.stock import Stock
from tsunagu.console.progress import Progress
from tsunagu.web.door import CAST_FILE

__all__ = ["PASSWORD", "STOCKS", "build", "tell_rest"]

STOCKS = (ENGLISH, JAPANESE, KOREAN)


def build(progress: Progress) -> list[House]:
    """What exists is left alone; what is missing is told, whatever stopped an earlier start."""
    houses = [house_of(stock) for stock in STOCKS]
    write_cast(houses)
    for house in progress(houses, "Services"):
        tell_resources(house)
    left = {house.stock.language: len(untold(house)) for house in houses}
    if any(left.values()):
        _side_by_side([house for house in houses if left[house.stock.language]], sum(left.values()), progress)
    return houses


def _side_by_side(houses: Sequence[House], lives: int, progress: Progress) -> None:
    """Each agency in a process of its own, for they know nothing of each other."""
    context = get_context("spawn")
    done: Queue[str] = context.Queue()
    tellers = [
        context.Process(target=apart.tell, args=(house.stock.language, house.organisation.id, done), daemon=True)
        for house in houses
    ]
    for teller in tellers:
        teller.start()
    for _ in progress(range(lives), "Cases"):
        if failure := _heard(done, tellers):
            raise RuntimeError(failure)


def _heard(done: Queue[str], tellers: Sequence[BaseProcess]) -> str:
    """What was told next; a teller that died without a word is a failure too."""
    while True:
        try:
            return done.get(timeout=5)
        except Empty:
            if any(teller.exitcode for teller in tellers):
                return "An agency of the demonstration could not be told: its process has ended."


def tell_rest(language: str, organisation_id: UUID) -> Iterator[None]:
    """The untold lives of one agency, one after the other."""
    house = find(next(stock for stock in STOCKS if stock.language == language), organisation_id)
    if house is None:
        raise LookupError(f"The agency of {language} is not there.")
    for number, path, situation in untold(house):
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
