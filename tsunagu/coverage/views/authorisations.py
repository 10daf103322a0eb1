"""Authorisations: one of them with its story, the payer's answers, appeals, and the list of those that want a look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, plan_lines
from tsunagu.core.clock import today
from tsunagu.coverage.choices import AppealStep, AuthorisationStatus
from tsunagu.coverage.commands.decide_authorisation import decide_appeal, decide_authorisation, settle_appeal
from tsunagu.coverage.commands.deliver_units import withdraw_delivery
from tsunagu.coverage.commands.request_authorisation import let_run_out, withdraw_authorisation
from tsunagu.coverage.forms import AppealForm, DecisionForm, OutcomeForm, ReasonForm
from tsunagu.coverage.models import Authorisation, Delivery
from tsunagu.coverage.presenters import authorisation_row, counted, delivery_facts, period
from tsunagu.coverage.queries import running_out, unsettled_denials, waiting
from tsunagu.coverage.views.room import authorisation_of, form_page, page

SHOWN = 100


@allow(Permission.CASE_WORK)
@require_GET
def index(request: Request) -> HttpResponse:
    """What runs out, what the payer has not answered, what may be appealed: of the cases this person sees, the nearest first."""
    actor = request.actor
    day = today(actor.zone)
    groups = [
        ("running", _("Running out"), running_out(actor, day).order_by("to_day")),
        ("denied", _("Less than was asked for"), unsettled_denials(actor).order_by("requested_at")),
        ("waiting", _("The payer has not answered"), waiting(actor).order_by("requested_at")),
    ]
    shown = [
        {
            "id": key,
            "title": title,
            "rows": [
                {"row": authorisation_row(one, day), "person": one.person or one.case}
                for one in rows.select_related("case", "person", "coverage").prefetch_related("appeals")[:SHOWN]
            ],
        }
        for key, title, rows in groups
    ]
    return render(request, "coverage/authorisations_page.html", {"groups": shown})


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    one = authorisation_of(case, authorisation_id)
    deliveries = Delivery.objects.filter(authorisation=one)
    return page(
        request,
        "coverage/authorisation_page.html",
        case,
        one=one,
        row=authorisation_row(one, today(case.zone)),
        asked=counted(one.asked, one.unit_kind),
        asked_period=period(one.asked_from, one.asked_to),
        decisions=[
            {"row": row, "units": counted(row.units, one.unit_kind), "period": period(row.from_day, row.to_day)}
            for row in one.decisions.all()
        ],
        deliveries=[delivery_facts(row) for row in deliveries],
        actions=_actions(case, one) if case.is_open and can(request.actor, Permission.CASE_WORK) else [],
    )


def _actions(case: Case, one: Authorisation) -> list[tuple[str, str]]:
    """What can be done now, the likeliest first."""
    here = {"case_id": case.id, "authorisation_id": one.id}
    if one.status == AuthorisationStatus.REQUESTED:
        return [
            (_("Record the answer"), reverse("coverage:decision_new", kwargs=here)),
            (_("Withdraw the request"), reverse("coverage:withdrawal", kwargs=here)),
        ]
    actions = []
    under_way = any(appeal.step == AppealStep.FILED and not appeal.outcome for appeal in one.appeals.all())
    if under_way:
        actions.append((_("Record the outcome of the appeal"), reverse("coverage:outcome", kwargs=here)))
    elif one.status in (AuthorisationStatus.PARTLY, AuthorisationStatus.DENIED):
        actions.append((_("Decide on the appeal"), reverse("coverage:appeal_new", kwargs=here)))
    if one.line in {line.id for line in plan_lines(case)}:
        again = reverse("planning:authorisation_new", kwargs={"case_id": case.id})
        actions.append((_("Ask again"), f"{again}?about={one.line}&follows={one.id}"))
    if one.is_granted and not one.renewal:
        actions.append((_("No more is needed"), reverse("coverage:run_out", kwargs=here)))
    return actions


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def decide(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    one = authorisation_of(case, authorisation_id)
    form = DecisionForm(request.POST or None, initial={"on": today(case.zone)})
    return _act(
        request,
        case,
        one,
        form,
        lambda: decide_authorisation(authorisation_id=one.id, answer=form.answer(), by=request.actor),
        _("What the payer answered"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def appeal(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    one = authorisation_of(case, authorisation_id)
    form = AppealForm(request.POST or None, initial={"on": today(case.zone)})
    return _act(
        request,
        case,
        one,
        form,
        lambda: settle_appeal(authorisation_id=one.id, by=request.actor, **form.cleaned_data),
        _("Decide on the appeal"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def outcome(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    one = authorisation_of(case, authorisation_id)
    form = OutcomeForm(request.POST or None, initial={"on": today(case.zone)})
    return _act(
        request,
        case,
        one,
        form,
        lambda: decide_appeal(
            authorisation_id=one.id, outcome=form.cleaned_data["outcome"], answer=form.answer(), by=request.actor
        ),
        _("What came of the appeal"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    one = authorisation_of(case, authorisation_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        one,
        form,
        lambda: withdraw_authorisation(authorisation_id=one.id, by=request.actor, **form.cleaned_data),
        _("Withdraw the request"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def run_out(request: Request, case_id: UUID, authorisation_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    one = authorisation_of(case, authorisation_id)
    form = ReasonForm(request.POST or None)
    return _act(
        request,
        case,
        one,
        form,
        lambda: let_run_out(authorisation_id=one.id, by=request.actor, **form.cleaned_data),
        _("No more is needed"),
    )


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def take_back(request: Request, case_id: UUID, delivery_id: UUID) -> HttpResponse:
    """A delivery that was written wrongly."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    row = Delivery.objects.filter(case=case, id=delivery_id, withdrawn_at=None).first()
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        case,
        form,
        lambda: withdraw_delivery(delivery_id=row.id, by=request.actor, **form.cleaned_data),
        title=_("Withdraw the entry"),
        above=f"{row.what} · {counted(row.units, row.unit_kind)}",
    )


def _act(request: Request, case: Case, one: Authorisation, form: Any, act: Any, title: str) -> HttpResponse:
    to = reverse("coverage:authorisation", kwargs={"case_id": case.id, "authorisation_id": one.id})
    above = f"{one.what} · {counted(one.asked, one.unit_kind)} · {one.payer}"
    return form_page(request, case, form, act, title=title, above=above, to=to)
