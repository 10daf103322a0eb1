"""Which decision may follow which, and what of it is the referrer told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

About = Literal["received", "accepted", "not_accepted"]

ALL = frozenset({"accept", "wait_list", "refer_out", "decline"})
NEXT: Mapping[str, frozenset[str]] = {"": ALL, "wait_list": ALL - {"wait_list"}}

# Accepted or not is all a referrer may know without the person's consent: neither the reason nor the waiting is theirs.
TOLD: Mapping[str, About] = {
    "accept": "accepted",
    "wait_list": "received",
    "refer_out": "not_accepted",
    "decline": "not_accepted",
}


def may_decide(before: str, decision: str) -> bool:
    return decision in NEXT.get(before, ())


def told_of(decision: str) -> About:
    return TOLD[decision]
