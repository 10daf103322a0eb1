"""What goes on paper: the plan with "About me" first, each party's own list, the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
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
from tsunagu.planning.choices.plan_types import PlanForm, form_of
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
from tsunagu.planning.presenters.paper import blank_words, plan_table, rating_words, table_one
from tsunagu.planning.queries import comparisons_of, tree_of, unwritten_parts
from tsunagu.planning.views.editor import numbered_lines, section_rows
from tsunagu.planning.views.room import page, the_plan


@allow(Permission.CHART_READ)
@require_GET
def plan(request: Request, case_id: UUID) -> HttpResponse:
    """`?sector=` prints one sector's lines only, `?as=` under another type's name and layout; the content is the same (R-049, R-144)."""
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    sector = request.GET.get("sector", "")
    if request.GET.get("as") in PlanType.values:
        version.type = request.GET["as"]
    form = form_of(version.type)
    nodes = tree_view(version, tree_of(version))
    rows = [row for node in nodes for row in rows_of(node)]
    if sector in Sector.values:
        rows = [row for row in rows if row["line"] and row["line"].sector == sector]
    return page(
        request,
        "planning/plan_print.html",
        case,
        version,
        table=plan_table(form, rows, rating_words(version)),
        blocks=[f"planning/print/_{block}.html" for block in form.blocks],
        signed_by=form.signed_by,
        blank=blank_words(part.title for part in unwritten_parts(version)),
        sections=section_rows(version),
        answers=answer_words(version),
        annotations=version.annotations.all(),
        sector=str(dict(Sector.choices).get(sector, "")),
        plan_title=plan_title(version),
        **_block_content(case, version, form, nodes, rows),
    )


def _block_content(
    case: Case, version: Plan, form: PlanForm, nodes: list[NodeView], rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the blocks of this type show; nothing is asked for that none of them prints."""
    lines = numbered_lines(nodes)
    made: dict[str, Callable[[], dict[str, Any]]] = {
        "about": lambda: {"about": _about(case, version)},
        "household": lambda: {"about": _about(case, version)},
        "costs": lambda: {"costs": cost_rows([line for _number, line in lines])},
        "options": lambda: {"comparisons": comparisons_of(version)},
        "parts": lambda: {"parts": _by_party(rows)},
        "reviews": lambda: {"reviews": version.reviews.prefetch_related("ratings__goal")},
        "table_one": lambda: {"table_one": table_one(version)},
        "week": lambda: _week_content(version, lines),
    }
    found: dict[str, Any] = {}
    for block in form.blocks:
        if block in made:
            found |= made[block]()
    return found


def _by_party(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    sheets: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["line"] and not row["line"].unmet:
            sheets[responsible_words(row["line"])].append(row)
    return dict(sorted(sheets.items()))


@allow(Permission.CHART_READ)
@require_GET
def todo(request: Request, case_id: UUID) -> HttpResponse:
    """What each party does, a sheet for each; `?party=` for one of them (R-051)."""
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    sheets = _by_party([row for node in tree_view(version, tree_of(version)) for row in rows_of(node)])
    wanted = request.GET.get("party", "")
    shown = {name: rows for name, rows in sheets.items() if not wanted or name == wanted}
    return page(request, "planning/todo_print.html", case, version, sheets=shown, parties=sorted(sheets))


@allow(Permission.CHART_READ)
@require_GET
def week(request: Request, case_id: UUID) -> HttpResponse:
    """24 hours × 7 days with the same as text beside it (R-056)."""
    return _week(request, case_id, "planning/week_page.html")


@allow(Permission.CHART_READ)
@require_GET
def week_sheet(request: Request, case_id: UUID) -> HttpResponse:
    """The week on a sheet of its own, lying: 第3表 (R-056)."""
    return _week(request, case_id, "planning/week_print.html")


def _week(request: Request, case_id: UUID, template: str) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    version = the_plan(request, case)
    lines = numbered_lines(tree_view(version, tree_of(version)))
    return page(request, template, case, version, **_week_content(version, lines))


def _week_content(version: Plan, lines: list[tuple[str, Any]]) -> dict[str, Any]:
    current = [(number, line) for number, line in lines if line.is_current]
    return {"week": week_of(version, current, WEEKDAYS), "weekdays": WEEKDAYS}


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
