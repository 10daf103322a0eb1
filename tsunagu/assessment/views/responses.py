"""Instruments of a case: results over time, beginning one, and what came out of each."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Informant, Method
from tsunagu.assessment.commands import amend_response, begin_response, continue_response, withdraw_response
from tsunagu.assessment.forms import ReasonForm
from tsunagu.assessment.forms.responses import ResponseStartForm
from tsunagu.assessment.models import Response
from tsunagu.assessment.presenters.instruments import words_of
from tsunagu.assessment.presenters.responses import (
    answer_rows,
    how_words,
    longer,
    response_row,
    score_views,
    starts_one_by_one,
    trend,
)
from tsunagu.assessment.queries.instruments import (
    form_of,
    get_response,
    offered,
    responses_of,
    results_over_time,
    sheet_of_response,
)
from tsunagu.assessment.queries.interchange import response_json
from tsunagu.assessment.rules.instruments import alarms
from tsunagu.assessment.views.room import WRITE, page, persons_in, tried, url, whose
from tsunagu.audit.commands import record_look
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    person = whose(request, case)
    found = list(responses_of(case, person.id if person else None))
    over_time = results_over_time(case, person.id) if person else {}
    return page(
        request,
        "assessment/responses_page.html",
        case,
        person,
        persons=persons_in(case),
        open=[response_row(one) for one in found if one.is_open],
        rows=[response_row(one) for one in found if not one.is_open],
        trends=[trend(responses) for responses in over_time.values()],
    )


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    person = whose(request, case)
    first = {
        "instrument": request.GET.get("instrument", ""),
        "person": person.id if person else "",
        "language": person.language[:2] if person and person.language else request.actor.language,
    }
    form = ResponseStartForm(request.POST or None, offered=offered(), persons=persons_in(case), initial=first)
    refusal: Refused | None = None
    if request.method == "POST" and form.is_valid():
        begun: list[Response] = []
        refusal = tried(form, lambda: begun.append(_begin(case, form.cleaned_data, request)))
        if refusal is None:
            there = url("response", case, response_id=begun[0].id)
            return htmx.redirect(request, there + ("?ask=first" if starts_one_by_one(begun[0]) else ""))
    more: dict[str, Any] = {"form": form, "refusal": refusal}
    return page(request, "assessment/response_start.html", case, person, status=422 if form.errors else 200, **more)


def _begin(case: Case, asked: dict[str, Any], request: Request) -> Response:
    return begin_response(
        case.id,
        UUID(asked["person"]),
        asked["instrument"],
        method=Method(asked["method"]),
        informant=Informant(asked["informant"]),
        informant_name=asked["informant_name"],
        language=asked["language"],
        score_only=asked["score_only"],
        consent_follows=asked["consent_follows"],
        by=request.actor,
    )


def result(request: Request, case: Case, response: Response) -> HttpResponse:
    """What came out, once it is completed."""
    sheet, instrument = sheet_of_response(response), form_of(response)
    over_time = results_over_time(case, response.person_id).get(response.code, [])
    return page(
        request,
        "assessment/response_page.html",
        case,
        response.person,
        response=response,
        row=response_row(response),
        title=in_language(instrument.title),
        words=words_of(instrument),
        how=how_words(response),
        scores=score_views(response),
        longer=longer(response),
        answers=answer_rows(response, sheet),
        alarms=[in_language(alarm.critical.why) for alarm in alarms(sheet.answers)],
        trend=trend(over_time) if len(over_time) > 1 else None,
        correction=response.corrections.exclude(status="entered_in_error").first(),
    )


@allow(WRITE)
@require_POST
def go_on(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """With the longer instrument, where the short one was positive."""
    case = get_chart(case_id, request.actor, WRITE)
    response = get_response(case, response_id)
    longer = continue_response(response.id, by=request.actor)
    return htmx.redirect(request, url("response", case, response_id=longer.id))


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def correct(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """A copy to correct, with the reason."""
    case = get_chart(case_id, request.actor, WRITE)
    response = get_response(case, response_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun: list[Response] = []
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: begun.append(amend_response(response.id, reason=reason, by=request.actor))) is None:
            return htmx.redirect(request, url("response", case, response_id=begun[0].id))
    return _reason(request, case, response, form, withdraws=False)


@allow(WRITE)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, WRITE)
    response = get_response(case, response_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: withdraw_response(response.id, reason=reason, by=request.actor)) is None:
            return htmx.redirect(request, url("responses", case) + f"?person={response.person_id}")
    return _reason(request, case, response, form, withdraws=True)


def _reason(request: Request, case: Case, response: Response, form: ReasonForm, *, withdraws: bool) -> HttpResponse:
    return page(
        request,
        "assessment/response_reason.html",
        case,
        response.person,
        form=form,
        row=response_row(response),
        withdraws=withdraws,
        status=422 if form.errors else 200,
    )


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def export(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """The response as FHIR R4, to take along."""
    case = get_chart(case_id, request.actor)
    response = get_response(case, response_id)
    record_look(request.actor, "response_export", person_id=response.person.standing.id, case_id=case.id)
    text = json.dumps(response_json(response), ensure_ascii=False, indent=2)
    name = f"{response.code}-{response.id}.json"
    return HttpResponse(
        text, content_type="application/fhir+json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@allow(Permission.CHART_READ)
@require_http_methods(["GET"])
def share(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """The result for the person: plain words, large print."""
    case = get_chart(case_id, request.actor)
    response = get_response(case, response_id)
    over_time = results_over_time(case, response.person_id).get(response.code, [])
    return page(
        request,
        "assessment/response_share.html",
        case,
        response.person,
        response=response,
        title=in_language(form_of(response).title),
        scores=score_views(response),
        answers=[
            one for one in answer_rows(response, sheet_of_response(response)) if one.was_asked and not one.heading
        ],
        trend=trend(over_time) if len(over_time) > 1 else None,
    )
