"""Writing in many words what happens in many lives: sentences with choices, so that no text is read again and again."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence

CHOICE = re.compile(r"\[([^\[\]]*)\]")  # [this|that]; the innermost first, so that a choice may hold others
TRIES = 80


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
    return text.format_map(words)
