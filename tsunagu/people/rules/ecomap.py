"""Where do those who help stand around a person? Two columns beside them, one above and one below; no line crosses a box."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

BOX_WIDTH, BOX_HEIGHT, PITCH = 208, 64, 84
REACH = 304  # from the middle of the person to the middle of a column
ROUND, CROWD = (
    4,
    12,
)  # between these numbers two stand above and below; a crowd fills the columns, whose lines are steep
APART = 46  # between the circle and what stands above and below


@dataclass(frozen=True)
class Place:
    """A box by its middle, and the line from the circle's edge to the box's."""

    x: float
    y: float
    from_x: float
    from_y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class Map:
    width: float
    height: float
    x: float
    y: float
    radius: float
    places: tuple[Place, ...]


def arrange(many: int, *, radius: float = 80) -> Map:
    """Places for so many helpers in the order they are told: left, right, left …; the first and the last of many above and below."""
    poles = 2 if ROUND < many <= CROWD else 0
    rows = (many - poles + 1) // 2
    height = max(rows * PITCH, 2 * radius + 40, (2 * (radius + APART + BOX_HEIGHT) + 8) if poles else 0)
    x, y = REACH + BOX_WIDTH / 2 + 4, height / 2
    sides = [_side(x, y, radius, n, rows, many - poles) for n in range(many - poles)]
    if not poles:
        return Map(2 * x, height, x, y, radius, tuple(sides))
    reach = radius + APART + BOX_HEIGHT / 2
    above = Place(x, y - reach, x, y - radius, x, y - radius - APART)
    below = Place(x, y + reach, x, y + radius, x, y + radius + APART)
    return Map(2 * x, height, x, y, radius, (above, *sides, below))


def _side(x: float, y: float, radius: float, n: int, rows: int, many: int) -> Place:
    left = n % 2 == 0
    column = rows if left else many // 2
    to_x = x + (-1 if left else 1) * (REACH - BOX_WIDTH / 2)
    to_y = y + (n // 2 - (column - 1) / 2) * PITCH
    far = hypot(to_x - x, to_y - y)
    from_x, from_y = x + (to_x - x) * radius / far, y + (to_y - y) * radius / far
    return Place(x + (-1 if left else 1) * REACH, to_y, from_x, from_y, to_x, to_y)
