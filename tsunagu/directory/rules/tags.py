"""By what is a service found? Tags made from what is known of it, and the tags a question looks for: the same folding on both sides.

A word in Latin letters is found by its beginning, Japanese and Korean by every pair of neighbouring characters; so one inverted index
answers words, places, needs, languages, cost and capacity together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale

from tsunagu.people.rules.writing import fold

FREE = "free"
LONGEST = 12  # characters of a word that count
ENOUGH = 800  # tags of one service: a description of pages does not fill the index
_LATIN = re.compile(r"[a-z0-9]+")
_OTHER = re.compile(r"[^a-z0-9]+")
_NO_CHARGE = re.compile(r"\b(free|no (charge|cost|fee)s?|pro bono)\b|無料|무료|費用なし|自己負担なし|본인부담 없음")
_CHARGE = re.compile(r"\bnot free\b|\bfree (trial|parking)\b|一部無料|일부 무료")


def need(code: str) -> str:
    return f"n:{code}"


def language(code: str) -> str:
    return f"l:{code.casefold().replace('_', '-').split('-')[0]}"


def capacity(code: str) -> str:
    return f"c:{code}"


def words(*texts: str, mark: str = "") -> list[str]:
    """Every tag by which these texts are found."""
    found: dict[str, None] = {}
    for text in texts:
        for tag in _all_tags(text):
            found[mark + tag] = None
    return list(found)[:ENOUGH]


def wanted(text: str, mark: str = "") -> list[str]:
    """The tags a question needs, all of them."""
    found: dict[str, None] = {}
    for word in _latin_words(text):
        found[mark + word[:LONGEST]] = None
    for run in _other_runs(text):
        for tag in [run] if len(run) == 1 else _pairs(run):
            found[mark + tag] = None
    return list(found)[:24]


def areas(*texts: str) -> list[str]:
    return words(*texts, mark="a:")


def wanted_areas(text: str) -> list[str]:
    return wanted(text, mark="a:")


def _all_tags(text: str) -> Iterator[str]:
    for word in _latin_words(text):
        yield from (word[:length] for length in range(min(2, len(word)), min(len(word), LONGEST) + 1))
    for run in _other_runs(text):
        yield from run
        yield from _pairs(run)


def _latin_words(text: str) -> Iterator[str]:
    for word in re.split(r"[\W_]+", text):
        yield from _LATIN.findall(fold(word))


def _other_runs(text: str) -> list[str]:
    return _OTHER.findall(fold(text))


def _pairs(run: str) -> Iterator[str]:
    return (run[n : n + 2] for n in range(len(run) - 1))


def is_free(amounts: Iterable[float | None], *fees: str) -> bool:
    """Every price named is nothing, or the words about fees say so."""
    named = [amount for amount in amounts if amount is not None]
    if named:
        return not any(named)
    said = " ".join(fees).casefold()
    return bool(_NO_CHARGE.search(said)) and not _CHARGE.search(said)


@cache
def _language_names() -> dict[str, str]:
    return {
        fold(name): code
        for of in ("en", "ja", "ko")
        for code, name in Locale(of).languages.items()
        if re.fullmatch(r"[a-z]{2,3}", code)
    }


def language_code(code: str, name: str) -> str:
    """The ISO 639 code, from the code given or from a name in English, Japanese or Korean."""
    given = code.strip().casefold().replace("_", "-").split("-")[0]
    return given if re.fullmatch(r"[a-z]{2,3}", given) else _language_names().get(fold(name), "")
