"""特段の事情: why a contact that was owed could not be made."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ExceptionReason
from tsunagu.cases.commands.record_exception import record_exception
from tsunagu.cases.forms.records import ExceptionForm
from tsunagu.cases.models import Exemption
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of
from tsunagu.core.clock import today


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = ExceptionForm(
        request.POST or None, case=case, members=chart.members, initial={"on": today(case.zone), **request.GET.dict()}
    )

    def act() -> Exemption:
        data = form.cleaned_data
        person_id = form.person_id()
        return record_exception(
            case_id=case.id,
            on=data["on"],
            reason=ExceptionReason(data["reason"]),
            circumstances=data["circumstances"],
            attempts=data["attempts"],
            persons=[person_id] if person_id else [],
            by=request.actor,
        )

    return answer(
        request,
        chart,
        form,
        act,
        page="exception",
        title=_("Exceptional reason"),
        intro=_(
            "Only reasons on the person’s side excuse a contact. A busy worker or a broken device is kept, but does not."
        ),
    )
