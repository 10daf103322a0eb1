"""Who lives in the demonstration? An agency each in English, Japanese and Korean, with about a hundred cases told through the commands.

Everything is dated from today, and everybody in it is invented. Nothing here imports Django until it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from tsunagu.console.progress import Progress


@dataclass(frozen=True)
class SignIn:
    """Somebody who may sign in to the demonstration."""

    login: str
    password: str
    role: str
    agency: str


def load(progress: Progress) -> list[SignIn]:
    """Build what is not there yet; everybody who may sign in."""
    from tsunagu.console.demonstration.agencies import PASSWORD, build

    return [
        SignIn(worker.login, PASSWORD, ", ".join(worker.roles), house.organisation.name)
        for house in build(progress)
        for worker in house.stock.workers
    ]
