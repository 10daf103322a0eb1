"""Where does each person of a family stand in a drawing? Generations in rows, couples side by side, children below their parents.

Pure and deterministic: the same family gives the same drawing. No two people overlap, whatever the relations say; what contradicts itself
(somebody who would be their own grandparent) is left out of the drawing and stays in the text beside it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot

from tsunagu.people.rules.kinship import Bond, Descent, Family, Tie

SYMBOL = 48  # side of a square, width of a circle
LINE = 18  # of text below a symbol
GAP, MARGIN = 26, 24  # between two people; around all
BELOW, STEP = 30, 12  # from the text to the first line of children; from one such line to the next
SWEEPS = 10
ABOVE, UNDER = 14, 10  # from the symbol to the edge of the room that is its own, and from there to the text


@dataclass(frozen=True)
class Kin:
    """Somebody to be drawn: how wide their text is and how many lines it has; `born` orders brothers and sisters."""

    id: str
    width: float = SYMBOL
    lines: int = 1
    born: int | None = None
    stands_left: bool = False  # by custom the man of a couple

    @property
    def slot(self) -> float:
        return max(self.width, SYMBOL + 20) + GAP


@dataclass(frozen=True)
class Spot:
    """Where somebody stands: the middle of the symbol, and the room that is theirs alone."""

    id: str
    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - SYMBOL / 2 - ABOVE

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class CoupleLine:
    """From symbol to symbol; `low` is the height of the line that goes round those who stand between."""

    bond: Bond
    x1: float
    x2: float
    y: float
    low: float | None
    middle: float


@dataclass(frozen=True)
class Drop:
    child: str
    x: float
    top: float
    kind: str


@dataclass(frozen=True)
class Brood:
    """The line of children: down from `stem` to `bus`, along it, and down to each child. Siblings without parents have no stem."""

    stem: tuple[float, float] | None
    bus: float
    left: float
    right: float
    drops: tuple[Drop, ...]


@dataclass(frozen=True)
class TieLine:
    """How two get on, as a line through these points that goes round other people where it can."""

    tie: Tie
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class House:
    left: float
    top: float
    right: float
    bottom: float


@dataclass
class Drawing:
    left: float = 0
    top: float = 0
    width: float = 0
    height: float = 0
    spots: dict[str, Spot] = field(default_factory=dict)
    couples: list[CoupleLine] = field(default_factory=list)
    broods: list[Brood] = field(default_factory=list)
    ties: list[TieLine] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)


def draw(family: Family, kin: Mapping[str, Kin], *, household: Collection[str] = ()) -> Drawing:
    rows = _generations(family)
    bonds = [b for b in family.bonds if rows[b.one] == rows[b.two]]
    descents = [d for d in family.descents if rows[d.child] == rows[d.parent] + 1]
    grid = _Grid(rows, kin, bonds, descents, family.people)
    x = grid.settle()
    broods = _broods(descents, bonds, family.siblings, rows)
    tops, levels = _heights(rows, kin, broods, x, grid)
    drawing = Drawing()
    for person in family.people:
        lines, row = kin[person].lines, rows[person]
        y = tops[row] + SYMBOL / 2
        drawing.spots[person] = Spot(
            person, x[person], y, kin[person].slot - 2, ABOVE + SYMBOL + UNDER + lines * LINE + 4
        )
    _shift(drawing)
    drawing.couples = [_couple(bond, drawing.spots, grid) for bond in bonds]
    lines_of = {frozenset((c.bond.one, c.bond.two)): c for c in drawing.couples}
    drawing.broods = [_brood(brood, drawing.spots, lines_of, tops, level) for brood, level in levels]
    drawing.ties = [_tie(tie, drawing.spots) for tie in family.ties]
    drawing.houses = _houses(drawing.spots, [p for p in family.people if p in household], rows)
    _frame(drawing)
    return drawing


# -- generations ----------------------------------------------------------------------------------------------------


def _generations(family: Family) -> dict[str, int]:
    """Each person's row, counted from the first of each family; the first link that says so wins against a later contradiction."""
    steps: dict[str, list[tuple[str, int]]] = defaultdict(list)
    links = [(d.parent, d.child, 1) for d in family.descents] + [(b.one, b.two, 0) for b in family.bonds]
    for one, two, down in [*links, *((a, b, 0) for a, b in family.siblings)]:
        steps[one].append((two, down))
        steps[two].append((one, -down))
    rows: dict[str, int] = {}
    for start in family.people:
        if start not in rows:
            rows[start] = 0
            queue = deque([start])
            while queue:
                here = queue.popleft()
                for there, down in steps[here]:
                    if there not in rows:
                        rows[there] = rows[here] + down
                        queue.append(there)
    first = min(rows.values(), default=0)
    return {person: row - first for person, row in rows.items()}


# -- places in a row ------------------------------------------------------------------------------------------------


@dataclass
class _Block:
    """People of one row who stand side by side: a couple, somebody with several partners, or one alone."""

    people: list[str]
    width: float
    centre: float = 0.0


class _Grid:
    """Rows of blocks that move towards their parents and children, and never into each other."""

    def __init__(
        self,
        rows: Mapping[str, int],
        kin: Mapping[str, Kin],
        bonds: Sequence[Bond],
        descents: Sequence[Descent],
        order: Sequence[str],
    ) -> None:
        self.kin, self.bonds = kin, bonds
        self.parents: dict[str, list[str]] = defaultdict(list)
        self.children: dict[str, list[str]] = defaultdict(list)
        for d in descents:
            self.parents[d.child].append(d.parent)
            self.children[d.parent].append(d.child)
        self.rows: dict[int, list[_Block]] = defaultdict(list)
        for people in _chains(order, bonds, kin):
            self.rows[rows[people[0]]].append(_Block(people, sum(kin[p].slot for p in people)))
        for row in self.rows.values():
            _spread(row, [0.0] * len(row))

    def settle(self) -> dict[str, float]:
        for sweep in range(SWEEPS):
            x = self.places()
            for n in sorted(self.rows, reverse=sweep % 2 == 1):
                self._pull(self.rows[n], x, upwards=sweep % 2 == 1, order=sweep < SWEEPS - 2)
                x |= self.places(n)
        return self.places()

    def places(self, row: int | None = None) -> dict[str, float]:
        found = {}
        for n, blocks in self.rows.items():
            for block in blocks if row in (None, n) else ():
                left = block.centre - block.width / 2
                for person in block.people:
                    found[person] = left + self.kin[person].slot / 2
                    left += self.kin[person].slot
        return found

    def _pull(self, blocks: list[_Block], x: Mapping[str, float], *, upwards: bool, order: bool) -> None:
        """Down: children go below their parents. Up: parents go above their children."""
        wanted = {id(b): self._wish(b, x, self.children if upwards else self.parents) for b in blocks}
        if order:
            for block in blocks:
                self._turn(block, x)
            blocks.sort(key=lambda b: self._rank(b, x))
        _spread(blocks, [wanted[id(b)] for b in blocks])

    def _wish(self, block: _Block, x: Mapping[str, float], towards: Mapping[str, list[str]]) -> float:
        """So that the block's people stand, on average, where those they belong to do."""
        place = self._offsets(block)
        wishes = [_mean(x[q] for q in towards[p]) - place[p] for p in block.people if towards.get(p)]
        return _mean(wishes) if wishes else block.centre

    def _offsets(self, block: _Block) -> dict[str, float]:
        left, found = -block.width / 2, {}
        for person in block.people:
            found[person] = left + self.kin[person].slot / 2
            left += self.kin[person].slot
        return found

    def _rank(self, block: _Block, x: Mapping[str, float]) -> tuple[float, float, str]:
        """By parents, then age among brothers and sisters; those without parents by their children."""
        with_parents = [p for p in block.people if self.parents.get(p)]
        if with_parents:
            at = _mean(_mean(x[q] for q in self.parents[p]) for p in with_parents)
            born = min((b for p in with_parents if (b := self.kin[p].born) is not None), default=9999)
            return round(at, 1), born, block.people[0]
        below = [x[q] for p in block.people for q in self.children.get(p, ())]
        return round(_mean(below) if below else block.centre, 1), 9999, block.people[0]

    def _turn(self, block: _Block, x: Mapping[str, float]) -> None:
        """Of a couple with parents on both sides, each stands on the side of their own."""
        if len(block.people) == 2 and all(self.parents.get(p) for p in block.people):
            block.people.sort(key=lambda p: _mean(x[q] for q in self.parents[p]))


def _chains(order: Sequence[str], bonds: Sequence[Bond], kin: Mapping[str, Kin]) -> list[list[str]]:
    """Everybody once; partners side by side as far as a row allows, whoever has several between the first two."""
    partners: dict[str, list[str]] = defaultdict(list)
    for bond in bonds:
        partners[bond.one].append(bond.two)
        partners[bond.two].append(bond.one)
    seen: set[str] = set()
    chains = []
    for start in order:
        if start in seen:
            continue
        group = _reach(start, partners)
        ends = [p for p in group if len(partners[p]) == 1] or group
        chain = _walk(ends[0], partners)
        if len(chain) == 2 and kin[chain[1]].stands_left and not kin[chain[0]].stands_left:
            chain.reverse()
        seen |= set(chain)
        chains.append(chain)
    return chains


def _reach(start: str, partners: Mapping[str, list[str]]) -> list[str]:
    found = [start]
    for person in found:
        found += [p for p in partners.get(person, ()) if p not in found]
    return found


def _walk(start: str, partners: Mapping[str, list[str]]) -> list[str]:
    found, stack = [], [start]
    while stack:
        person = stack.pop()
        if person not in found:
            found.append(person)
            stack += [p for p in reversed(partners.get(person, [])) if p not in found]
    return found


def _spread(blocks: Sequence[_Block], wanted: Sequence[float]) -> None:
    """As near to the wished places as their widths allow, in this order: least squares by pooling neighbours that would overlap."""
    pools: list[tuple[float, int]] = []  # (mean wish of the pool, how many)
    offsets, at = [], 0.0
    for n, block in enumerate(blocks):
        at += (blocks[n - 1].width + block.width) / 2 if n else 0.0
        offsets.append(at)
        pools.append((wanted[n] - at, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, many), (two, more) = pools[-2], pools[-1]
            pools[-2:] = [((one * many + two * more) / (many + more), many + more)]
    n = 0
    for value, size in pools:
        for _one in range(size):
            blocks[n].centre = value + offsets[n]
            n += 1


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every)


# -- lines of children ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Children:
    parents: tuple[str, ...]
    children: tuple[tuple[str, str], ...]  # (child, kind of descent)


def _broods(
    descents: Sequence[Descent], bonds: Sequence[Bond], siblings: Sequence[tuple[str, str]], rows: Mapping[str, int]
) -> list[_Children]:
    """Children by those they share as parents: of a couple, of one alone, or of nobody on record."""
    couples = {frozenset((b.one, b.two)) for b in bonds}
    found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for child in dict.fromkeys(d.child for d in descents):
        left = [d for d in descents if d.child == child]
        pairs = [
            (a, b) for a in left for b in left if a.parent < b.parent and frozenset((a.parent, b.parent)) in couples
        ]
        # A couple of the same standing before one of parent and step-parent.
        for a, b in sorted(pairs, key=lambda pair: (_kind(pair[0]) != _kind(pair[1]), pair[0].parent, pair[1].parent)):
            if a in left and b in left and {_kind(a), _kind(b)} != {"blood", "adoptive"}:
                found[a.parent, b.parent][child] = min(_kind(a), _kind(b), key=_ORDER.index)
                left = [d for d in left if d not in (a, b)]
        for d in left:
            found[(d.parent,)][child] = _kind(d)
    broods = [_Children(parents, tuple(children.items())) for parents, children in found.items()]
    return [*broods, *_orphans(siblings, {d.child for d in descents}, rows)]


_ORDER = ["blood", "adoptive", "foster", "step", "sibling"]


def _kind(descent: Descent) -> str:
    return descent.kind or "blood"


def _orphans(
    siblings: Sequence[tuple[str, str]], with_parents: Collection[str], rows: Mapping[str, int]
) -> list[_Children]:
    partners: dict[str, list[str]] = defaultdict(list)
    for one, two in siblings:
        if one not in with_parents and two not in with_parents and rows[one] == rows[two]:
            partners[one].append(two)
            partners[two].append(one)
    seen: set[str] = set()
    found = []
    for person in partners:
        if person not in seen:
            group = _reach(person, partners)
            seen |= set(group)
            found.append(_Children((), tuple((p, "blood") for p in group)))
    return found


def _heights(
    rows: Mapping[str, int], kin: Mapping[str, Kin], broods: Sequence[_Children], x: Mapping[str, float], grid: _Grid
) -> tuple[dict[int, float], list[tuple[_Children, int]]]:
    """The top of each row's symbols, and on which line each family of children hangs, so that no two lie on one another."""
    levels: list[tuple[_Children, int]] = []
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    for brood in sorted(broods, key=lambda b: min(x[c] for c, _ in b.children)):
        row = rows[brood.children[0][0]]
        ends = [x[c] for c, _kind in brood.children] + [x[p] for p in brood.parents]
        span = (min(ends) - 6, max(ends) + 6)
        lines = taken[row]
        level = next(
            (n for n, line in enumerate(lines) if all(span[0] > b or span[1] < a for a, b in line)), len(lines)
        )
        if level == len(lines):
            lines.append([])
        lines[level].append(span)
        levels.append((brood, level))
    tops, at = {}, MARGIN + float(BELOW + len(taken[0]) * STEP if taken.get(0) else 0)
    for row in sorted(set(rows.values())):
        if row:
            text = max(kin[p].lines for p, r in rows.items() if r == row - 1) * LINE
            at += SYMBOL + UNDER + text + BELOW + len(taken[row]) * STEP + BELOW
        tops[row] = at
    return tops, levels


def _brood(
    brood: _Children,
    spots: Mapping[str, Spot],
    couples: Mapping[frozenset[str], CoupleLine],
    tops: Mapping[int, float],
    level: int,
) -> Brood:
    drops = tuple(Drop(c, spots[c].x, spots[c].y - SYMBOL / 2, kind) for c, kind in brood.children)
    bus = min(d.top for d in drops) - BELOW + 6 - level * STEP
    stem = None
    if couple := couples.get(frozenset(brood.parents)):
        below = (min(d.x for d in drops) + max(d.x for d in drops)) / 2
        free = GAP / 2 - 3  # to each side of the middle, before anybody's text begins
        x = min(max(below, couple.middle - free), couple.middle + free)
        stem = (x, couple.y if couple.low is None else couple.low)
    elif brood.parents:
        parent = spots[brood.parents[0]]
        stem = (parent.x, parent.bottom)
    ends = [d.x for d in drops] + ([stem[0]] if stem else [])
    return Brood(stem, bus, min(ends), max(ends), drops)


def _couple(bond: Bond, spots: Mapping[str, Spot], grid: _Grid) -> CoupleLine:
    """Straight between neighbours; below everybody's text where somebody stands between."""
    one, two = sorted((spots[bond.one], spots[bond.two]), key=lambda s: s.x)
    between = [s for s in spots.values() if s.y == one.y and one.x < s.x < two.x]
    half = SYMBOL / 2
    if not between:
        return CoupleLine(bond, one.x + half, two.x - half, one.y, None, (one.right + two.left) / 2)
    low = max(s.bottom for s in (one, two, *between)) + 4
    return CoupleLine(bond, one.x + half / 2, two.x - half / 2, one.y, low, (between[-1].right + two.left) / 2)


# -- how they get on ------------------------------------------------------------------------------------------------

BENDS = (0, 36, -36, 72, -72, 110, -110, 150, -150, 200, -200)
SAMPLES = 20


def _tie(tie: Tie, spots: Mapping[str, Spot]) -> TieLine:
    """Of neighbours above their couple's line; else the least bent curve that crosses the fewest others."""
    one, two = sorted((spots[tie.one], spots[tie.two]), key=lambda s: (s.x, s.y))
    others = [s for p, s in spots.items() if p not in (tie.one, tie.two)]
    if one.y == two.y and not any(s.y == one.y and one.x < s.x < two.x for s in others):
        y = one.y - SYMBOL / 4
        return TieLine(tie, ((one.x + SYMBOL / 2 + 2, y), (two.x - SYMBOL / 2 - 2, y)))
    curves = [_curve(one, two, bend) for bend in BENDS]
    return TieLine(tie, min(curves, key=lambda points: _crossed(points, others, (one, two))))


def _curve(one: Spot, two: Spot, bend: float) -> tuple[tuple[float, float], ...]:
    far = hypot(two.x - one.x, two.y - one.y)
    over = ((one.y - two.y) / far * bend, (two.x - one.x) / far * bend)
    turn = ((one.x + two.x) / 2 + over[0], (one.y + two.y) / 2 + over[1])
    x1, y1 = _edge(one, turn)
    x2, y2 = _edge(two, turn)
    steps = [n / SAMPLES for n in range(SAMPLES + 1)] if bend else [0.0, *(n / 10 for n in range(1, 10)), 1.0]
    return tuple(
        (
            round((1 - t) ** 2 * x1 + 2 * t * (1 - t) * turn[0] + t**2 * x2, 1),
            round((1 - t) ** 2 * y1 + 2 * t * (1 - t) * turn[1] + t**2 * y2, 1),
        )
        for t in steps
    )


def _edge(of: Spot, towards: tuple[float, float]) -> tuple[float, float]:
    far = hypot(towards[0] - of.x, towards[1] - of.y) or 1
    reach = SYMBOL / 2 + 8
    return of.x + (towards[0] - of.x) * reach / far, of.y + (towards[1] - of.y) * reach / far


def _crossed(points: Iterable[tuple[float, float]], others: Sequence[Spot], ends: Sequence[Spot]) -> int:
    """How much of a line lies on other people, or on the text of those it joins."""
    half = SYMBOL / 2
    return sum(
        sum(s.left + 8 < x < s.right - 8 and s.top + 8 < y < s.bottom for s in others)
        + sum(s.left + 14 < x < s.right - 14 and s.y + half < y < s.bottom for s in ends)
        for x, y in points
    )


# -- the frame ------------------------------------------------------------------------------------------------------


def _shift(drawing: Drawing) -> None:
    left = min((s.left for s in drawing.spots.values()), default=0) - MARGIN
    drawing.spots = {p: Spot(s.id, round(s.x - left, 1), s.y, s.width, s.height) for p, s in drawing.spots.items()}


def _frame(drawing: Drawing) -> None:
    """The room of all that is drawn: a line that goes round somebody may leave the room of the people."""
    people, bends = drawing.spots.values(), [point for line in drawing.ties for point in line.points]
    drawing.left = min([0.0, *(x - MARGIN / 2 for x, _ in bends)])
    drawing.top = min([0.0, *(y - MARGIN / 2 for _, y in bends)])
    right = max([0.0, *(s.right + MARGIN for s in people), *(x + MARGIN / 2 for x, _ in bends)])
    bottom = max([0.0, *(s.bottom + MARGIN for s in people), *(y + MARGIN / 2 for _, y in bends)])
    drawing.width, drawing.height = right - drawing.left, bottom - drawing.top


def _houses(spots: Mapping[str, Spot], household: Sequence[str], rows: Mapping[str, int]) -> list[House]:
    """One line around all who live together, where nobody else stands inside; otherwise one around each group of neighbours."""
    if len(household) < 2:
        return []
    whole = _around([spots[p] for p in household])
    others = [s for p, s in spots.items() if p not in household]
    if not any(_inside(s, whole) for s in others):
        return [whole]
    found = []
    for row in sorted(set(rows.values())):
        group: list[Spot] = []
        for spot in sorted((s for p, s in spots.items() if rows[p] == row), key=lambda s: s.x):
            if spot.id in household:
                group.append(spot)
            elif group:
                found.append(_around(group))
                group = []
        if group:
            found.append(_around(group))
    return found


def _around(spots: Sequence[Spot]) -> House:
    return House(
        min(s.left for s in spots), min(s.top for s in spots), max(s.right for s in spots), max(s.bottom for s in spots)
    )


def _inside(spot: Spot, house: House) -> bool:
    return spot.left < house.right and spot.right > house.left and spot.top < house.bottom and spot.bottom > house.top
