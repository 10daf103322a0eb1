"""What is left out of a paper before it is handed out?"""

from __future__ import annotations

import re
from collections.abc import Iterable

BLACK = "■■■"


def redact(text: str, words: Iterable[str]) -> str:
    """Each of these words or names, wherever it stands and however it is cased, is made unreadable; longer ones first."""
    wanted = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return text
    return re.sub("|".join(map(re.escape, wanted)), BLACK, text, flags=re.IGNORECASE)
