"""How the services of a plan are paid for: which coverage, counted in what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, plan_lines
from tsunagu.core.clock import today
from tsunagu.coverage.commands.fund_line import fund_line
from tsunagu.coverage.forms import FundingForm
from tsunagu.coverage.presenters import counted
from tsunagu.coverage.queries import coverages_of_case, fundings_of
from tsunagu.coverage.views.room import form_page


def funding_rows(case: Case) -> list[dict[str, Any]]:
    """Each service of the plan in force, and who pays it."""
    known = fundings_of(case)
    return [
        {
            "line": line,
            "funding": (row := known.get(line.id)),
            "monthly": counted(row.monthly, row.unit_kind) if row and row.monthly else "",
        }
        for line in plan_lines(case)
    ]


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def update(request: Request, case_id: UUID, line: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    service = next((one for one in plan_lines(case) if one.id == line), None)
    if service is None:
        raise Http404
    before = fundings_of(case).get(line)
    initial = FundingForm.about(before) if before else {"limited": True}
    form = FundingForm(request.POST or None, coverages=coverages_of_case(case, today(case.zone)), initial=initial)

    def act() -> None:
        said = {**form.cleaned_data, "coverage_id": UUID(form.cleaned_data["coverage"])}
        del said["coverage"]
        fund_line(case_id=case.id, line=line, by=request.actor, **said)

    return form_page(request, case, form, act, title=_("How this service is paid for"), above=service.text)
