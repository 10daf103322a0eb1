"""Filling an instrument in: a sheet or one question a page, each answer saved the moment it is given."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import NOT_ANSWERED
from tsunagu.assessment.commands import complete_response, save_answer
from tsunagu.assessment.forms.responses import AnsweredForm, Misread, typed
from tsunagu.assessment.models import Response
from tsunagu.assessment.presenters.instruments import words_of
from tsunagu.assessment.presenters.responses import filling, how_words
from tsunagu.assessment.queries.instruments import before, form_of, get_response, sheet_of_response
from tsunagu.assessment.rules.instruments.answers import NOTHING
from tsunagu.assessment.rules.instruments.flow import Line, Sheet, name_of
from tsunagu.assessment.views import responses
from tsunagu.assessment.views.room import WRITE, page, url
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.core.errors import Refused
from tsunagu.core.words import in_language
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """While it is open the sheet, then what came out. `?ask=` shows one question; a POST saves what is on the page and goes on."""
    case = get_chart(case_id, request.actor, WRITE if request.method == "POST" else Permission.CHART_READ)
    response = get_response(case, response_id)
    if not response.is_open:
        return responses.result(request, case, response)
    if request.method == "GET":
        return _sheet(request, case, response)
    errors = _save(request, response)
    if errors:
        return _sheet(request, case, response, errors)
    if request.POST.get("then") == "complete":
        return _complete(request, case, response)
    there = url("response", case, response_id=response.id)
    return htmx.redirect(request, there + _next(request, response))


def _complete(request: Request, case: Case, response: Response) -> HttpResponse:
    answered = AnsweredForm(request.POST, zone=case.zone)
    if not answered.is_valid():
        return _sheet(request, case, response, answered=answered)
    try:
        complete_response(response.id, by=request.actor, answered_at=answered.cleaned_data["answered_at"] or None)
    except Refused as refusal:
        return _sheet(request, case, response, refusal=refusal, answered=answered)
    return htmx.redirect(request, url("response", case, response_id=response.id))


@allow(WRITE)
@require_POST
def answer(request: Request, case_id: UUID, response_id: UUID) -> HttpResponse:
    """One answer, from its own place on the sheet: gives back the lines that changed, nothing that is being written in."""
    case = get_chart(case_id, request.actor, WRITE)
    response = get_response(case, response_id)
    last = before(response)
    was = {one.name: one for one in filling(response, sheet_of_response(response, spare=True), last).questions}
    errors = _save(request, response)
    now = filling(response, sheet_of_response(response, spare=True), last, errors)
    if {one.name for one in now.questions} != was.keys():
        return htmx.refresh(request)
    sent = set(request.POST.getlist("asked"))
    more = {
        "filling": now,
        "changed": [one for one in now.questions if one != was[one.name] and one.name not in sent],
        # Of an answer and a reason for none, only the one she did not touch: the other may be under her hand.
        "emptied": [one for one in now.questions if one.name in sent and one.absent != was[one.name].absent],
        "sent": [one for one in now.questions if one.name in sent],
        "errors": errors,
    }
    if not htmx.fragment(request):
        return htmx.redirect(request, url("response", case, response_id=response.id))
    context = {"case": case, "response": response, "may_write": True, "not_answered": NOT_ANSWERED, **more}
    return htmx.vary(render(request, "assessment/_saved.html", context))


def _save(request: Request, response: Response) -> dict[str, str]:
    """Save every question whose controls were sent and whose answer is another one now; what is wrong with which."""
    form, errors = form_of(response), {}
    sent = set(request.POST.getlist("asked"))
    for line in _lines(sheet_of_response(response, spare=True), request.POST.getlist("asked"), response):
        name = name_of(form, line)
        try:
            given = typed(line, name, request.POST, response.language)
            if name in sent and given != line.given:
                save_answer(response.id, line.item.link, given, place=line.place, by=request.actor)
        except (Misread, Refused) as wrong:
            errors[name] = str(wrong)
    return errors


def _lines(sheet: Sheet, sent: Iterable[str], response: Response) -> list[Line]:
    form, wanted = form_of(response), set(sent)
    return [line for line in sheet.questions if name_of(form, line) in wanted]


def _sheet(
    request: Request,
    case: Case,
    response: Response,
    errors: dict[str, str] | None = None,
    refusal: Refused | None = None,
    answered: AnsweredForm | None = None,
) -> HttpResponse:
    sheet, instrument = sheet_of_response(response, spare=True), form_of(response)
    only = _only(request, response, sheet)
    return page(
        request,
        "assessment/filling_page.html",
        case,
        response.person,
        response=response,
        instrument=instrument,
        title=in_language(instrument.title),
        how=how_words(response),
        filling=filling(response, sheet, before(response), errors, only=only),
        only=only,
        position=_position(response, sheet, only),
        refusal=refusal,
        errors=errors,
        words=words_of(instrument),
        not_answered=NOT_ANSWERED,
        answered=answered or AnsweredForm(zone=case.zone),
        status=422 if errors or refusal or answered else 200,
    )


def _names(response: Response, sheet: Sheet) -> list[str]:
    form = form_of(response)
    return [name_of(form, line) for line in sheet.questions]


def _only(request: Request, response: Response, sheet: Sheet) -> str:
    """Which one question the page shows: by its name, or `first`: the first that is still open."""
    wanted = request.GET.get("ask", "")
    names = _names(response, sheet)
    if not wanted or not names:
        return ""
    form = form_of(response)
    opened = [name_of(form, line) for line in sheet.questions if line.given == NOTHING]
    return wanted if wanted in names else (opened or names)[0]


def _position(response: Response, sheet: Sheet, only: str) -> dict[str, object]:
    names = _names(response, sheet)
    if only not in names:
        return {}
    at = names.index(only)
    return {
        "at": at + 1,
        "of": len(names),
        "back": names[at - 1] if at else "",
        "next": names[at + 1] if at + 1 < len(names) else "",
    }


def _next(request: Request, response: Response) -> str:
    """After a question the next one that is asked now; after the last, and on the sheet, the sheet."""
    only = request.GET.get("ask", "")
    if not only or request.POST.get("then") == "sheet":
        return ""
    names = _names(response, sheet_of_response(response, spare=True))
    sent = request.POST.get("asked", "")
    at = names.index(sent) + 1 if sent in names else 0
    return f"?ask={names[at]}" if at < len(names) else ""
