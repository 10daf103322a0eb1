"""Is this the same human? Two profiles compared cell by cell, in words a person can check; no score.

Which agreements count is the practice of record linkage in registers: a number given by an authority, or a name with a
birth date, identifies; a like name alone does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.numbers import identifier_key, national
from tsunagu.people.rules.profile import NameDraft, Profile, split_name
from tsunagu.people.rules.secret_numbers import is_secret
from tsunagu.people.rules.writing import fold, fold_romaji, romaji, variants_between


class Verdict(StrEnum):
    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


class How(StrEnum):
    """In what two values are alike, or how same values are written apart."""

    VARIANTS = "variants"  # 邉 and 辺
    WRITTEN_APART = "written_apart"  # spaces, widths, 14-2 and 14番2号
    FAMILY_DIFFERS = "family_differs"
    GIVEN_DIFFERS = "given_differs"
    ONE_CHARACTER = "one_character"
    ORDER = "order"
    LONGER = "longer"  # one continues the other
    DAY_DIGIT = "day_digit"
    DAY_DIFFERS = "day_differs"
    SWAPPED = "swapped"  # day and month
    YEAR_DIFFERS = "year_differs"
    LESS_KNOWN = "less_known"  # one date is known less exactly


class Strength(IntEnum):
    """How near, for sorting and for a word; a strong one must be answered before a new record is made."""

    SOME = 1
    CLOSE = 2
    STRONG = 3


@dataclass(frozen=True)
class Cell:
    """One row of the comparison for one candidate. `pair` are the characters or numbers a sentence about it names."""

    field: str
    verdict: Verdict
    ours: str = ""
    theirs: str = ""
    how: How | None = None
    pair: tuple[str, str] | None = None


@dataclass(frozen=True)
class Comparison:
    cells: tuple[Cell, ...]
    strength: Strength | None  # nothing: too far apart to show

    def cell(self, field: str) -> Cell:
        return next(cell for cell in self.cells if cell.field == field)


NEAR = (Verdict.SAME, Verdict.ALIKE)
WRITTEN = ("kanji", "hangul", "roman", "other")


def compare(ours: Profile, theirs: Profile) -> Comparison:
    """`ours` is what came in; `theirs` is on record."""
    cells = (
        _names("name", ours.names_in(*WRITTEN), theirs.names_in(*WRITTEN)),
        _names("reading", ours.names_in("kana"), theirs.names_in("kana")),
        compare_births(ours.born, theirs.born),
        _addresses(ours, theirs),
        _phones(ours, theirs),
        _identifiers(ours, theirs),
    )
    return Comparison(cells, _strength({cell.field: cell for cell in cells}))


def _strength(cells: dict[str, Cell]) -> Strength | None:
    name, reading, born = (cells[f].verdict for f in ("name", "reading", "born"))
    called = Verdict.SAME in (name, reading) or cells["name"].how is How.VARIANTS
    like = name in NEAR or reading in NEAR
    reached = Verdict.SAME in (cells["phone"].verdict, cells["address"].verdict)
    if cells["identifier"].verdict is Verdict.SAME and (like or born in NEAR):
        return Strength.STRONG
    if called and (born is Verdict.SAME or (born is not Verdict.DIFFERENT and reached)):
        return Strength.STRONG
    if (
        cells["identifier"].verdict is Verdict.SAME
        or (like and born is Verdict.SAME)
        or (called and born is Verdict.ALIKE)
    ):
        return Strength.CLOSE
    if like and (called or reached or born is Verdict.ALIKE):
        return Strength.SOME
    return Strength.SOME if reading is Verdict.ALIKE and cells["reading"].how is How.LONGER else None


# -- names ----------------------------------------------------------------------------------------------------------

_RANK = {Verdict.SAME: 0, Verdict.ALIKE: 1, Verdict.DIFFERENT: 2}


def _names(field: str, ours: list[NameDraft], theirs: list[NameDraft]) -> Cell:
    """The best pair; names of different scripts are compared only through what both can be read as."""
    found = [_name(field, a, b) for a in ours for b in theirs if a.script == b.script]
    if found:
        return min(found, key=lambda cell: _RANK[cell.verdict])
    return Cell(field, Verdict.UNKNOWN, ours[0].whole if ours else "", theirs[0].whole if theirs else "")


def _name(field: str, ours: NameDraft, theirs: NameDraft) -> Cell:
    a, b = ours.whole, theirs.whole
    one, two = fold(a), fold(b)

    def cell(verdict: Verdict, how: How | None = None, pair: tuple[str, str] | None = None) -> Cell:
        return Cell(field, verdict, a, b, how, pair)

    if one == two:
        pairs = variants_between(a, b)
        return cell(Verdict.ALIKE, How.VARIANTS, pairs[0]) if pairs else cell(Verdict.SAME)
    if ours.script == "roman" and sorted(_words(a)) == sorted(_words(b)):
        return cell(Verdict.ALIKE, How.ORDER)
    if ours.script in {"roman", "kana"} and _sound(ours) == _sound(theirs):
        return cell(Verdict.ALIKE, How.WRITTEN_APART)
    return cell(*_likeness(_split(ours), _split(theirs), one, two))


def _likeness(ours: tuple[str, str], theirs: tuple[str, str], one: str, two: str) -> tuple[Verdict, How | None]:
    (family, given), (other_family, other_given) = ours, theirs
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > 2 and longer.startswith(shorter):
        return Verdict.ALIKE, How.LONGER
    if family and given and other_family and other_given:
        if given == other_given:
            near = distance(family, other_family) <= 1
            return Verdict.ALIKE, How.ONE_CHARACTER if near else How.FAMILY_DIFFERS
        if family == other_family:
            near = distance(given, other_given) <= 1
            return (Verdict.ALIKE, How.ONE_CHARACTER if near and len(given) > 1 else How.GIVEN_DIFFERS)
    if len(shorter) > 2 and distance(one, two) <= 1:
        return Verdict.ALIKE, How.ONE_CHARACTER
    if (
        min(len(family), len(other_family)) > 1
        and given[:1] == other_given[:1] != ""
        and distance(family, other_family) <= 1
    ):
        return Verdict.ALIKE, How.FAMILY_DIFFERS
    return Verdict.DIFFERENT, None


def _split(name: NameDraft) -> tuple[str, str]:
    family, given = name.family, name.given
    if not (family and given):
        family, given = split_name(name.script, name.whole)
    return fold(family), fold(given)


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.split(r"[\s,]+", text)]


def _sound(name: NameDraft) -> str:
    return romaji(name.whole) if name.script == "kana" else fold_romaji(name.whole)


def distance(one: str, two: str) -> int:
    """Insertions, deletions, substitutions and swapped neighbours between two short texts."""
    rows = [list(range(len(two) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(two, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


# -- birth dates ----------------------------------------------------------------------------------------------------


def compare_births(ours: Partial | None, theirs: Partial | None) -> Cell:
    one, two = (p.key if p else "" for p in (ours, theirs))
    verdict, how = _births(ours, theirs)
    return Cell("born", verdict, one, two, how)


def _births(ours: Partial | None, theirs: Partial | None) -> tuple[Verdict, How | None]:
    if ours is None or theirs is None:
        return Verdict.UNKNOWN, None
    if ours == theirs:
        return (Verdict.SAME, None) if ours.day else (Verdict.ALIKE, How.LESS_KNOWN)
    if ours.key.startswith(theirs.key) or theirs.key.startswith(ours.key):
        return Verdict.ALIKE, How.LESS_KNOWN
    if not ours.day or not theirs.day:
        return Verdict.DIFFERENT, None
    if ours.year == theirs.year and (ours.month, ours.day) == (theirs.day, theirs.month):
        return Verdict.ALIKE, How.SWAPPED
    if (ours.year, ours.month) == (theirs.year, theirs.month):
        return Verdict.ALIKE, How.DAY_DIGIT if _one_digit(f"{ours.day:02}", f"{theirs.day:02}") else How.DAY_DIFFERS
    if (ours.month, ours.day) == (theirs.month, theirs.day) and _one_digit(str(ours.year), str(theirs.year)):
        return Verdict.ALIKE, How.YEAR_DIFFERS
    return Verdict.DIFFERENT, None


def _one_digit(one: str, two: str) -> bool:
    return sum(a != b for a, b in zip(one, two, strict=True)) == 1


# -- where and by which numbers -------------------------------------------------------------------------------------


def address_key(text: str) -> str:
    """One writing of an address: 3丁目14番2号 コーポ松風201 and 3-14-2 コーポ松風 201 are one; numbers keep their borders."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"〒?\s*\d{3}-\d{4}", "", plain)
    plain = re.sub(r"(?<=[〇一二三四五六七八九十])丁目", "丁目", plain)
    plain = re.sub(r"[一二三四五六七八九](?=丁目)", lambda m: str("一二三四五六七八九".index(m[0]) + 1), plain)
    plain = re.sub(r"(?<=\d)\s*(丁目|番地の|番地|番|号室|号|の|번지|번길|동|호|층)", "-", plain)
    pieces = re.findall(r"\d+|[^\W\d_]+", plain)
    return " ".join(piece if piece.isdigit() else fold(piece) for piece in pieces)


def _addresses(ours: Profile, theirs: Profile) -> Cell:
    one, two = (p.addresses[0].text if p.addresses else "" for p in (ours, theirs))
    if not one or not two:
        return Cell("address", Verdict.UNKNOWN, one, two)
    for a in ours.addresses:
        for b in theirs.addresses:
            if address_key(a.text) == address_key(b.text):
                apart = How.WRITTEN_APART if "".join(a.text.split()) != "".join(b.text.split()) else None
                return Cell("address", Verdict.SAME, a.text, b.text, apart)
    near = any(_numbers(a.text) == _numbers(b.text) != [] for a in ours.addresses for b in theirs.addresses)
    return Cell("address", Verdict.ALIKE if near and _starts_alike(one, two) else Verdict.DIFFERENT, one, two)


def _numbers(text: str) -> list[str]:
    return [piece for piece in address_key(text).split() if piece.isdigit()]


def _starts_alike(one: str, two: str) -> bool:
    return fold(one)[:2] == fold(two)[:2]


def _phones(ours: Profile, theirs: Profile) -> Cell:
    return _numbered("phone", [(national(p), p) for p in ours.phones], [(national(p), p) for p in theirs.phones])


def _identifiers(ours: Profile, theirs: Profile) -> Cell:
    """Numbers of one kind and issuer only: two insurers may give the same digits."""
    mine = [(f"{i.type} {i.system} {identifier_key(i.value)}", i.value) for i in ours.identifiers if not is_secret(i)]
    other = [
        (f"{i.type} {i.system} {identifier_key(i.value)}", i.value) for i in theirs.identifiers if not is_secret(i)
    ]
    kinds = {key.rsplit(" ", 1)[0] for key, _ in mine} & {key.rsplit(" ", 1)[0] for key, _ in other}
    if mine and other and not kinds:
        return Cell("identifier", Verdict.UNKNOWN, mine[0][1], other[0][1])
    return _numbered("identifier", mine, other)


def _numbered(field: str, ours: Iterable[tuple[str, str]], theirs: Iterable[tuple[str, str]]) -> Cell:
    one, two = dict(ours), dict(theirs)
    for key in one:
        if key in two:
            return Cell(field, Verdict.SAME, one[key], two[key])
    first, second = next(iter(one.values()), ""), next(iter(two.values()), "")
    return Cell(field, Verdict.DIFFERENT if first and second else Verdict.UNKNOWN, first, second)


# -- whom to compare with -------------------------------------------------------------------------------------------


def blocking_keys(profile: Profile) -> list[str]:
    """Exact keys any candidate must share one of: a name as folded, a reading, a birth date, a number."""
    return list(dict.fromkeys(key for key in _blocking(profile) if len(key) > 1))


def _blocking(profile: Profile) -> Iterator[str]:
    for name in profile.names:
        yield fold(name.whole)
        if name.script == "kana":
            yield romaji(name.whole)
        if name.script == "roman":
            yield fold_romaji(name.whole)
    if profile.born and profile.born.day:
        yield profile.born.key
    for phone in profile.phones:
        yield national(phone)
    for identifier in profile.identifiers:
        if not is_secret(identifier):
            yield identifier_key(identifier.value)
