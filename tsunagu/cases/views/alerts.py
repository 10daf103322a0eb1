"""Alerts: what is in force, raising one, clearing one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import AlertTopic
from tsunagu.cases.commands.raise_alert import clear_alert, raise_alert
from tsunagu.cases.forms.records import AlertForm, ReasonForm
from tsunagu.cases.models import Alert
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    alerts = Alert.objects.filter(case=case).select_related("person")
    context = {
        "in_force": [alert for alert in alerts if alert.is_in_force],
        "ended": [alert for alert in alerts if not alert.is_in_force],
    }
    return show(request, chart_of(case, request), "alerts_page", "alerts", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = AlertForm(request.POST or None, case=case, members=chart.members)

    def act() -> Alert:
        data = form.cleaned_data
        return raise_alert(
            case_id=case.id,
            topic=AlertTopic(data["topic"]),
            what_to_do=data["what_to_do"],
            review_on=data["review_on"],
            person_id=form.person_id(),
            by=request.actor,
        )

    return answer(
        request,
        chart,
        form,
        act,
        page="alert_new",
        done=reverse("cases:alerts", args=[case.id]),
        title=_("Raise an alert"),
        intro=_("Only what changes how somebody acts today. At most four at a time."),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def clear(request: Request, case_id: UUID, alert_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    alert = get_object_or_404(Alert, id=alert_id, case=case)
    form = ReasonForm(request.POST or None)

    def act() -> Alert:
        return clear_alert(alert.id, reason=form.cleaned_data["reason"], by=request.actor)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="alert_clear",
        done=reverse("cases:alerts", args=[case.id]),
        title=_("Clear this alert"),
        intro=f"{alert.get_topic_display()}: {alert.what_to_do}",
        save=_("Clear"),
    )
