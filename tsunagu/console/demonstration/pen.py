"""Writing in many words what happens in many lives: sentences with choices, so that no text is read again and again."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence

CHOICE = re.compile(r"\[([^\[\]]*)\]")  # [this|that]; the innermost first, so that a choice may hold others
TRIES = 80
# Korean particles follow the last sound of a word that is not known while the sentence is written: “{hobby}을/를”.
PARTICLE = re.compile(r"(.)(을/를|이/가|은/는|과/와|으로/로|이라면/라면)")


class Pen:
    """Puts texts together from a stock; what was written before is written again only when nothing else is left."""

    def __init__(self) -> None:
        self.written: Counter[str] = Counter()

    def write(self, stock: str | Sequence[str], words: Mapping[str, str], chance: random.Random) -> str:
        stock = (stock,) if isinstance(stock, str) else stock
        drafts = (put_together(chance.choice(stock), words, chance) for _ in range(TRIES))
        best = next(drafts)
        for draft in drafts:
            if not self.written[best]:
                break
            if self.written[draft] < self.written[best]:
                best = draft
        self.written[best] += 1
        return best


def put_together(text: str, words: Mapping[str, str], chance: random.Random) -> str:
    """One way to say it: `[this|that]` chosen, `{slot}` filled."""
    while CHOICE.search(text):
        text = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)
    return PARTICLE.sub(_with_particle, text.format_map(words))


def _with_particle(found: re.Match[str]) -> str:
    """The first form after a closing consonant, the second after a vowel; ㄹ counts as a vowel before 로."""
    last, forms = found[1], found[2].split("/")
    closing = (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else 0
    open_sound = closing == 0 or (closing == 8 and forms[1] == "로")
    return last + forms[1 if open_sound else 0]
