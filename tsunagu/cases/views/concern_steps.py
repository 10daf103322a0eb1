"""What is done about a report: the authority has it, the reporter decides otherwise, it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ReportForm
from tsunagu.cases.commands.report_concern import close_concern, decide_not_to_report, record_report
from tsunagu.cases.forms.concerns import ClosingForm, NotReportingForm, ReportedForm
from tsunagu.cases.models import Concern
from tsunagu.cases.queries import get_concern
from tsunagu.cases.views.concerns import show
from tsunagu.core.errors import Refused
from tsunagu.ui import htmx


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_POST
def report(request: Request, concern_id: UUID) -> HttpResponse:
    concern = get_concern(concern_id, request.actor)
    form = ReportedForm(request.POST)

    def act() -> Any:
        data = dict(form.cleaned_data)
        return record_report(concern.id, form=ReportForm(data.pop("form")), by=request.actor, **data)

    return _answer(request, concern, "reported", form, act)


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_POST
def decide(request: Request, concern_id: UUID) -> HttpResponse:
    concern = get_concern(concern_id, request.actor)
    form = NotReportingForm(request.POST)

    def act() -> Any:
        return decide_not_to_report(concern.id, reason=form.cleaned_data["reason"], by=request.actor)

    return _answer(request, concern, "not_reporting", form, act)


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_POST
def close(request: Request, concern_id: UUID) -> HttpResponse:
    concern = get_concern(concern_id, request.actor)
    form = ClosingForm(request.POST)

    def act() -> Any:
        return close_concern(concern.id, outcome=form.cleaned_data["outcome"], by=request.actor)

    return _answer(request, concern, "closing", form, act)


def _answer(request: Request, concern: Concern, name: str, form: forms.Form, act: Callable[[], Any]) -> HttpResponse:
    refusal: Refused | None = None
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            refusal = refused if refused.missing else None
            if not refused.missing:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            messages.success(request, _("Kept with the report %(code)s.") % {"code": concern.code})
            return htmx.redirect(request, reverse("cases:concern", args=[concern.id]))
    return show(request, concern, refusal=refusal, **{name: form})
