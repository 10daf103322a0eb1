"""Who lives in the demonstration? An agency each in English, Japanese and Korean, with about a hundred cases told through the commands.

Everything is dated from today, and everybody in it is invented.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from tsunagu.console.demonstration.agency import missing, tell
from tsunagu.console.demonstration.en import ENGLISH
from tsunagu.console.demonstration.house import PASSWORD, House, find, set_up
from tsunagu.console.demonstration.ja import JAPANESE
from tsunagu.console.demonstration.ko import KOREAN
from tsunagu.console.demonstration.stock import Stock
from tsunagu.console.progress import Progress
from tsunagu.web.door import CAST_FILE

STOCKS = (ENGLISH, JAPANESE, KOREAN)


@dataclass(frozen=True)
class SignIn:
    """Somebody who may sign in to the demonstration."""

    login: str
    password: str
    role: str
    agency: str


def load(progress: Progress) -> list[SignIn]:
    """Build what is not there yet; everybody who may sign in."""
    houses = [house_of(stock) for stock in STOCKS]
    _write_cast(houses)
    untold = [(house, number, path) for house in houses for number, path in missing(house)]
    for home, number, path in progress(untold, "Cases"):
        tell(home, number, path)
    return [
        SignIn(worker.login, PASSWORD, ", ".join(worker.roles), house.organisation.name)
        for house in houses
        for worker in house.stock.workers
    ]


def house_of(stock: Stock) -> House:
    """The agency as an earlier start left it, or a new one."""
    known = {member["login"]: member for member in _cast()}
    first = known.get(stock.workers[0].login)
    return (first and find(stock, UUID(first["organisation_id"]))) or set_up(stock)


def _cast() -> list[dict[str, Any]]:
    file = settings.HOME / CAST_FILE
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return found


def _write_cast(houses: list[House]) -> None:
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
