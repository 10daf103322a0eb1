"""What does a telephone dial, and which numbers are the same?"""

from __future__ import annotations

import re
import unicodedata

from tsunagu.people.rules.writing import fold


def dial(text: str) -> str:
    """What a `tel:` link dials: digits, and a leading + where the country is written; an extension is left out."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = re.split(r"ext|x|内線|내선", plain, maxsplit=1)[0]
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", plain) if plain.startswith("+") else plain)
    if plain.startswith("+"):
        return f"+{digits}"
    return f"+{digits[3:]}" if digits.startswith("010") and len(digits) > 12 else digits


def national(number: str) -> str:
    """Without country and trunk prefix, for comparing: +81 90-1234-5678 and 090-1234-5678 are one."""
    dialled = dial(number)
    for country in ("+81", "+82", "+1"):
        if dialled.startswith(country):
            return dialled[len(country) :].lstrip("0")
    return dialled.lstrip("+").lstrip("0")


def identifier_key(value: str) -> str:
    """Letters and digits only, widths and cases folded."""
    return fold(value)


def tail(value: str, length: int = 3) -> str:
    """The end of a number, enough to compare without showing it."""
    key = identifier_key(value)
    return key[-length:] if len(key) > length else key
