"""Who lives in the demonstration? Agencies with their people and cases, for looking around and for screenshots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tsunagu.console.progress import Progress


@dataclass(frozen=True)
class SignIn:
    """Somebody who may sign in to the demonstration."""

    login: str
    password: str
    role: str
    agency: str


# Each builds one agency and says who may sign in there. It is called at every start: what exists, it leaves alone.
AGENCIES: list[Callable[[Progress], Sequence[SignIn]]] = []


def load(progress: Progress) -> list[SignIn]:
    """Build what is not there yet; everybody who may sign in."""
    return [person for build in progress(AGENCIES, "Agencies") for person in build(progress)]
