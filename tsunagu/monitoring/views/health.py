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
from tsunagu.monitoring.commands.record_adherence import record_adherence
from tsunagu.monitoring.commands.teach import teach
from tsunagu.monitoring.forms import AdherenceForm, TeachingForm, language_name
from tsunagu.monitoring.presenters.health import rows, trend
from tsunagu.monitoring.presenters.rounds import url
from tsunagu.monitoring.queries.health import adherence_of, teachings_of, to_explain_again
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
