"""What do typed relations say of a family's shape: who is whose child, who were a couple, who is left without a place?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, field

PARENTS = {"parent", "foster_parent"}
CHILDREN = {"child", "foster_child"}
COUPLES = {"spouse", "partner"}


@dataclass(frozen=True)
class Related:
    """`kind` is what `two` is to `one`: parent, child, spouse, sibling …"""

    one: str
    two: str
    kind: str
    descent: str = ""
    couple: str = ""
    tie: str = ""


@dataclass(frozen=True)
class Descent:
    """`kind`: blood, adoptive, step, foster; empty where nobody said. "sibling" follows from a sibling whose parents are known."""

    parent: str
    child: str
    kind: str = ""


@dataclass(frozen=True)
class Bond:
    """A couple, and how it stands; `is_recorded` is false where only a child they share tells of them."""

    one: str
    two: str
    status: str = ""
    is_recorded: bool = True


@dataclass(frozen=True)
class Tie:
    one: str
    two: str
    tie: str


@dataclass
class Family:
    """`unplaced`: those of whom it is not recorded through whom they are related; they stand in the text, not in the drawing."""

    people: list[str] = field(default_factory=list)
    descents: list[Descent] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)
    siblings: list[tuple[str, str]] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def family_of(people: Sequence[str], relations: Iterable[Related], *, first: Collection[str] = ()) -> Family:
    """The family that these relations make. `people` in the order of their telling; `first` are those it is drawn for."""
    related = sorted(set(relations), key=astuple)
    family = Family(ties=[Tie(r.one, r.two, r.tie) for r in related if r.tie and r.tie != "plain"])
    for relation in related:
        _take(family, relation)
    _in_laws(family, related)
    _once(family)
    _shared_children(family)
    _sibling_parents(family)
    placed = {p for d in family.descents for p in (d.parent, d.child)}
    placed |= {p for b in family.bonds for p in (b.one, b.two)} | {p for pair in family.siblings for p in pair}
    family.people = [p for p in dict.fromkeys(people) if p in placed or p in first]
    family.unplaced = [p for p in dict.fromkeys(people) if p not in placed and p not in first]
    drawn = set(family.people)
    family.ties = [t for t in family.ties if t.one in drawn and t.two in drawn]
    return family


def _take(family: Family, r: Related) -> None:
    foster = "foster" if "foster" in r.kind else r.descent
    if r.kind in PARENTS:
        family.descents.append(Descent(r.two, r.one, foster))
    elif r.kind in CHILDREN:
        family.descents.append(Descent(r.one, r.two, foster))
    elif r.kind in COUPLES:
        family.bonds.append(Bond(r.one, r.two, r.couple or ("cohabiting" if r.kind == "partner" else "")))
    elif r.kind == "sibling":
        family.siblings.append((r.one, r.two))


def _in_laws(family: Family, related: Iterable[Related]) -> None:
    """A parent-in-law is a parent of the spouse, where there is one spouse; else nobody knows of whom."""
    for r in related:
        person, other = (r.one, r.two) if r.kind == "parent_in_law" else (r.two, r.one)
        if r.kind not in {"parent_in_law", "child_in_law"}:
            continue
        spouses = {b.two if b.one == person else b.one for b in family.bonds if person in (b.one, b.two)}
        known = {d.parent for d in family.descents if d.child in spouses}
        if len(spouses) == 1 and other not in known:
            family.descents.append(Descent(other, next(iter(spouses))))


def _once(family: Family) -> None:
    """One line for each pair, the surest word kept; nobody descends from themself."""
    descents: dict[tuple[str, str], Descent] = {}
    for d in family.descents:
        if d.parent != d.child and (not (before := descents.get((d.parent, d.child))) or not before.kind):
            descents[d.parent, d.child] = d
    family.descents = [d for pair, d in descents.items() if pair[::-1] not in descents or pair < pair[::-1]]
    bonds: dict[frozenset[str], Bond] = {}
    for bond in family.bonds:
        pair = frozenset((bond.one, bond.two))
        if len(pair) == 2 and (pair not in bonds or not bonds[pair].status):
            bonds[pair] = bond
    family.bonds = list(bonds.values())
    family.siblings = sorted({(min(pair), max(pair)) for pair in family.siblings if pair[0] != pair[1]})


def _shared_children(family: Family) -> None:
    """Two who share a child by birth or adoption stand as a couple, even where nobody wrote how they stood."""
    known = {frozenset((b.one, b.two)) for b in family.bonds}
    for child in sorted({d.child for d in family.descents}):
        for kinds in ({"", "blood"}, {"adoptive"}):
            pair = sorted(d.parent for d in family.descents if d.child == child and d.kind in kinds)
            if len(pair) == 2 and frozenset(pair) not in known:
                known.add(frozenset(pair))
                family.bonds.append(Bond(pair[0], pair[1], is_recorded=False))


def _sibling_parents(family: Family) -> None:
    """A sibling without parents on record hangs where their brothers and sisters hang, by a line of its own kind."""
    for _round in range(len(family.siblings)):
        parents = {d.child: [p for p in family.descents if p.child == d.child] for d in family.descents}
        open_ = [(a, b) for pair in family.siblings for a, b in (pair, pair[::-1]) if a in parents and b not in parents]
        if not open_:
            return
        known, bare = open_[0]
        family.descents += [Descent(d.parent, bare, "sibling") for d in parents[known]]
