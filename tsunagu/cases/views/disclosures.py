"""Telling others about a person: kept with its ground, refused without one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.give_consent import record_disclosure
from tsunagu.cases.forms.consents import DisclosureForm
from tsunagu.cases.models import Disclosure
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of
from tsunagu.core.clock import now


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = DisclosureForm(request.POST or None, case=case, members=chart.members, initial={"at": now()})

    def act() -> Disclosure:
        person_id = form.person_id()
        assert person_id
        return record_disclosure(case_id=case.id, person_id=person_id, by=request.actor, **form.values())

    return answer(
        request,
        chart,
        form,
        act,
        page="disclosure_new",
        done=reverse("cases:consents", args=[case.id]),
        title=_("Information given to others"),
        intro=_("The person can ask at any time who was told what."),
    )
