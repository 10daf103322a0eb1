"""Plain judgements about a plan: is this goal SMART, do these services overlap, what is this number called, which words changed?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher

from tsunagu.planning.rules.wording import SHIPPED, Hint, found_in

INTERIM_DAYS = 14  # practice norms T11

EVERYBODY = re.compile(
    r"\s*(all|everyone|everybody|whole team|the team|all staff|various|tbd|unknown|none|n/?a|"
    r"全員|皆|みんな|関係者|関係機関|各機関|チーム|未定|なし|"
    r"모두|전원|전체|관계자|관련 ?기관|각 ?기관|팀|미정|없음)\s*[.。]?\s*",
    re.IGNORECASE,
)


def names_nobody(name: str) -> bool:
    """Is this no single party: blank, "all", 関係者, 전원? What everybody answers for nobody does (R-051)."""
    written = unicodedata.normalize("NFKC", name)
    return not written.strip() or EVERYBODY.fullmatch(written) is not None


@dataclass(frozen=True)
class Smart:
    """The five questions to a goal, each answered yes or no (R-052)."""

    specific: bool
    measurable: bool
    achievable: bool
    relevant: bool
    timed: bool

    @property
    def all(self) -> bool:
        return self.specific and self.measurable and self.achievable and self.relevant and self.timed


def smart(
    *,
    text: str,
    measure: str,
    baseline: str,
    target: str,
    target_date: date | None,
    relevance: str,
    strength: str,
    own_words: bool,
    hints: Iterable[Hint] = SHIPPED,
) -> Smart:
    """Specific: no word that cannot be checked. Measurable: how it is checked. Achievable: from where to where, for a step that can be
    seen. Relevant: why it matters, the strength it builds on, or the person's own words. Timed: by when.
    """
    return Smart(
        specific=bool(text.strip()) and not found_in(text, hints),
        measurable=bool(measure.strip()),
        achievable=bool(baseline.strip() and target.strip()),
        relevant=bool(relevance.strip() or strength.strip() or own_words),
        timed=target_date is not None,
    )


# -- numbers ---------------------------------------------------------------------------------------------------------------

LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ja": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ",
    "ko": "가나다라마바사아자차카타파하",
}


def letter(number: int, language: str) -> str:
    """The mark of a service below a goal, as each language counts: 1-1-1-a, 1-1-1-ア, 1-1-1-가. After the last, the number itself."""
    letters = LETTERS.get(language[:2], LETTERS["en"])
    return letters[number - 1] if number <= len(letters) else str(number)


# -- money -----------------------------------------------------------------------------------------------------------------


def expected_total(units: Decimal | None, unit_price: Decimal | None) -> Decimal | None:
    """Units times price, to the hundredth, half up, as an invoice rounds."""
    if units is None or unit_price is None:
        return None
    return (units * unit_price).quantize(Decimal("0.01"), ROUND_HALF_UP)


# -- periods and hours -----------------------------------------------------------------------------------------------------


def overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Do two periods share a day? A missing end is open."""
    return (one[1] is None or other[0] is None or other[0] <= one[1]) and (
        other[1] is None or one[0] is None or one[0] <= other[1]
    )


def horizon_advice(long: bool, target_date: date, from_day: date) -> bool:
    """Is the horizon unusual for Japanese home care: long-term about a year, short-term three to six months (T21)?"""
    days = (target_date - from_day).days
    return not (300 <= days <= 430 if long else 60 <= days <= 190)


SLOT = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")


def read_slots(day: int, start: str, end: str) -> list[tuple[int, str, str]]:
    """One stretch of the week, tidied: day 0 is Monday; a night becomes its two days. Raises ValueError when it is none."""
    times = [SLOT.fullmatch(unicodedata.normalize("NFKC", text).strip()) for text in (start, end)]
    if day not in range(7) or not times[0] or not times[1]:
        raise ValueError("a day of the week and two times of day")
    begin, finish = (f"{int(time[1]):02}:{time[2]}" for time in times if time)
    if max(begin, finish) > "24:00" or begin == finish or begin == "24:00":
        raise ValueError("two different times of one day, or of a night")
    if begin < finish:
        return [(day, begin, finish)]
    morning = [((day + 1) % 7, "00:00", finish)] if finish > "00:00" else []
    return [(day, begin, "24:00"), *morning]


DAY_LINE = re.compile(r"\s*([01]?\d|2[0-3]):([0-5]\d)\s*(?:[-–〜~]\s*(?:[01]?\d|2[0-4]):[0-5]\d)?\s*(\S.*)")


def read_day(text: str) -> list[list[str]]:
    """An ordinary day as it is typed, a line each: "6:30 gets up". Raises ValueError with the first line that is none."""
    found = []
    for line in unicodedata.normalize("NFKC", text).splitlines():
        if not line.strip():
            continue
        match = DAY_LINE.fullmatch(line)
        if match is None:
            raise ValueError(line.strip())
        found.append([f"{int(match[1]):02}:{match[2]}", match[3].strip()])
    return sorted(found, key=lambda entry: entry[0])


# The parts of a day into which 第3表 divides its hours.
PARTS_OF_DAY = (
    ("night", range(6)),
    ("early", range(6, 8)),
    ("morning", range(8, 12)),
    ("afternoon", range(12, 18)),
    ("evening", range(18, 22)),
    ("late", range(22, 24)),
)


def hours_filled(start: str, end: str) -> range:
    """Which hours of the day a stretch touches: 09:30–11:00 touches 9 and 10."""
    return range(int(start[:2]), -(-(int(end[:2]) * 60 + int(end[3:])) // 60))


def expiry(activated_on: date) -> date:
    """The last day of an interim plan."""
    return activated_on + timedelta(days=INTERIM_DAYS)


# -- difference ------------------------------------------------------------------------------------------------------------

Piece = tuple[str, str]  # "same", "ins" or "del", and the text
WORDS = re.compile(r"[^\W\d_]+|\d+|\s+|.", re.DOTALL)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def pieces(old: str, new: str) -> list[Piece]:
    """What was taken out and what was put in, word by word; characters where the script has no spaces between words."""
    before, after = _tokens(old), _tokens(new)
    found: list[Piece] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("same", "".join(before[i1:i2])))
            continue
        if i1 != i2:
            found.append(("del", "".join(before[i1:i2])))
        if j1 != j2:
            found.append(("ins", "".join(after[j1:j2])))
    return found


def _tokens(text: str) -> Sequence[str]:
    return [
        token
        for word in WORDS.findall(text)
        for token in (re.findall(r"[\uac00-\ud7a3]+|.", word, re.DOTALL) if CJK.search(word) else [word])
    ]
