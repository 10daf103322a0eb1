"""Who lives in the demonstration? An agency each in English, Japanese and Korean, with about a hundred cases told through the commands.

Everything is dated from today, and everybody in it is invented. Nothing here imports Django until it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsunagu.console.progress import Progress

if TYPE_CHECKING:
    from tsunagu.console.demonstration.agencies import Telling


@dataclass(frozen=True)
class SignIn:
    """Somebody who may sign in to the demonstration."""

    login: str
    password: str
    role: str
    agency: str


def load(progress: Progress) -> list[SignIn]:
    """Build what the door cannot open without; everybody who may sign in."""
    from tsunagu.console.demonstration.agencies import PASSWORD, build

    return [
        SignIn(worker.login, PASSWORD, ", ".join(worker.roles), house.organisation.name)
        for house in build(progress)
        for worker in house.stock.workers
    ]


def rest() -> Telling:
    """What is still to be told while people look around: a block that ends with them. The database is asked here, not in the block."""
    from tsunagu.console.demonstration.agencies import STOCKS, Telling, house_of

    return Telling([house_of(stock) for stock in STOCKS])
