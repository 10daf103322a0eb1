"""What a language brings: its agency and the people who work there, its names, and the sentences its cases are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Text = tuple[str, ...]


@dataclass(frozen=True)
class Worker:
    """Somebody who works in the agency. `takes` are the programmes and models whose cases they are given."""

    login: str
    name: str
    roles: Text
    profession: str
    team: int = 0
    takes: Text = ()
    reading: str = ""


@dataclass(frozen=True)
class Aim:
    """A goal: what is to be, how it is checked, from where to where."""

    text: Text
    measure: str
    baseline: str
    target: str
    category: str


@dataclass(frozen=True)
class Help:
    """A line of a plan. `who` is the kind of provider (`Stock.providers`), or `person`, `family`, `worker`."""

    what: Text
    who: str
    type: str
    frequency: Text
    kind: str = "formal"
    sector: str = "welfare"


@dataclass(frozen=True)
class Situation:
    """Why somebody comes, and what is then wanted and done."""

    programme: str
    reason: Text
    words: Text
    need: Text
    long: Aim
    short: tuple[Aim, ...]
    helps: tuple[Help, ...]
    notes: Text
    health: Text
    ages: tuple[int, int] = (66, 93)
    models: Text = ("",)
    referrers: Text = ("hospital",)
    sex: str = ""
    alone: bool | None = None
    silent: bool = False
    ward: Text = ()
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    called: str = ""  # family and given name of somebody with a story of their own


@dataclass(frozen=True)
class Stock:
    """All of it. `words` are the sentences by what they are for; `slots` the words that vary from life to life."""

    language: str
    jurisdiction: str
    zone: str
    organisation: str
    kind: str
    phone: str
    teams: Text
    workers: tuple[Worker, ...]
    families: Text
    women: Text
    men: Text
    streets: Text
    towns: Text
    referrers: Mapping[str, Text]
    providers: Mapping[str, Text]
    slots: Mapping[str, Text]
    kin: tuple[Mapping[str, str], ...]
    situations: tuple[Situation, ...]
    tales: Mapping[str, Situation]  # of those whose story is written out (`stories`)
    screening: Mapping[str, Text]
    conclusions: Mapping[str, Text]
    household: tuple[
        tuple[str, str, str, int], ...
    ]  # the other three of a household of four: role, tie, given name, age
    words: Mapping[str, Text]
    settings: Mapping[str, Any] = field(default_factory=dict)
