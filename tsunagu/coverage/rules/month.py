"""What a month under a limit costs, and whom: within the limit by shares, past it by the person alone.

Japan, 第7表 サービス利用票別表: points past 区分支給限度基準額 are paid by the person whole (10割). Cost is points × price of the area,
cut below one yen; the insurer's part is cost × rate, cut; the person pays the rest, so that no yen is lost.
Korea, 재가급여 월 한도액: won take the place of points. How sums are rounded is data of the scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tsunagu.coverage.rules.money import Rounding, whole


@dataclass(frozen=True)
class Used:
    """What one service takes in the month. `points` are of the scheme: 単位, or money where the scheme counts in money."""

    name: str
    points: Decimal
    price: Decimal = Decimal(1)  # of one point
    limited: bool = True


@dataclass(frozen=True)
class MonthLine:
    name: str
    within: Decimal
    past: Decimal
    cost: Decimal  # of what lies within
    payer: Decimal
    second: Decimal
    person: Decimal  # their share of what lies within
    whole: Decimal  # what lies past the limit: theirs alone

    @property
    def due(self) -> Decimal:
        return self.person + self.whole


@dataclass(frozen=True)
class MonthSheet:
    limit: Decimal | None
    counted: Decimal
    lines: tuple[MonthLine, ...]

    @property
    def past(self) -> Decimal:
        return sum((line.past for line in self.lines), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        return None if self.limit is None else max(self.limit - self.counted, Decimal(0))

    def total(self, column: str) -> Decimal:
        return sum((getattr(line, column) for line in self.lines), Decimal(0))


def month_sheet(
    used: Sequence[Used],
    *,
    limit: Decimal | None,
    share: Decimal,
    second_share: Decimal | None,
    rounding: Rounding,
    share_rounding: Rounding | None = None,
) -> MonthSheet:
    """The services in the order in which the limit is to be filled: what comes last goes past it first.

    `share` is the person's part in hundredths; `second_share` what a second payer leaves to them of that part (公費: mostly nothing).
    """
    room, lines, counted = limit, [], Decimal(0)
    for one in used:
        within = one.points if room is None or not one.limited else min(one.points, max(room, Decimal(0)))
        if one.limited:
            counted += one.points
            room = None if room is None else room - within
        lines.append(_line(one, within, share, second_share, rounding, share_rounding))
    return MonthSheet(limit, counted, tuple(lines))


def _line(
    one: Used,
    within: Decimal,
    share: Decimal,
    second_share: Decimal | None,
    rounding: Rounding,
    share_rounding: Rounding | None,
) -> MonthLine:
    cost = whole(within * one.price, rounding)
    if share_rounding is None:
        payer = whole(cost * (100 - share) / 100, rounding)
        person = cost - payer
    else:  # the person's part is what is rounded: Korea
        person = whole(cost * share / 100, share_rounding)
        payer = cost - person
    left = person if second_share is None else whole(person * second_share / 100, rounding)
    past = one.points - within
    return MonthLine(one.name, within, past, cost, payer, person - left, left, whole(past * one.price, rounding))
