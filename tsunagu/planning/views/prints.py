"""What goes on paper: the plan with "About me" first, each party's own list, the week."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.people import panels as people
from tsunagu.planning.choices import PlanType, Sector
from tsunagu.planning.forms import WEEKDAYS
from tsunagu.planning.models import Plan
from tsunagu.planning.presenters import (
    NodeView,
    answer_words,
    cost_rows,
    period_words,
    plan_title,
    responsible_words,
    tree_view,
    week_of,
)
from tsunagu.planning.queries import tree_of
from tsunagu.planning.views.editor import numbered_lines, section_rows
from tsunagu.planning.views.room import page, the_plan


@allow(Permission.CHART_READ)
@require_GET
def plan(request: Request, case_id: UUID) -> HttpResponse:
    """`?sector=` prints one sector's lines only, `?as=` another of the plan's names; the content is the same (R-049, R-144)."""
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    sector = request.GET.get("sector", "")
    if request.GET.get("as") in PlanType.values:
        version.type = request.GET["as"]
    nodes = tree_view(version, tree_of(version))
    rows = [row for node in nodes for row in rows_of(node)]
    if sector in Sector.values:
        rows = [row for row in rows if row["line"] and row["line"].sector == sector]
    return page(
        request,
        "planning/plan_print.html",
        case,
        version,
        rows=rows,
        about=_about(case, version),
        sections=section_rows(case, version),
        answers=answer_words(version),
        annotations=version.annotations.all(),
        costs=cost_rows([line for _number, line in numbered_lines(nodes)]),
        sectors=Sector.choices,
        sector=str(dict(Sector.choices).get(sector, "")),
        plan_title=plan_title(version),
    )


@allow(Permission.CHART_READ)
@require_GET
def todo(request: Request, case_id: UUID) -> HttpResponse:
    """What each party does, a sheet for each; `?party=` for one of them (R-051)."""
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    sheets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in tree_view(version, tree_of(version)):
        for row in rows_of(node):
            if row["line"] and not row["line"].unmet:
                sheets[responsible_words(row["line"])].append(row)
    wanted = request.GET.get("party", "")
    shown = {name: rows for name, rows in sheets.items() if not wanted or name == wanted}
    return page(
        request, "planning/todo_print.html", case, version, sheets=dict(sorted(shown.items())), parties=sorted(sheets)
    )


@allow(Permission.CHART_READ)
@require_GET
def week(request: Request, case_id: UUID) -> HttpResponse:
    """24 hours × 7 days with the same as text beside it (R-056)."""
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    lines = [(number, line) for number, line in numbered_lines(tree_view(version, tree_of(version))) if line.is_current]
    found = week_of(lines, WEEKDAYS)
    return page(request, "planning/week_page.html", case, version, week=found, weekdays=WEEKDAYS, lines=lines)


def rows_of(
    node: NodeView, need: NodeView | None = None, long: NodeView | None = None, short: NodeView | None = None
) -> list[dict[str, Any]]:
    """The tree as the rows of a table: need, long-term goal, short-term goal, service, each told once."""
    if node.level == "svc":
        line = node.node
        return [
            {
                "need": need,
                "long": long,
                "short": short,
                "service": node,
                "line": line,
                "who": responsible_words(line),
                "period": period_words(line.start, line.end),
            }
        ]
    here = {"need": need, "long": long, "short": short, node.level: node}
    rows = [row for child in node.children for row in rows_of(child, **here)]
    return rows or [{**here, "service": None, "line": None, "who": "", "period": ""}]


def _about(case: Case, version: Plan) -> list[people.AboutMePanel]:
    """The first page of everything the person is given (R-145)."""
    persons = [version.person] if version.person else [member.person for member in members_of(case)]
    return [people.about_me(person.standing) for person in persons]
