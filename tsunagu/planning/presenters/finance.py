"""The financial sheet in words: three sums for each service and goal, each currency on its own line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagu.coverage.panels import count
from tsunagu.coverage.queries import Sums
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.presenters import number_text, url
from tsunagu.planning.queries.finance import Finance, GoalCost, LineCost, Money
from tsunagu.ui import formats


@dataclass(frozen=True)
class MoneyRow:
    number: str
    what: str
    lang: str
    payer: str
    planned: list[str]
    authorised: list[str]
    delivered: list[str]
    units: str
    flag: str
    reasons: list[str]
    url: str


@dataclass(frozen=True)
class GoalRows:
    title: str
    lang: str
    rows: list[MoneyRow]
    total: MoneyRow


def goal_rows(finance: Finance) -> list[GoalRows]:
    return [_goal(group) for group in finance.goals]


def total_row(finance: Finance) -> MoneyRow:
    return _row(finance.money, what=_("The whole case"))


@dataclass(frozen=True)
class AchievedRow:
    title: str
    lang: str
    on: date | None
    sums: list[str]


def achieved_rows(finance: Finance) -> list[AchievedRow]:
    """Each goal that was rated achieved, and all of them together."""
    found = finance.achieved
    rows = [
        AchievedRow(
            f"{number_text(one.number)} {one.goal.text}",
            formats.script_of(one.goal.text),
            formats.here(one.at).date(),
            _sums(one.delivered),
        )
        for one in found.goals
    ]
    return [*rows, AchievedRow(_("All achieved goals together"), "", None, _sums(found.delivered))] if rows else []


def _sums(sums: Sums) -> list[str]:
    return [formats.money(amount, currency) for currency, amount in sorted(sums.items())]


def _goal(group: GoalCost) -> GoalRows:
    if group.goal is None:
        title, lang = _("Services that are no longer in the plan"), ""
    else:
        title, lang = f"{number_text(group.number)} {group.goal.text}", formats.script_of(group.goal.text)
    return GoalRows(title, lang, [_line(one) for one in group.lines], _row(group.money, what=_("Together")))


def _line(one: LineCost) -> MoneyRow:
    line, more = one.line, {"payer": one.units.payer}
    if line:
        more = {"number": number_text(one.number, line=True), "payer": line.payer or one.units.payer}
        more["url"] = _deliver_url(line)
    return _row(one.money, what=one.what, units=_units(one), flag=_flag(one), reasons=one.units.reasons, **more)


def _deliver_url(line: ServiceLine) -> str:
    return url("delivered", line.plan.case, about=line.key) if line.status != "planned" else ""


def _units(one: LineCost) -> str:
    """Units planned, authorised, delivered and left, as far as they are known."""
    said: list[tuple[str, Any]] = [
        (_("planned %(units)s"), one.line.units if one.line else None),
        (_("authorised %(units)s"), one.units.granted or None),
        (_("delivered %(units)s"), one.units.delivered_units or None),
        (_("left %(units)s"), one.units.left if one.units.granted else None),
    ]
    return ", ".join(words % {"units": count(number)} for words, number in said if number is not None)


def _flag(one: LineCost) -> str:
    if one.units.beyond:
        return _("%(units)s past what is authorised") % {"units": count(one.units.beyond)}
    planned = one.money.planned
    if any(amount > planned[currency] for currency, amount in one.money.delivered.items() if currency in planned):
        return _("More than was planned")
    return ""


def _row(
    money: Money,
    *,
    what: str,
    number: str = "",
    payer: str = "",
    units: str = "",
    flag: str = "",
    reasons: Sequence[str] = (),
    url: str = "",
) -> MoneyRow:
    sums = {
        column: [formats.money(amount, currency) for currency, amount in sorted(getattr(money, column).items())]
        for column in ("planned", "authorised", "delivered")
    }
    lang = formats.script_of(what) or (get_language() or "")[:2]
    columns = sums["planned"], sums["authorised"], sums["delivered"]
    return MoneyRow(number, what, lang, payer, *columns, units, flag, list(reasons), url)
