"""The dated properties of a case: stage, care model, programme, who works on it. Each page shows what would change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Model, Stage
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.commands.open_case import enter_stage, set_model, set_programme
from tsunagu.cases.forms.records import AssignForm, SettingForm, StageForm
from tsunagu.cases.models import Assignment, Case
from tsunagu.cases.panels import header, language
from tsunagu.cases.presenters.changes import clocks_changed
from tsunagu.cases.queries import caseload_of, get_chart
from tsunagu.cases.views.charts import answer, chart_of, show
from tsunagu.identity.models import Membership
from tsunagu.identity.queries import workers
from tsunagu.pathways.queries import library


@allow(Permission.CHART_READ)
@require_GET
def team(request: Request, case_id: UUID) -> HttpResponse:
    """Who works on the case, by which programme and model, at which stage; each with the page that changes it."""
    case = get_chart(case_id, request.actor)
    chart = chart_of(case, request)
    context = {
        "head": header(case, chart.members),
        "history": case.assignments.select_related("worker").order_by("-started_at"),
        "may_work": can(request.actor, Permission.CASE_WORK),
    }
    return show(request, chart, "team_page", "team", context)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def stage(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    form = StageForm(request.POST or None, case=case, members=chart.members)

    def act() -> Case:
        data = form.cleaned_data
        return enter_stage(case.id, Stage(data["stage"]), reason=data["reason"], by=request.actor)

    return answer(
        request,
        chart,
        form,
        act,
        template="stage_form",
        page="stage",
        title=_("Enter a stage"),
        intro=_("Stages can be skipped, repeated and entered again. Each pass keeps its dates."),
        passes=header(case, chart.members).passes,
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def model(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)

    def act(value: str, reason: str, at: Any) -> Case:
        return set_model(case.id, Model(value), reason=reason, by=request.actor, at=at)

    intro = _("Clocks are counted anew from that day only; what was overdue stays so.")
    return _set(request, case, "model", _("Care model"), library().models(), case.model, intro, act)


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def programme(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)

    def act(value: str, reason: str, at: Any) -> Case:
        return set_programme(case.id, value, reason=reason, by=request.actor, at=at)

    intro = _("Another programme has its own stages, plan and clocks. What was overdue stays so.")
    return _set(request, case, "programme", _("Programme"), library().programmes(), case.programme, intro, act)


def _set(
    request: Request, case: Case, name: str, label: str, words: Any, current: str, intro: str, act: Callable[..., Case]
) -> HttpResponse:
    chart = chart_of(case, request)
    form = SettingForm(request.POST or None, case=case, label=label, words=words, current=current)
    wanted = str(request.GET.get("to") or form.data.get("value") or "")
    change = clocks_changed(case, name, wanted, language()) if wanted in words and wanted != current else None
    if change:
        form.fields["value"].initial = wanted

    def save() -> Case:
        data = form.cleaned_data
        return act(data["value"], data["reason"], data["from_day"])

    return answer(
        request,
        chart,
        form,
        save,
        template="setting_form",
        page=name,
        title=label,
        intro=intro,
        change=change,
        choices=[(code, title) for code, title in form.fields["value"].choices if code != current],  # type: ignore[attr-defined]
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def assign(request: Request, case_id: UUID) -> HttpResponse:
    """Who works on the case. The loads are beside the names, so that nobody is given what they cannot carry."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    chart = chart_of(case, request)
    colleagues = list(workers(request.actor, "case_manager", "supervisor"))
    form = AssignForm(
        request.POST or None, case=case, workers=[(str(m.id), _with_load(m, request)) for m in colleagues]
    )

    def act() -> Assignment:
        data = form.cleaned_data
        chosen = next(m for m in colleagues if str(m.id) == data["worker"])
        return assign_worker(
            case_id=case.id,
            worker=chosen,
            by=request.actor,
            **{n: data[n] for n in ("role", "body", "body_name", "reason", "handover_note", "over_cap")},
        )

    history = case.assignments.select_related("worker").order_by("-started_at")
    return answer(
        request,
        chart,
        form,
        act,
        template="assign_form",
        page="assign",
        title=_("Assign a worker"),
        intro=_("A case has one primary case manager at any time. The history stays."),
        history=history,
    )


def _with_load(worker: Membership, request: Request) -> str:
    load = caseload_of(worker, by=request.actor)
    if load.cap is None:
        return _("%(name)s, weighted caseload %(load)s") % {"name": worker.user.name, "load": load.shown}
    return _("%(name)s, weighted caseload %(load)s of %(cap)s") % {
        "name": worker.user.name,
        "load": load.shown,
        "cap": load.cap,
    }
