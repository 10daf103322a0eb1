"""What a scheme means in numbers: limits of a month, prices of a point, shares. Data, with an agency's own lines laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tsunagu.coverage.rules.money import WAYS, Rounding

Words = Mapping[str, str]


class SchemeError(Exception):
    """What is wrong with a file of schemes."""


@dataclass(frozen=True)
class Limit:
    """What one month may cost at each level, from a day on, and where that stands."""

    since: date
    source: str
    checked: str
    month: Mapping[str, Decimal]


@dataclass(frozen=True)
class Price:
    """The price of one point by area and by how much of a service is labour."""

    since: date
    source: str
    checked: str
    areas: Mapping[str, Mapping[str, str]]
    labour: Mapping[str, Sequence[str]]

    def of(self, area: str, labour: str) -> Decimal | None:
        cell = self.areas.get(area, {}).get(labour)
        return Decimal(cell) if cell else None


@dataclass(frozen=True)
class SchemeInfo:
    code: str
    rank: int = 50
    order: str = ""
    country: str = ""
    currency: str = ""
    unit: str = ""
    shares: tuple[Decimal, ...] = ()
    rounding: Rounding = field(default_factory=Rounding)
    levels: Mapping[str, Words] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    prices: tuple[Price, ...] = ()

    def limit_on(self, level: str, day: date) -> tuple[Decimal, Limit] | None:
        """The limit of the month at a level, by the newest table that had begun."""
        begun = [limit for limit in self.limits if limit.since <= day and level in limit.month]
        newest = max(begun, key=lambda limit: limit.since, default=None)
        return (newest.month[level], newest) if newest else None

    def price_on(self, day: date) -> Price | None:
        begun = [price for price in self.prices if price.since <= day]
        return max(begun, key=lambda price: price.since, default=None)


Schemes = Mapping[str, SchemeInfo]


def usual_order(schemes: Schemes, codes: Iterable[str]) -> list[str]:
    """In which order these are asked to pay where nobody decided otherwise; each scheme's `order` names its norm."""
    return sorted(codes, key=lambda code: schemes[code].rank if code in schemes else 50)


def load_schemes(*paths: Path) -> dict[str, SchemeInfo]:
    """The shipped file, then an agency's: what a later one names takes the earlier one's place, line by line."""
    found: dict[str, SchemeInfo] = {}
    for path in paths:
        try:
            document = yaml.safe_load(path.read_text(encoding="utf-8"))
            for code, node in document["schemes"].items():
                found[code] = _scheme(code, node, found.get(code) or SchemeInfo(code))
        except (yaml.YAMLError, ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
            raise SchemeError(f"{path.name}: {error}") from error
    return found


def _scheme(code: str, node: Mapping[str, Any], before: SchemeInfo) -> SchemeInfo:
    said: dict[str, Any] = {key: node[key] for key in ("rank", "order", "country", "currency", "unit") if key in node}
    if "shares" in node:
        said["shares"] = tuple(Decimal(str(share)) for share in node["shares"])
    if "rounding" in node:
        said["rounding"] = Rounding(Decimal(str(node["rounding"]["step"])), node["rounding"]["way"])
        if said["rounding"].way not in WAYS or said["rounding"].step <= 0:
            raise ValueError(f"{code}: rounding is a step and one of {', '.join(WAYS)}")
    levels = {**before.levels, **node.get("levels", {})}
    limits = {limit.since: limit for limit in (*before.limits, *map(_limit, node.get("limits", ())))}
    prices = {price.since: price for price in (*before.prices, *map(_price, node.get("prices", ())))}
    if unknown := [level for limit in limits.values() for level in limit.month if level not in levels]:
        raise ValueError(f"{code}: no level is called {unknown[0]}")
    return replace(before, **said, levels=levels, limits=tuple(limits.values()), prices=tuple(prices.values()))


def _limit(node: Mapping[str, Any]) -> Limit:
    month = {level: Decimal(str(value)) for level, value in node["month"].items()}
    return Limit(node["from"], node["source"], str(node.get("checked", "")), month)


def _price(node: Mapping[str, Any]) -> Price:
    areas = {str(area): {str(k): str(v) for k, v in cells.items()} for area, cells in node["areas"].items()}
    return Price(node["from"], node["source"], str(node.get("checked", "")), areas, node.get("labour", {}))
