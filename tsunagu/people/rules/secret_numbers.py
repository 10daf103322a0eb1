"""Is this a number we may not keep? Korean resident registration numbers and the Japanese individual number.

Korea: Personal Information Protection Act, article 24-2, forbids keeping the resident registration number without a
law that asks for it. Japan: the Number Use Act, articles 19 and 20, forbids collecting and keeping the individual
number outside its listed uses. The masked Korean number keeps the birth date, which is no part of the secret.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from tsunagu.people.rules.dates import Partial
from tsunagu.people.rules.profile import IdentifierDraft

_KOREAN = re.compile(r"(?<!\d)(\d{6})\s*[-‐‑–—−]?\s*([0-9])(\d{6})(?!\d)")
_CENTURY = {
    "1": 1900,
    "2": 1900,
    "3": 2000,
    "4": 2000,
    "5": 1900,
    "6": 1900,
    "7": 2000,
    "8": 2000,
    "9": 1800,
    "0": 1800,
}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_NO_CHECK_DIGIT_FROM = date(2020, 10, 5)  # since then the last digits are random
_JAPANESE = re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)")


def is_resident_number(text: str) -> bool:
    """Does the text hold a Korean resident (or foreigner) registration number?"""
    return any(_is_korean(match) for match in _KOREAN.finditer(_plain(text)))


def mask_resident_numbers(text: str) -> str:
    """The same text with the secret half struck out: 480521-*******."""
    plain = _plain(text)
    if not is_resident_number(plain):
        return text
    return _KOREAN.sub(lambda m: f"{m[1]}-*******" if _is_korean(m) else m[0], plain)


def is_secret(number: IdentifierDraft) -> bool:
    """May this number neither be searched for nor compared? Masked, what is left of it is a birth date."""
    return number.type == "resident_registration" or "*" in number.value or is_resident_number(number.value)


def birth_of(text: str) -> Partial | None:
    """The birth date that stands in a Korean number, whole or masked: it is no part of the secret."""
    found = _KOREAN.search(_plain(text))
    born = _born(found) if found else None
    return Partial(born.year, born.month, born.day) if born else None


def is_individual_number(text: str) -> bool:
    """Is the text a Japanese individual number (My Number), by its check digit (Ordinance 85 of 2014, article 5)?"""
    match = _JAPANESE.fullmatch(_plain(text).strip())
    if not match:
        return False
    digits = [int(c) for c in match[0] if c.isdigit()]
    total = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return digits[11] == (0 if rest <= 1 else 11 - rest)


def _is_korean(match: re.Match[str]) -> bool:
    """A real date and a known century; written together, also the check digit, for thirteen digits are often something else."""
    born = _born(match)
    if born is None:
        return False
    together = match[0].isdigit()
    return not together or born >= _NO_CHECK_DIGIT_FROM or _checks(match[1] + match[2] + match[3])


def _born(match: re.Match[str]) -> date | None:
    try:
        return date(_CENTURY[match[2]] + int(match[1][:2]), int(match[1][2:4]), int(match[1][4:]))
    except ValueError:
        return None


def _checks(digits: str) -> bool:
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    check = (11 - total % 11) % 10
    # Numbers of foreigners count two further.
    return int(digits[12]) in (check, (13 - total % 11) % 10)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
