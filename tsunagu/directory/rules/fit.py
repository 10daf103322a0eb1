"""Does a service fit this person, as far as both are known? What does not fit is said; what is not known is no reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from tsunagu.people.rules.writing import fold

Reason = Literal["too_young", "too_old", "sex", "area", "language", "full", "closed"]


@dataclass(frozen=True)
class Known:
    """What is known of a person that services ask about."""

    age: int | None = None
    sex: str = ""  # female or male; empty: not known, or another
    town: str = ""
    language: str = ""


@dataclass(frozen=True)
class Offer:
    """What a service says of whom it takes."""

    minimum_age: float | None = None
    maximum_age: float | None = None
    sex: str = ""
    areas: Collection[str] = ()
    languages: Collection[str] = ()
    capacity: str = ""
    status: str = ""


def misfits(offer: Offer, known: Known) -> list[Reason]:
    """Why it does not fit, in the order in which a worker would say it."""
    found: list[Reason] = []
    if offer.status == "temporarily closed":
        found.append("closed")
    if known.age is not None and offer.minimum_age is not None and known.age < offer.minimum_age:
        found.append("too_young")
    if known.age is not None and offer.maximum_age is not None and known.age > offer.maximum_age:
        found.append("too_old")
    if offer.sex in ("female", "male") and known.sex in ("female", "male") and offer.sex != known.sex:
        found.append("sex")
    if known.town and offer.areas and not any(_within(known.town, area) for area in offer.areas):
        found.append("area")
    if known.language and offer.languages and known.language not in offer.languages:
        found.append("language")
    if offer.capacity == "no-capacity":
        found.append("full")
    return found


def _within(town: str, area: str) -> bool:
    """`Cutler Bay` lies in `Cutler Bay, Miami-Dade`, 世田谷区 in 東京都世田谷区; areas of wider names are not judged."""
    one, other = fold(town), fold(area)
    return one in other or other in one
