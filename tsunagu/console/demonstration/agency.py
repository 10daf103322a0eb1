"""One agency and its hundred cases: who walks which path. Each case is one transaction, and is found again at the next start."""

from __future__ import annotations

from django.db import transaction

from tsunagu.cases.commands.duties import put_off, work_out
from tsunagu.cases.commands.record import locked
from tsunagu.console.demonstration import paths
from tsunagu.console.demonstration.danger import dangers_of
from tsunagu.console.demonstration.house import House
from tsunagu.console.demonstration.life import Life
from tsunagu.console.demonstration.paths import Path
from tsunagu.console.demonstration.stock import Situation, Stock
from tsunagu.console.demonstration.stories import stories_of
from tsunagu.core.actor import acting
from tsunagu.intake.models import Referral

# Of a hundred lives, how many walk each path.
MANY: tuple[tuple[Path, int], ...] = (
    (paths.supported, 16),
    (paths.long_supported, 8),
    (paths.drafted, 6),
    (paths.assessing, 6),
    (paths.assessed, 5),
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


Told = tuple[int, Path, Situation]


def lives_of(stock: Stock) -> list[Told]:
    """The stories first; then every path in turn, so that a part of the list is a small agency of its own."""
    left = dict(MANY)
    order: list[Path] = []
    while any(left.values()):
        for path in left:
            if left[path]:
                order.append(path)
                left[path] -= 1
    situations = stock.situations
    many = [(n, path, situations[(n + n // len(situations)) % len(situations)]) for n, path in enumerate(order)]
    return [*stories_of(stock), *dangers_of(stock), *many]


def untold(house: House, first: int | None = None) -> list[Told]:
    """The lives that are not told yet, of all or of the `first` ones."""
    lives = lives_of(house.stock)[:first]
    with transaction.atomic(), acting(house.system):
        known = set(Referral.objects.filter(id__in=[house.key(n) for n, *_ in lives]).values_list("id", flat=True))
    return [life for life in lives if house.key(life[0]) not in known]


def tell(house: House, number: int, path: Path, situation: Situation) -> None:
    """One life, whole or not at all; at its end its duties stand as of today."""
    life = Life(house, number, situation)
    with transaction.atomic(), acting(house.system):
        with put_off():
            path(life)
        work_out(locked(life.case_id))
