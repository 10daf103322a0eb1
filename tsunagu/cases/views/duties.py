"""Why this date? Every rule that proposed one, what would meet it, what stands in the way; and waiving it once."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.waive_duty import waive_duty
from tsunagu.cases.forms.records import ReasonForm
from tsunagu.cases.models import Duty
from tsunagu.cases.panels import language
from tsunagu.cases.presenters.duties import for_eyes_of
from tsunagu.cases.presenters.whys import present_why
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def why(request: Request, case_id: UUID, duty_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    duty = get_object_or_404(Duty, id=duty_id, case=case)
    if not for_eyes_of(request.actor, [duty]):
        raise Http404
    duty.case = case
    return show(
        request, chart_of(case, request), "why_page", "why", {"why": present_why(duty, request.actor, language())}
    )


@allow(Permission.CHART_READ)
@require_GET
def retention(request: Request, case_id: UUID) -> HttpResponse:
    """How long the record is kept: the floors and ceilings of every law that applies."""
    case = get_chart(case_id, request.actor)
    duties = list(Duty.objects.filter(case=case, topic="destroy_record").order_by("opens_at"))
    for duty in duties:
        duty.case = case
    context = {"whys": [present_why(duty, request.actor, language()) for duty in duties]}
    return show(request, chart_of(case, request), "retention_page", "retention", context)


@allow(Permission.DUTY_WAIVE)
@require_http_methods(["GET", "POST"])
def waive(request: Request, case_id: UUID, duty_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.DUTY_WAIVE)
    duty = get_object_or_404(Duty, id=duty_id, case=case)
    duty.case = case
    form = ReasonForm(request.POST or None)

    def act() -> None:
        waive_duty(duty.id, reason=form.cleaned_data["reason"], by=request.actor)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="waive",
        title=_("Waive once"),
        intro=present_why(duty, request.actor, language()).row.what,
        save=_("Waive"),
    )
