"""The first meeting with a person: those that were recorded, and recording one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record_engagement import record_engagement
from tsunagu.cases.forms.consents import EngagementForm
from tsunagu.cases.models import Engagement
from tsunagu.cases.queries import engagements_of, get_chart
from tsunagu.cases.views.charts import answer, chart_of


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    initial = {"person": request.GET.get("person", "")} if request.GET.get("person") else {}
    form = EngagementForm(request.POST or None, case=case, members=chart.members, initial=initial)

    def act() -> Engagement:
        person_id = form.person_id()
        assert person_id
        return record_engagement(case_id=case.id, person_id=person_id, by=request.actor, **form.values())

    return answer(
        request,
        chart,
        form,
        act,
        template="engagement_page",
        page="engagement",
        done=reverse("cases:engagement", args=[case.id]),
        engagements=engagements_of(case),
    )
