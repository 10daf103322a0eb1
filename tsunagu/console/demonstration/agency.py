"""One agency and its hundred cases: who walks which path. Each case is one transaction, and is found again at the next start."""

from __future__ import annotations

from django.db import transaction

from tsunagu.cases.commands.duties import put_off, work_out
from tsunagu.cases.commands.record import locked
from tsunagu.console.demonstration import paths
from tsunagu.console.demonstration.house import House
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.paths import Path
from tsunagu.console.demonstration.stock import Stock
from tsunagu.core.actor import acting
from tsunagu.intake.models import Referral

# Of a hundred lives, how many walk each path.
MANY: tuple[tuple[Path, int], ...] = (
    (paths.supported, 26),
    (paths.long_supported, 14),
    (paths.drafted, 8),
    (paths.assessing, 8),
    (paths.assessed, 6),
    (paths.arrives, 5),
    (paths.undecided, 5),
    (paths.handed_over, 4),
    (paths.waits, 4),
    (paths.in_hospital, 5),
    (paths.finished, 4),
    (paths.ending, 2),
    (paths.declined, 2),
    (paths.referred_on, 2),
    (paths.said_no, 2),
    (paths.bridged, 1),
    (paths.lost, 1),
    (paths.came_back, 1),
    (paths.unnamed, 1),
)


def lives_of(stock: Stock) -> list[tuple[int, Path]]:
    """Every path in turn, so that a part of the list is a small agency of its own."""
    left = [[path, count] for path, count in MANY]
    order: list[Path] = []
    while any(count for _path, count in left):
        for row in left:
            path, count = row
            if count:  # type: ignore[truthy-bool]
                order.append(path)  # type: ignore[arg-type]
                row[1] = count - 1  # type: ignore[operator]
    return list(enumerate(order))[:20]


def missing(house: House) -> list[tuple[int, Path]]:
    """The lives that are not told yet."""
    lives = lives_of(house.stock)
    with transaction.atomic(), acting(house.system):
        known = set(Referral.objects.filter(id__in=[house.key(n) for n, _path in lives]).values_list("id", flat=True))
    return [(n, path) for n, path in lives if house.key(n) not in known]


def tell(house: House, number: int, path: Path) -> None:
    """One life, whole or not at all; at its end its duties stand as of today."""
    situations = house.stock.situations
    life = Life(house, number, situations[number % len(situations)])
    with transaction.atomic(), acting(house.system):
        with put_off():
            path(life)
        work_out(locked(life.case_id))
