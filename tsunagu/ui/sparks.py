"""Very small drawings of how something went: a line, steps, or bars in a row of a table. Their words stand beside them, never in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT, EDGE = 96, 22, 3


@dataclass(frozen=True)
class Spark:
    """For `<c-spark :of="…" />`: a path and, where a line ends, its last point."""

    kind: str  # line, bars
    d: str
    end: tuple[str, str] | None = None


Points = Sequence[tuple[float, float]]  # (share of the time, share of the height), each from 0 to 1


def line(points: Points) -> Spark | None:
    """Through each value; one value alone is a point."""
    if not points:
        return None
    places = [_place(*point) for point in points]
    return Spark("line", "M" + "L".join(f"{x} {y}" for x, y in places), places[-1])


def steps(points: Points) -> Spark | None:
    """Each value holds until the next; the last to the end of the time."""
    if not points:
        return None
    path = "M{} {}".format(*_place(*points[0]))
    for (_start, before), (at, after) in pairwise(points):
        path += f"H{_place(at, before)[0]}V{_place(at, after)[1]}"
    end = _place(1, points[-1][1])
    return Spark("line", f"{path}H{end[0]}", end)


def bars(heights: Sequence[float]) -> Spark | None:
    """One for each span of time; nothing happened: a hairline at the foot."""
    if not heights:
        return None
    each = (WIDTH - 2 * EDGE) / len(heights)
    path = ""
    for n, share in enumerate(heights):
        tall = max(share * (HEIGHT - 2 * EDGE), 1)
        path += f"M{_short(EDGE + n * each + 0.5)} {HEIGHT - EDGE}v{_short(-tall)}h{_short(each - 1)}v{_short(tall)}z"
    return Spark("bars", path)


def _place(across: float, up: float) -> tuple[str, str]:
    return _short(EDGE + across * (WIDTH - 2 * EDGE)), _short(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE))


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
