"""A CarePlan of another system is a line of history: ours is agreed and activated here."""

from __future__ import annotations

from tsunagu.fhir.importing.mapping.base import Line, code_of, displays, first_words, line, parts, period
from tsunagu.fhir.importing.reading import Resource


def line_of(plan: Resource) -> Line:
    begin, end = period(plan)
    activities = [(activity.get("detail") or {}).get("code") for activity in parts(plan, "activity")]
    title = plan.get("title") or first_words(parts(plan, "category"), activities) or plan.get("description") or ""
    category = next(iter(parts(plan, "category")), None)
    return line(title, code=code_of(category), status=plan.get("status"), began=begin or plan.get("created"), ended=end)


def who(plan: Resource) -> list[Resource]:
    return list(displays(plan, "author", "contributor"))
