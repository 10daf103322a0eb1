"""A genogram as shapes and lines, and the same in words: symbols of McGoldrick, Gerson and Petry (Genograms, 4th ed. 2020)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tsunagu.core.errors import Words
from tsunagu.people.choices import Precision, RelationKind, Sex
from tsunagu.people.models import Person, RelatedPerson
from tsunagu.people.presenters.records import lang_of
from tsunagu.people.queries import Circle
from tsunagu.people.rules.genogram import LINE, SYMBOL, UNDER, Brood, CoupleLine, Drawing, Kin, Spot, draw
from tsunagu.people.rules.kinship import Family, family_of
from tsunagu.people.rules.lettering import lines_of, width_of
from tsunagu.ui import formats

ROOM = 520  # beside the words, on the narrowest page that has two columns
WIDEST = 150  # a name that is wider breaks
HALF = SYMBOL / 2
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle"}

COUPLES: dict[str, Words] = {
    "married": gettext_lazy("Married to %(name)s"),
    "cohabiting": gettext_lazy("Lives as a couple with %(name)s"),
    "separated": gettext_lazy("Separated from %(name)s"),
    "divorced": gettext_lazy("Divorced from %(name)s"),
    "widowed": gettext_lazy("Married to %(name)s until death"),
    "": gettext_lazy("A couple with %(name)s"),
}
TIES: dict[str, Words] = {
    "close": gettext_lazy("Close to %(name)s"),
    "distant": gettext_lazy("Distant from %(name)s"),
    "conflict": gettext_lazy("In conflict with %(name)s"),
    "cut_off": gettext_lazy("No contact with %(name)s"),
}
DESCENTS: dict[str, Words] = {
    "blood": gettext_lazy("Parents: %(names)s"),
    "adoptive": gettext_lazy("Parents by adoption: %(names)s"),
    "foster": gettext_lazy("Foster parents: %(names)s"),
    "step": gettext_lazy("Step-parents: %(names)s"),
    "sibling": gettext_lazy("Parents not on record; drawn beside a brother or sister"),
}
# The key, in the order of its showing; only what a drawing uses is explained.
KEY: dict[str, Words] = {
    "square": pgettext_lazy("key of a genogram", "Man"),
    "circle": pgettext_lazy("key of a genogram", "Woman"),
    "diamond": pgettext_lazy("key of a genogram", "Another, or not known"),
    "first": pgettext_lazy("key of a genogram", "Drawn for"),
    "dead": pgettext_lazy("key of a genogram", "Has died"),
    "house": pgettext_lazy("key of a genogram", "Live together, in one part or several"),
    "cohabiting": pgettext_lazy("key of a genogram", "Couple without marriage, or not said"),
    "separated": pgettext_lazy("key of a genogram", "Separated"),
    "divorced": pgettext_lazy("key of a genogram", "Divorced"),
    "adoptive": pgettext_lazy("key of a genogram", "Adopted"),
    "foster": pgettext_lazy("key of a genogram", "Foster, step, or parents not on record"),
    "close": pgettext_lazy("key of a genogram", "Close"),
    "distant": pgettext_lazy("key of a genogram", "Distant"),
    "conflict": pgettext_lazy("key of a genogram", "In conflict"),
    "cut_off": pgettext_lazy("key of a genogram", "No contact"),
}


@dataclass(frozen=True)
class Label:
    y: str
    text: str
    css: str
    lang: str = ""


@dataclass(frozen=True)
class Symbol:
    """A person: the shape around (x, y), what stands in it and below it."""

    x: str
    y: str
    shape: str
    points: str
    age: str
    dead: str
    is_first: bool
    labels: list[Label]
    left: str = ""
    top: str = ""
    outer_left: str = ""
    outer_top: str = ""


@dataclass(frozen=True)
class Stroke:
    d: str
    css: str


@dataclass(frozen=True)
class TextRow:
    name: str
    lang: str
    url: str
    kind: Words
    facts: list[Words]


@dataclass(frozen=True)
class Genogram:
    left: int
    top: int
    width: int
    height: int
    houses: list[Mapping[str, str]]
    strokes: list[Stroke]
    symbols: list[Symbol]
    rows: list[TextRow]
    unplaced: list[TextRow]
    key: list[tuple[str, Words]]

    @property
    def is_wide(self) -> bool:
        """Then the words stand below it instead of beside it."""
        return self.width > ROOM

    @property
    def is_alone(self) -> bool:
        return len(self.symbols) < 2


def genogram(circle: Circle) -> Genogram:
    first = [str(person.id) for person in circle.first]
    family = family_of(list(circle.people), circle.related, first=[*first, *sorted(circle.household)])
    names = {p: _labels(circle, p) for p in circle.people}
    kin = {p: _kin(circle, p, names[p]) for p in circle.people}
    drawing = draw(family, kin, household=circle.household)
    strokes = [*_couples(drawing), *_broods(drawing), *_ties(drawing)]
    symbols = [_symbol(circle, drawing.spots[p], names[p], p in first) for p in family.people]
    return Genogram(
        left=floor(drawing.left),
        top=floor(drawing.top),
        width=ceil(drawing.width),
        height=ceil(drawing.height),
        houses=[
            {"x": _n(h.left), "y": _n(h.top), "width": _n(h.right - h.left), "height": _n(h.bottom - h.top)}
            for h in drawing.houses
        ],
        strokes=strokes,
        symbols=symbols,
        rows=[_row(circle, family, p) for p in family.people],
        unplaced=[_row(circle, family, p) for p in family.unplaced],
        key=[(name, words) for name, words in KEY.items() if name in _used(drawing, symbols)],
    )


# -- people ---------------------------------------------------------------------------------------------------------


def _labels(circle: Circle, key: str) -> list[Label]:
    """The whole name, never cut; below it what they are to the person, and when they died."""
    other = circle.people[key]
    lines = lines_of(other.name, WIDEST)
    labels = [Label("", text, "b", lang_of(other.name)) for text in lines]
    kind = circle.kinds.get(key)
    if kind and len(circle.first) == 1:
        labels += [Label("", text, "s") for text in lines_of(str(RelationKind(kind).label), WIDEST, 13)]
    if died := _died_year(other):
        labels.append(Label("", _("died %(year)d") % {"year": died}, "s"))
    return labels


def _kin(circle: Circle, key: str, labels: list[Label]) -> Kin:
    other = circle.people[key]
    return Kin(
        key,
        width=max(width_of(label.text) for label in labels),
        lines=len(labels),
        born=_born_order(other),
        stands_left=other.sex == Sex.MALE,
    )


def _symbol(circle: Circle, spot: Spot, labels: list[Label], is_first: bool) -> Symbol:
    other = circle.people[spot.id]
    shape = SHAPES.get(Sex(other.sex), "diamond")
    top = spot.y + HALF + UNDER
    return Symbol(
        x=_n(spot.x),
        y=_n(spot.y),
        shape=shape,
        points=_diamond(spot),
        age=_age(other),
        dead=_cross(spot) if other.has_died else "",
        is_first=is_first,
        labels=[Label(_n(top + (n + 1) * LINE - 4), la.text, la.css, la.lang) for n, la in enumerate(labels)],
        left=_n(spot.x - HALF),
        top=_n(spot.y - HALF),
        outer_left=_n(spot.x - HALF - 6),
        outer_top=_n(spot.y - HALF - 6),
    )


def _diamond(spot: Spot) -> str:
    reach = HALF * 1.15
    corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)]
    return " ".join(f"{_n(spot.x + dx)},{_n(spot.y + dy)}" for dx, dy in corners)


def _cross(spot: Spot) -> str:
    left, right, top, bottom = spot.x - HALF, spot.x + HALF, spot.y - HALF, spot.y + HALF
    return f"M{_n(left)} {_n(top)}L{_n(right)} {_n(bottom)}M{_n(right)} {_n(top)}L{_n(left)} {_n(bottom)}"


def _age(other: Person | RelatedPerson) -> str:
    """In years; at death for whoever has died. Of a year of birth alone it may be one too many, and stands with a mark."""
    died = _died_year(other)
    if other.has_died and died is None:
        return ""
    if isinstance(other, RelatedPerson):
        until = died or formats.today().year
        return f"~{until - other.born_year}" if other.born_year else ""
    if other.born is None:
        return ""
    if other.born_precision == Precision.FULL and (not died or other.died_precision == Precision.FULL):
        return str(formats.age(other.born, other.died_on or formats.today()))
    return f"~{(died or formats.today().year) - other.born.year}"


def _died_year(other: Person | RelatedPerson) -> int | None:
    if isinstance(other, RelatedPerson):
        return other.died_year
    return other.died_on.year if other.died_on else None


def _born_order(other: Person | RelatedPerson) -> int | None:
    if isinstance(other, RelatedPerson):
        return other.born_year * 366 if other.born_year else None
    return other.born.year * 366 + other.born.timetuple().tm_yday if other.born else None


# -- lines ----------------------------------------------------------------------------------------------------------


def _couples(drawing: Drawing) -> Iterator[Stroke]:
    for line in drawing.couples:
        dashed = line.bond.status == "cohabiting" or not (line.bond.status or line.bond.is_recorded)
        yield Stroke(_couple_path(line), "l dash" if dashed else "l")
        slashes = {"separated": 1, "divorced": 2}.get(line.bond.status, 0)
        if slashes:
            x, y = line.x1 + (line.x2 - line.x1) * 0.3, line.y if line.low is None else line.low
            path = "".join(f"M{_n(x + 8 * n - 4)} {_n(y + 11)}l8-22" for n in range(slashes))
            yield Stroke(path, "l")


def _couple_path(line: CoupleLine) -> str:
    if line.low is None:
        return f"M{_n(line.x1)} {_n(line.y)}H{_n(line.x2)}"
    side = line.y + HALF
    return f"M{_n(line.x1)} {_n(side)}V{_n(line.low)}H{_n(line.x2)}V{_n(side)}"


def _broods(drawing: Drawing) -> Iterator[Stroke]:
    for brood in drawing.broods:
        yield Stroke(_bus(brood), "l")
        for kind in dict.fromkeys(drop.kind for drop in brood.drops):
            path = "".join(f"M{_n(d.x)} {_n(brood.bus)}V{_n(d.top)}" for d in brood.drops if d.kind == kind)
            yield Stroke(path, {"blood": "l", "adoptive": "l dash"}.get(kind, "l dot"))


def _bus(brood: Brood) -> str:
    stem = f"M{_n(brood.stem[0])} {_n(brood.stem[1])}V{_n(brood.bus)}" if brood.stem else ""
    return f"{stem}M{_n(brood.left)} {_n(brood.bus)}H{_n(brood.right)}"


def _ties(drawing: Drawing) -> Iterator[Stroke]:
    for line in drawing.ties:
        yield from tie_strokes(line.tie.tie, line.points)


Point = tuple[float, float]


def tie_strokes(tie: str, points: Sequence[Point]) -> Iterator[Stroke]:
    """How two get on, in the manner of the line: thick, plain, dotted, jagged, or struck through."""
    match tie:
        case "close":
            yield Stroke(_path(points), "strong")
        case "distant":
            yield Stroke(_path(points), "weak")
        case "conflict":
            yield Stroke(_path(_jagged(points)), "stress")
        case "cut_off":
            yield Stroke(_path(points), "cut")
            yield Stroke(_struck(points), "cut")
        case _:
            yield Stroke(_path(points), "plain")


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _jagged(points: Sequence[Point]) -> list[Point]:
    """To and fro about the line, so often that a tooth is about ten wide."""
    steps = max(4, round(sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)) / 10))
    found = [points[0]]
    for n in range(1, steps):
        (x, y), (dx, dy) = _at(points, n / steps)
        side = 6 * (n % 2 * 2 - 1)
        found.append((x - dy * side, y + dx * side))
    return [*found, points[-1]]


def _struck(points: Sequence[Point]) -> str:
    """Two strokes across the middle."""
    (x, y), (dx, dy) = _at(points, 0.5)
    strokes = [(x + dx * n, y + dy * n) for n in (-4, 4)]
    return "".join(f"M{_n(a - dy * 9)} {_n(b + dx * 9)}L{_n(a + dy * 9)} {_n(b - dx * 9)}" for a, b in strokes)


def _at(points: Sequence[Point], share: float) -> tuple[Point, Point]:
    """The point so far along the line, and its direction there."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            along = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
            return (a[0] + along[0] * left, a[1] + along[1] * left), along
        left -= length
    return points[-1], (1.0, 0.0)


def _n(value: float) -> str:
    """A coordinate in few characters."""
    return f"{value:.1f}".removesuffix(".0")


def _used(drawing: Drawing, symbols: list[Symbol]) -> set[str]:
    used = {symbol.shape for symbol in symbols} | {line.tie.tie for line in drawing.ties}
    used |= {"first"} if any(s.is_first for s in symbols) else set()
    used |= {"dead"} if any(s.dead for s in symbols) else set()
    used |= {"house"} if drawing.houses else set()
    used |= {c.bond.status for c in drawing.couples if c.bond.status}
    used |= {"cohabiting"} if any(not (c.bond.status or c.bond.is_recorded) for c in drawing.couples) else set()
    kinds = {drop.kind for brood in drawing.broods for drop in brood.drops}
    return used | kinds | ({"foster"} if kinds & {"step", "sibling"} else set())


# -- the same in words ----------------------------------------------------------------------------------------------


def _row(circle: Circle, family: Family, key: str) -> TextRow:
    other = circle.people[key]
    kind = circle.kinds.get(key)
    is_first = any(str(person.id) == key for person in circle.first)
    return TextRow(
        name=other.name,
        lang=lang_of(other.name),
        url=reverse("people:person_page", args=[other.id]) if isinstance(other, Person) else "",
        kind=RelationKind(kind).label if kind and not is_first else "",
        facts=list(_facts(circle, family, key)),
    )


def _facts(circle: Circle, family: Family, key: str) -> Iterator[Words]:
    other = circle.people[key]
    if other.sex in SHAPES:
        yield Sex(other.sex).label
    yield from _life(other)
    for kind, words in DESCENTS.items():
        names = [
            circle.people[d.parent].name for d in family.descents if d.child == key and (d.kind or "blood") == kind
        ]
        if names:
            yield str(words) % {"names": _(", ").join(names)}
    for bond in family.bonds:
        if key in (bond.one, bond.two):
            partner = circle.people[bond.two if bond.one == key else bond.one]
            yield str(COUPLES[bond.status]) % {"name": partner.name}
    for tie in family.ties:
        if key in (tie.one, tie.two):
            yield str(TIES[tie.tie]) % {"name": circle.people[tie.two if tie.one == key else tie.one].name}
    if key in circle.household and len(circle.household) > 1:
        yield _("Lives in the household")


def _life(other: Person | RelatedPerson) -> Iterator[Words]:
    age = _age(other)
    died = _died_year(other)
    if other.has_died:
        if died and age:
            yield _("died %(year)d, aged %(age)s") % {"year": died, "age": age}
        else:
            yield _("died %(year)d") % {"year": died} if died else _("has died")
    elif age:
        yield _("%(age)s years old") % {"age": age}
