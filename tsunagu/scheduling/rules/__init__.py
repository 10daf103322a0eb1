from tsunagu.scheduling.rules.recurrence import RuleBroken, from_wall, layout, make_rule, on_wall, parts_of
from tsunagu.scheduling.rules.times import Quiet, Taken, free_between, overlaps, remind_at

__all__ = [
    "Quiet",
    "RuleBroken",
    "Taken",
    "free_between",
    "from_wall",
    "layout",
    "make_rule",
    "on_wall",
    "overlaps",
    "parts_of",
    "remind_at",
]
