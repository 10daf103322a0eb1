"""Reports of concern: the red door, the list of codes, one report for its readers, its copies on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_look
from tsunagu.cases.choices import ConcernGroup, ConcernType
from tsunagu.cases.commands.report_concern import missing_to_close, report_concern
from tsunagu.cases.forms.concerns import ClosingForm, ConcernForm, NotReportingForm, ReportedForm
from tsunagu.cases.models import Concern, Member
from tsunagu.cases.presenters import concerns as presenter
from tsunagu.cases.queries import concerns_for, get_chart, get_concern, members_of
from tsunagu.cases.views.devices import key_of, written_at
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.ui import htmx


@allow(Permission.CONCERN_REPORT)
@require_GET
def index(request: Request) -> HttpResponse:
    """The officer's list, or one's own reports: codes, never names."""
    found = presenter.listed(concerns_for(request.actor)[:200], request.actor)
    officer = can(request.actor, Permission.CONCERN_READ)
    return render(request, "cases/concerns_page.html", {"concerns": found, "officer": officer})


@allow(Permission.CONCERN_REPORT)
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """First whom to call when somebody is in danger, then the form, in one document: it must work without a line."""
    jurisdiction = request.membership.organisation.jurisdiction
    members = _members(request)
    initial = {"id": uuid7(), "case": request.GET.get("case", "")}
    form = ConcernForm(request.POST or None, members=members, jurisdiction=jurisdiction, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            concern = _report(request, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        else:
            messages.success(request, _("The report %(code)s is kept. Make the call now.") % {"code": concern.code})
            return htmx.redirect(request, reverse("cases:concern", args=[concern.id]))
    places = presenter.places(jurisdiction)
    context = {
        "form": form,
        "here": places[0],
        "places": places,
        "open": bool(form.errors) or "report" in request.GET,
        "may_keep_numbers": presenter.may_keep_numbers(request.actor),
        "hide_concern": True,
    }
    return render(request, "cases/concern_form.html", context, status=422 if form.errors else 200)


def _members(request: Request) -> list[Member]:
    """The people of the case one comes from, if one may open it; the report needs neither case nor person."""
    given = request.POST.get("case") or request.GET.get("case", "")
    try:
        return members_of(get_chart(UUID(given), request.actor))
    except (ValueError, Http404):
        return []


def _report(request: Request, form: ConcernForm) -> Concern:
    data = form.cleaned_data
    return report_concern(
        by=request.actor,
        id=key_of(request) or data["id"],
        written_at=written_at(request),
        jurisdiction=data["jurisdiction"],
        groups=[ConcernGroup(group) for group in data["groups"]],
        types=[ConcernType(kind) for kind in data["types"]],
        aware_at=data["aware_at"],
        serious=data["serious"],
        person_id=form.person_id,
        case_id=data["case"] if form.members else None,
        account=form.account(),
    )


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_GET
def page(request: Request, concern_id: UUID) -> HttpResponse:
    return show(request, get_concern(concern_id, request.actor))


def show(request: Request, concern: Concern, *, refusal: Refused | None = None, **forms: Any) -> HttpResponse:
    """One report for its readers, with what can be done about it. An officer's reading is kept."""
    if request.method == "GET":
        _keep_look(request, concern)
    own = concern.is_by(request.actor.id)
    closed = concern.facts.filter(kind="concern.closed").exists()
    context = {
        "concern": concern,
        "words": concern.words,
        "own": own,
        "closed": closed,
        "place": presenter.places(concern.jurisdiction)[0],
        "rows": [row for row in presenter.concern_rows(request.actor) if str(concern.id) in row.action.url],
        "account": presenter.account_lines(concern),
        "reporter": presenter.reporter_lines(concern),
        "steps": presenter.steps_of(concern),
        "readers": presenter.readers_of(concern),
        "missing": [] if closed else missing_to_close(concern),
        "reported": ReportedForm(initial={"at": now()}),
        "not_reporting": NotReportingForm(),
        "closing": ClosingForm(),
        "refusal": refusal,
        "hide_concern": True,
        **forms,
    }
    return render(request, "cases/concern_page.html", context, status=422 if forms or refusal else 200)


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_GET
def paper(request: Request, concern_id: UUID) -> HttpResponse:
    """The copy for the authority: it keeps the reporter block."""
    concern = get_concern(concern_id, request.actor)
    _keep_look(request, concern)
    context = {
        "concern": concern,
        "words": concern.words,
        "place": presenter.places(concern.jurisdiction)[0],
        "account": presenter.account_lines(concern),
        "reporter": presenter.reporter_lines(concern),
        "steps": presenter.steps_of(concern),
    }
    return render(request, "cases/concern_print.html", context)


@allow(Permission.CONCERN_REPORT)
@never_cache
@require_GET
def chart_copy(request: Request, concern_id: UUID) -> HttpResponse:
    """The copy for a chart on paper says that a report was made, and nothing else."""
    concern = get_concern(concern_id, request.actor)
    _keep_look(request, concern)
    return render(request, "cases/concern_chart_copy.html", {"place": presenter.places(concern.jurisdiction)[0]})


def _keep_look(request: Request, concern: Concern) -> None:
    if not concern.is_by(request.actor.id):
        record_look(request.actor, presenter.look_page(concern))
