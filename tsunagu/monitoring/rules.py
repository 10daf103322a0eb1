"""When does a video call count as the month's monitoring, how far is a month from its end, and what does a plan say for a week?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Condition = Literal["consent", "stable", "can_express", "others_inform", "home_visit"]
CONDITIONS: tuple[Condition, ...] = ("consent", "stable", "can_express", "others_inform", "home_visit")


@dataclass(frozen=True)
class Agreed:
    """What the team agreed on before monitoring by video; None where it was not talked about."""

    stable: bool | None = None
    can_express: bool | None = None
    others_inform: bool | None = None


def video_lacks(
    month: date, *, consent: bool, agreed: Agreed, home_visit: date | None, months: int = 2
) -> list[Condition]:
    """The conditions that are missing in a month, in the order of the norm.

    Written consent; the team agreed that the state is stable, that the person can say how they are on video (with the family's help
    where needed) and that others give what video does not show; and a visit at home within `months` calendar months, this one included:
    two in home care, six in preventive care (指定居宅介護支援等の運営基準 第13条第14号ロ; 指定介護予防支援等の基準 第30条).
    """
    met: dict[Condition, bool] = {
        "consent": consent,
        "stable": bool(agreed.stable),
        "can_express": bool(agreed.can_express),
        "others_inform": bool(agreed.others_inform),
        "home_visit": home_visit is not None and home_visit >= months_before(month, months - 1),
    }
    return [condition for condition in CONDITIONS if not met[condition]]


def months_before(month: date, count: int) -> date:
    """The first day of the month that lies so many months before."""
    years, index = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, index + 1, 1)


def next_month(month: date) -> date:
    return months_before(month, -1)


def last_day(month: date) -> date:
    return next_month(month) - timedelta(days=1)


# -- planned against delivered (R-077) ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """A week from Monday to Sunday, or a calendar month."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def spans(by: Literal["week", "month"], on: date, count: int) -> list[Span]:
    """The last so many of them, the one of this day last."""
    if by == "month":
        firsts = [months_before(on.replace(day=1), n) for n in range(count - 1, -1, -1)]
        return [Span(first, last_day(first)) for first in firsts]
    monday = on - timedelta(days=on.weekday())
    begins = [monday - timedelta(weeks=n) for n in range(count - 1, -1, -1)]
    return [Span(first, first + timedelta(days=6)) for first in begins]


@dataclass(frozen=True)
class Agreement:
    """What a plan says of one service: its weekdays, its units of a month, or its units in all, within the days it runs."""

    start: date
    end: date | None = None
    weekdays: tuple[int, ...] = ()  # one for each time in the week
    monthly: Decimal | None = None
    units: Decimal | None = None


def planned_in(span: Span, agreed: Agreement) -> Decimal | None:
    """Units of a service that the plan says for a stretch of days; nothing where the plan does not say.

    The hours of the week are counted day by day; units of a month, or of the whole time, are spread evenly over its days, to the half.
    """
    first, last = max(span.first, agreed.start), min(span.last, agreed.end or span.last)
    days = (last - first).days + 1
    if days <= 0:
        return Decimal(0)
    if agreed.weekdays:
        held = [(first + timedelta(n)).weekday() for n in range(days)]
        return Decimal(sum(held.count(weekday) for weekday in agreed.weekdays))
    if agreed.monthly is not None:
        month = (last_day(first.replace(day=1)) - first.replace(day=1)).days + 1
        return to_the_half(agreed.monthly * days / month)
    if agreed.units is not None and agreed.end is not None:
        return to_the_half(agreed.units * days / ((agreed.end - agreed.start).days + 1))
    return None


def to_the_half(units: Decimal) -> Decimal:
    return (units * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2
