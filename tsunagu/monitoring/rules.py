"""When does a video call count as the month's monitoring, and how far is a month from its end? Plain values in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
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
