"""Asking providers for a person, following what becomes of it, and writing down what they said on the phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.check import can
from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.actor import Actor
from tsunagu.directory.models import Service
from tsunagu.notices.choices import Channel
from tsunagu.people.models import Person
from tsunagu.planning.commands.refer import (
    Asking,
    Recipient,
    answer_referral,
    begin_referred_service,
    link_path,
    return_result,
    send_referral,
    withdraw_referral,
)
from tsunagu.planning.forms import ReferralAnswerForm, ReferralForm, ResultForm, TakenUpForm, WithdrawForm
from tsunagu.planning.models import SentReferral, ServiceLine
from tsunagu.planning.presenters.referrals import referral_row, told_view
from tsunagu.planning.queries import duplicates_of
from tsunagu.planning.queries.referrals import (
    alternatives,
    line_of,
    loop_of,
    receivers,
    referrals_of,
    sent_by,
    told_of,
)
from tsunagu.planning.views.room import asked, page, tried, whose
from tsunagu.ui import htmx

# each step of the loop: its form, and the command it calls with what was said
STEPS: Mapping[str, tuple[type[forms.Form], Callable[[UUID, dict[str, Any], Actor], SentReferral]]] = {
    "answer": (ReferralAnswerForm, lambda id, said, by: answer_referral(referral_id=id, by=by, **said)),
    "beginning": (TakenUpForm, lambda id, said, by: begin_referred_service(referral_id=id, by=by, **said)),
    "result": (ResultForm, lambda id, said, by: return_result(referral_id=id, by=by, **said)),
    "withdrawal": (WithdrawForm, lambda id, said, by: withdraw_referral(referral_id=id, by=by, **said)),
}
FOLLOWING = {
    "sent": ("answer", "withdrawal"),
    "arrived": ("answer", "withdrawal"),
    "wait_listed": ("answer", "withdrawal"),
    "accepted": ("beginning", "result", "withdrawal"),
    "started": ("result",),
}


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """Fill in, look at exactly what will be seen, then send."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    person, line = whose(case), line_of(case, asked(request, "line"))
    if person is None:
        raise Http404
    form, services = _form(request, case, person, line)
    preview = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "send" not in request.POST:
            preview = told_view(told_of(person, said["data_classes"], form.said_words(), line))
        elif tried(form, lambda: _send(request, case, person, line, form, services)) is None:
            messages.success(request, _("The referral is on its way."))
            return htmx.redirect(request, reverse("planning:referrals_of_case", args=[case.id]))
    return page(
        request,
        "planning/referral_form_page.html",
        case,
        line.plan if line else None,
        form=form,
        line=line,
        preview=preview,
        recipients=[one.name for one in _recipients(form, services, request.actor)] if preview else [],
        doubles=duplicates_of(line) if line else [],
        status=422 if form.errors else 200,
    )


def _form(
    request: Request, case: Case, person: Person, line: ServiceLine | None
) -> tuple[ReferralForm, dict[str, Service]]:
    """The service asked for, others of its kind, and the organisations here."""
    wanted = asked(request, "service")
    first = Service.objects.select_related("provider").filter(id=wanted).first() if wanted else None
    kind = line.type if line else (first.types or [""])[0] if first else ""
    others = alternatives(first, kind, person.town, request.actor)
    services = {str(one.id): one for one in [*([first] if first else []), *others]}
    named = [(key, f"{one.name} ({one.provider})") for key, one in services.items()]
    here = [(str(one.id), one.name) for one in receivers(request.actor)]
    start = {
        "services": [str(first.id)] if first else [],
        "name": line.party_name if line and not first and not others else "",
        "reason": line.what if line else "",
        "channel": Channel.MAIL if first and first.email else Channel.PAPER,
    }
    data = request.POST if request.method == "POST" else None
    return ReferralForm(data, initial=start, asked=named, others=named, here=here), services


def _recipients(form: ReferralForm, services: Mapping[str, Service], by: Actor) -> list[Recipient]:
    said = form.cleaned_data
    channel, address = Channel(said["channel"]), said.get("address", "")
    found = [
        Recipient(services[key].name, services[key].id, None, channel, address or services[key].email)
        for key in said.get("services", [])
    ]
    here = {str(one.id): one for one in receivers(by)}
    found += [Recipient(here[key].name, None, here[key].id) for key in said.get("receivers", [])]
    if said.get("name"):
        found.append(Recipient(said["name"], None, None, channel, address))
    return found


def _send(
    request: Request,
    case: Case,
    person: Person,
    line: ServiceLine | None,
    form: ReferralForm,
    services: Mapping[str, Service],
) -> list[SentReferral]:
    said = form.cleaned_data
    asking = Asking(
        reason=said["reason"],
        urgent=said["urgent"],
        data_classes=said["data_classes"],
        words=form.said_words(),
        ground=said["ground"],
        ground_reason=said["ground_reason"],
        offered=[services[key].name for key in said.get("offered", [])],
        chosen_by=said["chosen_by"],
        choice_reason=said["choice_reason"],
    )
    return send_referral(
        case_id=case.id,
        person_id=person.id,
        to=_recipients(form, services, request.actor),
        asking=asking,
        line_key=line.key if line else None,
        base_url=request.build_absolute_uri("/"),
        by=request.actor,
    )


@allow(Permission.CHART_READ)
@require_GET
def of_case(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    rows = [referral_row(one) for one in referrals_of(case).select_related("person")]
    may_send = case.is_open and can(request.actor, Permission.PLAN_WRITE)
    return page(request, "planning/referrals_of_case_page.html", case, None, rows=rows, may_send=may_send)


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID, referral_id: UUID) -> HttpResponse:
    return _show(request, get_chart(case_id, request.actor), referral_id)


@allow(Permission.PLAN_WRITE)
@require_POST
def step(request: Request, case_id: UUID, referral_id: UUID, step: str) -> HttpResponse:
    """What they said on the phone or by letter, or that we do not ask any longer."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    referral = referrals_of(case).filter(id=referral_id).first()
    if referral is None or step not in STEPS:
        raise Http404
    kind, act = STEPS[step]
    form = kind(request.POST)
    if form.is_valid() and tried(form, lambda: act(referral_id, form.cleaned_data, request.actor)) is None:
        return htmx.redirect(request, reverse("planning:referral", args=[case.id, referral_id]))
    return _show(request, case, referral_id, {step: form})


def _show(
    request: Request, case: Case, referral_id: UUID, typed: Mapping[str, forms.Form] | None = None
) -> HttpResponse:
    referral = referrals_of(case).select_related("person").filter(id=referral_id).first()
    if referral is None:
        raise Http404
    steps = FOLLOWING.get(referral.state, ()) if case.is_open and can(request.actor, Permission.PLAN_WRITE) else ()
    return page(
        request,
        "planning/referral_page.html",
        case,
        None,
        referral=referral,
        row=referral_row(referral),
        told=told_view(referral.told),
        forms={name: (typed or {}).get(name) or STEPS[name][0]() for name in steps},
        link=request.build_absolute_uri(link_path(referral)) if referral.link_key and referral.is_open else "",
        status=422 if typed else 200,
    )


@allow(Permission.CASE_WORK)
@require_GET
def index(request: Request) -> HttpResponse:
    """All that we asked for, those without an answer first; and how well loops are closed."""
    mine = sent_by(request.actor)
    awaited = mine.filter(state__in=["sent", "arrived"]).order_by("sent_at", "id")[:50]
    running = mine.filter(state__in=["wait_listed", "accepted", "started"]).order_by("sent_at", "id")[:50]
    ended = mine.filter(state__in=["declined", "closed", "withdrawn"]).order_by("-sent_at", "-id")[:30]
    groups = [
        (_("Not answered yet, the oldest first"), [referral_row(one) for one in awaited]),
        (_("Answered, and going on"), [referral_row(one) for one in running]),
        (_("Ended"), [referral_row(one) for one in ended]),
    ]
    context = {"groups": groups, "loop": loop_of(mine), "empty": not any(rows for _title, rows in groups)}
    return render(request, "planning/referrals_sent_page.html", context)
