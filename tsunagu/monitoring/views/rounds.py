"""The monitoring of a case: how its lines stand, and the rounds that went through them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart
from tsunagu.monitoring.commands.rounds import answer_round, ask_for_change, begin_round, complete_round
from tsunagu.monitoring.forms import BeginForm, ChangeForm, RoundForm, contact_words
from tsunagu.monitoring.models import Round
from tsunagu.monitoring.presenters.health import trend
from tsunagu.monitoring.presenters.rounds import (
    contact_facts,
    reason_for,
    report_row,
    standing_rows,
    unseen,
    url,
)
from tsunagu.monitoring.queries.health import adherence_of, issues_of, teachings_of, to_explain_again
from tsunagu.monitoring.queries.rounds import (
    asked_lines,
    contacts_to_rest_on,
    get_round,
    open_round_of,
    rounds_of,
    standings,
    unanswered,
)
from tsunagu.monitoring.views.room import answer, page, tried
from tsunagu.ui import htmx


@allow(Permission.CHART_READ)
@require_GET
def show(request: Request, case_id: UUID) -> HttpResponse:
    """How every line stands, what is not in order, and the rounds so far."""
    case = get_chart(case_id, request.actor)
    lines = standing_rows(case, standings(case))
    return page(
        request,
        case,
        "case_page",
        lines=lines,
        late=sum(line.late for line in lines),
        under_way=open_round_of(case),
        rounds=[(round, [report_row(r) for r in round.lines.all()]) for round in _with_lines(case)],
        issues=[issue for issue in issues_of(case)[:50] if issue.is_open],
        trend=trend(list(adherence_of(case)[:12])),
        again=to_explain_again(list(teachings_of(case)[:100])),
    )


def _with_lines(case: Case) -> list[Round]:
    return list(rounds_of(case).filter(completed_at__isnull=False).prefetch_related("lines")[:12])


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """Which contact the round rests on; where one is under way, that one goes on."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    under_way = open_round_of(case)
    if under_way:
        return htmx.redirect(request, url("round", case, round_id=under_way.id))
    contacts = [(contact, contact_words(contact)) for contact in contacts_to_rest_on(case)]
    chosen = str(contacts[0][0].id) if contacts else ""
    form = BeginForm(request.POST or None, contacts=contacts, initial={"contact": chosen})
    return answer(
        request,
        case,
        form,
        lambda: begin_round(case_id=case.id, contact_id=form.contact_id(), by=request.actor),
        title=_("Begin a round"),
        intro=_("What the contact says of time, place and people is not asked again."),
        save=_("Begin"),
        to=lambda round: url("round", case, round_id=round.id),
    )


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def round(request: Request, case_id: UUID, round_id: UUID) -> HttpResponse:
    """A round that is being answered, or the sheet of one that is complete."""
    permission = Permission.CASE_WORK if request.method == "POST" else Permission.CHART_READ
    case = get_chart(case_id, request.actor, permission)
    found = get_round(case, round_id)
    return _sheet(request, case, found) if found.is_complete else _write(request, case, found)


def _sheet(request: Request, case: Case, found: Round) -> HttpResponse:
    rows = [report_row(report) for report in found.lines.all()]
    return page(
        request,
        case,
        "round_page",
        round=found,
        rows=rows,
        deviating=[row for row in rows if row.report.deviates],
        facts=contact_facts(found.contact),
        unseen=unseen(found.contact),
    )


def _write(request: Request, case: Case, found: Round) -> HttpResponse:
    lines = asked_lines(case)
    form = RoundForm(request.POST or None, round=found, lines=lines)
    if request.method == "POST" and form.is_valid():
        _keep(request, found, form)
        if not form.errors:
            return htmx.redirect(request, url("round", case, round_id=found.id))
    left = unanswered(lines, found)
    return page(
        request,
        case,
        "round_form",
        status=422 if form.errors else 200,
        round=found,
        form=form,
        facts=contact_facts(found.contact),
        unseen=unseen(found.contact),
        left=left,
        done=len(lines) - len(left),
        total=len(lines),
    )


def _keep(request: Request, found: Round, form: RoundForm) -> None:
    """What was typed is kept first; only then it is seen whether nothing is missing."""
    by, summary = request.actor, form.cleaned_data["summary"]
    answers, hearings = form.answers(), form.hearings()
    tried(form, lambda: answer_round(round_id=found.id, answers=answers, hearings=hearings, summary=summary, by=by))
    if not form.errors and "complete" in request.POST:
        tried(form, lambda: complete_round(round_id=found.id, by=by))


@allow(Permission.PLAN_WRITE)
@require_http_methods(["GET", "POST"])
def revision(request: Request, case_id: UUID, round_id: UUID) -> HttpResponse:
    """What the round found does not fit the plan: the next version is asked for."""
    case = get_chart(case_id, request.actor, Permission.PLAN_WRITE)
    found = get_round(case, round_id)
    form = ChangeForm(request.POST or None, initial={"reason": reason_for(found)})
    return answer(
        request,
        case,
        form,
        lambda: ask_for_change(round_id=found.id, by=request.actor, **form.cleaned_data),
        title=_("Propose a change of the plan"),
        intro=_("The next version begins as a copy of the plan in force, with this reason."),
        save=_("Propose the change"),
        to=_plan_url(case),
    )


def _plan_url(case: Case) -> str:
    return reverse("planning:plan", kwargs={"case_id": case.id})


@allow(Permission.CHART_READ)
@require_GET
def paper(request: Request, case_id: UUID, round_id: UUID) -> HttpResponse:
    """モニタリング表 · 점검표: the sheet on paper."""
    case = get_chart(case_id, request.actor)
    found = get_round(case, round_id)
    rows = [report_row(report) for report in found.lines.all()]
    return page(request, case, "round_print", round=found, rows=rows, facts=contact_facts(found.contact))
