"""The safety page: what was said, what is to be done, and the disposition without which it does not close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.safety_path import close_safety_path, missing_to_close, record_safety_step
from tsunagu.cases.events import ClinicianNotified, SafetyPlanMade
from tsunagu.cases.forms.safety import ClinicianForm, DispositionForm, StepForm
from tsunagu.cases.models import Case, SafetyPath
from tsunagu.cases.presenters.safety import PathView, path_views, whom_to_ring
from tsunagu.cases.queries import get_chart, get_safety_path, safety_paths
from tsunagu.cases.views.charts import chart_of, show
from tsunagu.core.errors import Refused
from tsunagu.ui import htmx

STEPS: dict[str, type[StepForm]] = {"plan": StepForm, "clinician": ClinicianForm}


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return _page(request, case)


@allow(Permission.CASE_WORK)
@require_POST
def step(request: Request, case_id: UUID, path_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    path, code = get_safety_path(case, path_id), request.POST.get("step", "")
    if code not in STEPS:
        raise Http404
    form = STEPS[code](request.POST, zone=case.zone, prefix=f"{code}-{path.id}")

    def act() -> Any:
        made = ClinicianNotified(form.cleaned_data["who"]) if code == "clinician" else SafetyPlanMade()
        return record_safety_step(path.id, made, at=form.cleaned_data["at"], by=request.actor)

    return _answer(request, case, path, code, form, act)


@allow(Permission.CASE_WORK)
@require_POST
def close(request: Request, case_id: UUID, path_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    path = get_safety_path(case, path_id)
    form = DispositionForm(request.POST, prefix=f"close-{path.id}")

    def act() -> Any:
        return close_safety_path(path.id, form.disposition(), by=request.actor)

    return _answer(request, case, path, "close", form, act)


def _answer(
    request: Request, case: Case, path: SafetyPath, code: str, form: forms.Form, act: Callable[[], Any]
) -> HttpResponse:
    refusal: Refused | None = None
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            refusal = refused if refused.missing else None
            if not refused.missing:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            messages.success(request, _("Saved on %(name)s’s record.") % {"name": path.person.standing.name})
            return htmx.redirect(request, reverse("cases:safety", args=[case.id]))
    return _page(request, case, tried=(path.id, code, form), refusal=refusal, status=422)


def _page(
    request: Request,
    case: Case,
    *,
    tried: tuple[UUID, str, forms.Form] | None = None,
    refusal: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    views = path_views(case, list(safety_paths(case)))
    may = can(request.actor, Permission.CASE_WORK)
    context = {
        "open": [_working(case, view, tried) for view in views if view.path.is_open],
        "closed": [view for view in views if not view.path.is_open],
        "numbers": whom_to_ring(case),
        "may_work": may,
        "refusal": refusal,
    }
    return show(request, chart_of(case, request), "safety_page", "safety", context, status=status)


def _working(case: Case, view: PathView, tried: tuple[UUID, str, forms.Form] | None) -> dict[str, Any]:
    """An open path with its forms; the one that was tried keeps what was typed."""
    path = view.path
    found: dict[str, forms.Form] = {
        code: form(zone=case.zone, prefix=f"{code}-{path.id}") for code, form in STEPS.items()
    }
    found["close"] = DispositionForm(prefix=f"close-{path.id}")
    if tried and tried[0] == path.id:
        found[tried[1]] = tried[2]
    steps = [(step, found.get(step.code)) for step in view.steps]
    return {"view": view, "steps": steps, "close": found["close"], "missing": missing_to_close(case, path)}
