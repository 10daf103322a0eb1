"""A Coverage is a line of the person's history: which insurance, under which number, until when."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, displays, line, parts, period, words
from tsunagu.fhir.importing.reading import Resource


def line_of(coverage: Resource) -> Line:
    begin, end = period(coverage)
    number = coverage.get("subscriberId") or next((i.get("value") for i in parts(coverage, "identifier")), "")
    plan = next((c.get("name") for c in parts(coverage, "class") if c.get("name")), "")
    return line(
        words(coverage.get("type")) or plan or "",
        code=number or "",
        status=coverage.get("status"),
        began=begin,
        ended=end,
    )


def who(coverage: Resource) -> list[Resource]:
    return list(displays(coverage, "payor"))
