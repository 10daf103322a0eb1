"""Medicines taken, and things explained: each a page with its record and the form below it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.monitoring.commands.ask_after_discharge import ask_after_discharge
from tsunagu.monitoring.commands.record_adherence import record_adherence
from tsunagu.monitoring.commands.teach import teach
from tsunagu.monitoring.forms import AdherenceForm, DischargeCallForm, TeachingForm, language_name
from tsunagu.monitoring.models import DischargeCall
from tsunagu.monitoring.presenters.health import call_rows, rows, trend
from tsunagu.monitoring.presenters.rounds import url
from tsunagu.monitoring.queries.health import adherence_of, calls_of, teachings_of, to_explain_again
from tsunagu.monitoring.views.room import answer


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def medication(request: Request, case_id: UUID) -> HttpResponse:
    permission = Permission.CASE_WORK if request.method == "POST" else Permission.CHART_READ
    case = get_chart(case_id, request.actor, permission)
    found = list(adherence_of(case)[:100])
    form = AdherenceForm(request.POST or None, case=case, members=members_of(case))
    return answer(
        request,
        case,
        form,
        lambda: record_adherence(case_id=case.id, by=request.actor, **form.values()),
        title=_("Taking of medicines"),
        template="medication_page",
        rows=rows(found),
        trend=trend(found),
        to=url("medication", case),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def discharge_call(request: Request, case_id: UUID) -> HttpResponse:
    """The call after a hospital stay, and those before it. With a red flag the next page is its urgent issue."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    members = members_of(case)
    form = DischargeCallForm(request.POST or None, case=case, members=members)

    def act() -> DischargeCall:
        person_id = form.person_id() or members[0].person_id
        return ask_after_discharge(case_id=case.id, person_id=person_id, asked=form.asked(), by=request.actor)

    def to(call: DischargeCall) -> str:
        return url("issue", case, issue_id=call.issue_id) if call.issue_id else url("discharge_call", case)

    calls, title = call_rows(calls_of(case)), _("Call after discharge")
    return answer(request, case, form, act, title=title, template="discharge_call_page", to=to, calls=calls)


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def education(request: Request, case_id: UUID) -> HttpResponse:
    """`?again=` begins from what was not understood."""
    permission = Permission.CASE_WORK if request.method == "POST" else Permission.CHART_READ
    case = get_chart(case_id, request.actor, permission)
    taught, members = list(teachings_of(case)[:100]), members_of(case)
    again = to_explain_again(taught)
    chosen = next((one for one in again if str(one.subject) == request.GET.get("again")), None)
    initial = {"again": chosen.subject, "topic": chosen.topic, "what": chosen.what} if chosen else {}
    language = members[0].person.standing.language if members else ""
    form = TeachingForm(request.POST or None, case=case, members=members, language=language, initial=initial)
    return answer(
        request,
        case,
        form,
        lambda: teach(case_id=case.id, by=request.actor, **form.values()),
        title=_("Education"),
        template="education_page",
        taught=[(one, language_name(one.language)) for one in taught],
        again=again,
        to=url("education", case),
    )
