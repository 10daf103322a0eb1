"""Which words sound like a goal and cannot be checked, and what to write instead? Shipped by language; an agency adds its own (R-052)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """A word to be looked at twice, and the question that makes a goal of it."""

    language: str
    word: str
    hint: str


_HOW_MUCH = {
    "en": "What would be different, and by how much? For example: pain from 7 to 4.",
    "ja": "何が、どこからどこまで変わるかを書きます。例:痛みが7から4になる。",
    "ko": "무엇이 어디에서 어디까지 달라지는지 씁니다. 예: 통증 점수 7 → 4.",
}
_WHAT_IS_SEEN = {
    "en": "What would somebody see or hear who comes to visit?",
    "ja": "訪ねた人の目に見え、耳に聞こえる様子で書きます。",
    "ko": "찾아간 사람이 보고 들을 수 있는 모습으로 씁니다.",
}
_WHO_DOES_WHAT = {
    "en": "Say what is done, how often, and with whom.",
    "ja": "何を、どのくらいの回数、誰とするのかを書きます。",
    "ko": "무엇을, 얼마나 자주, 누구와 하는지 씁니다.",
}
_HOW_LONG = {
    "en": "What goes on, how often, until when?",
    "ja": "何を、いつまで、どのくらい続けるのかを書きます。",
    "ko": "무엇을 언제까지 얼마나 이어 가는지 씁니다.",
}
_WORDS: tuple[tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]], ...] = (
    (
        _HOW_MUCH,
        {
            "en": ("improve", "better", "enhance"),
            "ja": ("向上", "改善する"),
            "ko": ("향상", "개선", "줄여", "증진"),
        },
    ),
    (
        _WHAT_IS_SEEN,
        {
            "en": ("live well", "be happy", "stable life"),
            "ja": ("安心して", "安定した", "健康に", "元気に", "楽しく", "その人らしく", "自分らしく"),
            "ko": ("건강하게", "안정적", "행복하게", "잘 지", "원활"),
        },
    ),
    (_WHO_DOES_WHAT, {"en": ("as appropriate", "try to"), "ja": ("できるだけ",), "ko": ("노력", "최대한")}),
    (_HOW_LONG, {"en": ("maintain health",), "ja": ("維持する",), "ko": ("유지한다",)}),
)
SHIPPED = tuple(
    Hint(language, word, hints[language])
    for hints, by_language in _WORDS
    for language, words in by_language.items()
    for word in words
)


def found_in(text: str, hints: Iterable[Hint] = SHIPPED) -> list[Hint]:
    """The hints whose words stand in a text, in the order of the list."""
    written = unicodedata.normalize("NFKC", text).casefold()
    return [hint for hint in hints if hint.word and unicodedata.normalize("NFKC", hint.word).casefold() in written]
