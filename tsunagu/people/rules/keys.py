"""By what is a person found, and what does a typed query look for? The same folding on both sides.

A key is compared by its beginning, which PostgreSQL answers from a b-tree for one character as for ten; names also have
their pairs of neighbouring characters, for what stands in the middle. Measured for Japanese and Korean names, where a
query is often a single character and trigrams find nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tsunagu.people.rules.dates import read_dates
from tsunagu.people.rules.numbers import dial, identifier_key, national
from tsunagu.people.rules.profile import NameDraft, Profile, split_name
from tsunagu.people.rules.secret_numbers import is_secret
from tsunagu.people.rules.writing import (
    fold,
    fold_romaji,
    initials,
    is_latin,
    romaji,
    syllable_range,
)

END = "\U0010ffff"  # sorts after every character: `key < prefix + END` is every key that begins with the prefix


@dataclass(frozen=True)
class Key:
    """`kind` says why it matched: name, given, reading, initials, born, identifier, phone, town."""

    kind: str
    key: str
    grams: tuple[str, ...] | None = None


Range = tuple[str, str]


@dataclass(frozen=True)
class Probe:
    """What a query looks for: ranges of keys for the whole, ranges for each word, and pairs of characters inside names."""

    ranges: tuple[Range, ...]
    words: tuple[tuple[Range, ...], ...]
    grams: tuple[str, ...]


# -- keys of a person -----------------------------------------------------------------------------------------------


def keys_of(profile: Profile, town: str = "") -> list[Key]:
    """Every key of a person, each once."""
    found: dict[tuple[str, str], Key] = {}
    for key in _all_keys(profile, town):
        if key.key:
            found.setdefault((key.kind, key.key), key)
    return list(found.values())


def _all_keys(profile: Profile, town: str) -> Iterator[Key]:
    for name in profile.names:
        yield from _keys_of_name(name)
    if profile.born:
        yield Key("born", profile.born.key)
    for identifier in profile.identifiers:
        if is_secret(identifier):
            continue
        yield Key("identifier", identifier_key(identifier.value))
    for phone in profile.phones:
        digits = national(phone)
        yield Key("phone", dial(phone).lstrip("+"))
        yield Key("phone", digits)
        yield Key("phone", digits[-4:])
    yield Key("town", fold(town))


def _keys_of_name(name: NameDraft) -> Iterator[Key]:
    """The whole and its later parts, so that a given name alone is a beginning too."""
    parts = _parts(name)
    for position, text in enumerate(parts):
        kind = "reading" if name.script == "kana" else "given" if position else "name"
        folded = fold(text)
        yield Key(kind, folded, grams(folded) if position == 0 else None)
        if name.script == "kana":
            latin = romaji(text)
            yield Key("reading", latin, grams(latin) if position == 0 else None)
        elif name.script == "hangul":
            yield Key("initials", initials(folded))
        elif name.script == "roman":
            yield Key(kind, fold_romaji(text))


def _parts(name: NameDraft) -> list[str]:
    whole, family, given = name.whole, name.family, name.given
    if name.script in {"roman", "other"}:
        words = re.split(r"[\s,-]+", whole)[:5]
        return [" ".join(words[n:] + words[:n]) for n in range(len(words))]
    if not (family and given):
        family, given = split_name(name.script, whole)
    return [whole, given] if given else [whole]


def grams(folded: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters."""
    return tuple(dict.fromkeys(folded[n : n + 2] for n in range(len(folded) - 1)))


# -- what a query looks for -----------------------------------------------------------------------------------------


def probe(query: str) -> Probe:
    """What to look for. Empty ranges: nothing was typed."""
    text = unicodedata.normalize("NFKC", query).strip()
    words = [w for w in re.split(r"[\s,]+", text) if fold(w)]
    whole = fold(_settled(text))
    apart = tuple(_ranges(word) for word in words[:4]) if len(words) > 1 else ()
    return Probe(_ranges(text), apart, grams(whole) if len(whole) > 1 else ())


def _ranges(text: str) -> tuple[Range, ...]:
    """The ranges of keys that the text may begin, without repeats."""
    folded = fold(_settled(text))
    found = {_prefix(p.key): None for p in read_dates(text)}
    if folded:
        found[_prefix(folded)] = None
        if composing := syllable_range(folded):
            found[composing] = None
        if is_latin(folded):
            found[_prefix(fold_romaji(text))] = None
    if digits := national(text) if _may_be_phone(text) else "":
        found[_prefix(digits)] = None
    return tuple(found)


def _prefix(key: str) -> Range:
    return key, key + END


def _settled(text: str) -> str:
    """Without the Latin letter an input method leaves behind while composing: わたn."""
    return re.sub(r"(?<=[\u3040-\u30ff])[a-z]{1,2}\Z", "", text)


def _may_be_phone(text: str) -> bool:
    return bool(re.fullmatch(r"\+?[\d\s().-]{4,}", text))
