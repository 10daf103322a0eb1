"""A Goal of another system is a line of history, in the words it was written in."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, code_of, displays, line, parts, words
from tsunagu.fhir.importing.reading import Resource


def line_of(goal: Resource) -> Line:
    due = next((t["dueDate"] for t in parts(goal, "target") if t.get("dueDate")), "")
    return line(
        words(goal.get("description")),
        code=code_of(goal.get("description")),
        status=goal.get("lifecycleStatus"),
        began=goal.get("startDate"),
        ended=due,
    )


def who(goal: Resource) -> list[Resource]:
    return list(displays(goal, "expressedBy"))
