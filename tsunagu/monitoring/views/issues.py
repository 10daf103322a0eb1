"""Issues: raising one, working on it, closing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tsunagu.access.decorators import allow
from tsunagu.access.http import Request
from tsunagu.access.permissions import Permission
from tsunagu.cases.models import Case
from tsunagu.cases.queries import get_chart, members_of
from tsunagu.core.actor import Actor
from tsunagu.identity.queries import workers
from tsunagu.monitoring.commands.issues import close_issue, note_issue, raise_issue
from tsunagu.monitoring.forms import IssueCloseForm, IssueForm, IssueStepForm
from tsunagu.monitoring.models import Issue
from tsunagu.monitoring.presenters.rounds import url
from tsunagu.monitoring.queries.health import issues_of
from tsunagu.monitoring.queries.rounds import asked_lines
from tsunagu.monitoring.views.room import answer, page


@allow(Permission.CHART_READ)
@require_GET
def index(request: Request, case_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor)
    return page(request, case, "issues_page", issues=list(issues_of(case)[:200]))


@allow(Permission.CASE_WORK)
@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: UUID) -> HttpResponse:
    """`?round=` and `?line=` say what it was found in."""
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    form = IssueForm(
        request.POST or None,
        case=case,
        members=members_of(case),
        lines=asked_lines(case),
        workers=owners(request.actor),
        me=request.actor.id,
        initial={name: request.GET[name] for name in ("line", "about", "text") if name in request.GET},
    )
    round_id = _asked(request.GET.get("round", ""))
    return answer(
        request,
        case,
        form,
        lambda: raise_issue(case_id=case.id, round_id=round_id, by=request.actor, **form.values()),
        title=_("Record an issue"),
        intro=_("Whoever is named gets it on their day. Past its day it goes to the supervisor."),
        to=lambda issue: url("issue", case, issue_id=issue.id),
    )


@allow(Permission.CHART_READ)
@require_http_methods(["GET", "POST"])
def show(request: Request, case_id: UUID, issue_id: UUID) -> HttpResponse:
    """What it is, what was done; a POST writes the next step."""
    permission = Permission.CASE_WORK if request.method == "POST" else Permission.CHART_READ
    case = get_chart(case_id, request.actor, permission)
    issue = _get(case, issue_id)
    form = IssueStepForm(
        request.POST or None,
        workers=owners(request.actor, issue),
        initial={"owner": str(issue.owner_id), "due": issue.due, "waiting_for": issue.waiting_for},
    )
    return answer(
        request,
        case,
        form,
        lambda: note_issue(issue_id=issue.id, by=request.actor, **form.values()),
        title=_("Issue"),
        template="issue_page",
        issue=issue,
        steps=list(issue.steps.all()),
        close_form=IssueCloseForm(auto_id="close_%s"),
        to=url("issue", case, issue_id=issue.id),
    )


@allow(Permission.CASE_WORK)
@require_POST
def close(request: Request, case_id: UUID, issue_id: UUID) -> HttpResponse:
    case = get_chart(case_id, request.actor, Permission.CASE_WORK)
    issue = _get(case, issue_id)
    form = IssueCloseForm(request.POST)
    return answer(
        request,
        case,
        form,
        lambda: close_issue(issue_id=issue.id, by=request.actor, **form.cleaned_data),
        title=_("Close the issue"),
        intro=issue.text,
        to=url("issue", case, issue_id=issue.id),
    )


def owners(actor: Actor, issue: Issue | None = None) -> list[tuple[UUID, str]]:
    """Who may be given an issue: whoever works here, the present owner among them."""
    found = {member.user_id: member.user.name for member in workers(actor)}
    if issue is not None:
        found.setdefault(issue.owner_id, issue.owner.name)
    return list(found.items())


def _get(case: Case, issue_id: UUID) -> Issue:
    return get_object_or_404(Issue.objects.select_related("owner", "person", "round"), id=issue_id, case=case)


def _asked(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
