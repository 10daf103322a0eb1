"""Words that come as data, in three languages: from pathways, instruments and code lists."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

Words = Mapping[str, str] | str


def in_language(words: Words | None, language: str | None = None) -> str:
    """The text for the reader, else English, else whatever there is."""
    if words is None or isinstance(words, str):
        return words or ""
    wanted = (language or get_language() or "en").split("-")[0]
    return words.get(wanted) or words.get("en") or next(iter(words.values()), "")
