"""A Condition is a line of the person's history: what, how it stands, since when."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, code_of, codes, displays, first_words, line, parts, when, words
from tsunagu.fhir.importing.reading import Resource


def line_of(condition: Resource) -> Line:
    began = when(condition, "onset")
    verification = codes(condition.get("verificationStatus"))
    doubtful = next((code for code in verification if code in {"refuted", "entered-in-error"}), "")
    title = words(condition.get("code")) or first_words(parts(condition, "category"))
    return line(
        title,
        code=code_of(condition.get("code")),
        status=doubtful or next(iter(codes(condition.get("clinicalStatus"))), ""),
        began=began[0] or condition.get("recordedDate"),
        ended=when(condition, "abatement")[0],
    )


def who(condition: Resource) -> list[Resource]:
    return list(displays(condition, "asserter", "recorder"))
