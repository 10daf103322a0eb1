"""Do these answers fit the questions?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tsunagu.assessment.rules.outlines import Item, Section

# Answers too: somebody was not asked, would not say, or could not.
NO_ANSWER = ("not_asked", "refused", "unknown")
YES_NO = ("yes", "no")


def wrong_answers(section: Section, answers: Mapping[str, Any]) -> list[str]:
    """Codes of items that do not exist here, or whose answer is none of theirs."""
    return [code for code, value in answers.items() if (item := section.item(code)) is None or not fits(item, value)]


def fits(item: Item, value: Any) -> bool:
    if value in NO_ANSWER and isinstance(value, str):
        return True
    match item.kind:
        case "yes_no":
            return value in YES_NO
        case "choice" | "scale":
            return item.option(value) is not None
        case "several":
            return isinstance(value, list) and bool(value) and all(item.option(code) for code in value)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def missing_observations(section: Section, answers: Mapping[str, Any]) -> list[Item]:
    """What was to be looked at and was not: for somebody who cannot say when something is wrong."""
    return [item for item in section.items if item.code not in answers]
