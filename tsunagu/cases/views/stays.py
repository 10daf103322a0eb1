"""Stays in a setting: which there were, one that begins, one that ends."""

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
from tsunagu.cases.choices import Setting
from tsunagu.cases.commands.start_stay import end_stay, start_stay
from tsunagu.cases.forms.records import StayEndForm, StayForm
from tsunagu.cases.models import Stay
from tsunagu.cases.queries import get_chart
from tsunagu.cases.views.charts import answer, chart_of, show


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    stays = case.stays.select_related("person")
    return show(request, chart_of(case, request), "stays_page", "stays", {"stays": stays})


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = StayForm(request.POST or None, case=case, members=chart.members, initial=request.GET.dict())

    def act() -> Stay:
        data = form.cleaned_data
        person_id = form.person_id() or chart.members[0].person_id
        return start_stay(
            case_id=case.id,
            person_id=person_id,
            setting=Setting(data["setting"]),
            by=request.actor,
            **{name: data[name] for name in ("started_at", "where", "room", "stay_class", "note")},
        )

    return answer(
        request,
        chart,
        form,
        act,
        page="stay_new",
        done=reverse("cases:stays", args=[case.id]),
        title=_("A stay begins"),
        intro=_("The chart stays the same: one case holds as many stays as there are."),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: UUID, stay_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    stay = get_object_or_404(Stay, id=stay_id, case=case)
    form = StayEndForm(request.POST or None, case=case)

    def act() -> Stay:
        data = form.cleaned_data
        return end_stay(stay.id, ended_at=data["ended_at"], complexity=data["complexity"], by=request.actor)

    return answer(
        request,
        chart_of(case, request),
        form,
        act,
        page="stay_end",
        done=reverse("cases:stays", args=[case.id]),
        title=_("The stay has ended"),
        intro=_("What is owed after a discharge follows from this."),
    )
