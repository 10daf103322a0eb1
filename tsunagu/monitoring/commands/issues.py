"""An issue: raised with an owner and a day, worked on, closed with what came of it; overdue it climbs one level (R-073)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Membership
from tsunagu.monitoring.choices import Gravity, IssueAbout, IssueOutcome, IssueState
from tsunagu.monitoring.events import IssueClosed, IssueMoved, IssueRaised
from tsunagu.monitoring.models import Issue, IssueStep, Round
from tsunagu.monitoring.queries.rounds import asked_lines


@transaction.atomic
def raise_issue(
    *,
    case_id: UUID,
    about: str,
    gravity: str,
    text: str,
    due: date,
    by: Actor,
    owner_id: UUID | None = None,
    person_id: UUID | None = None,
    line_key: UUID | None = None,
    round_id: UUID | None = None,
) -> Issue:
    """Say what is not as it should be, who sees to it and until when. An urgent one is dealt with within a business day."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    _refuse(about, gravity, text)
    _refuse_day(case, due)
    if person_id:
        refuse_stranger(case, person_id)
    line = next((line for line in asked_lines(case) if line.key == line_key), None) if line_key else None
    issue = Issue.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        round=Round.objects.filter(id=round_id, case=case).first() if round_id else None,
        line_key=line.key if line else None,
        line_text=line.text if line else "",
        provider=line.provider if line else "",
        about=about,
        gravity=gravity,
        text=text.strip(),
        owner_id=_owner(case, owner_id or by.id),
        due=due,
        raised_by_id=by.id,
        raised_by_name=by.name,
    )
    event = IssueRaised(gravity, due, str(issue.owner_id))  # type: ignore[arg-type]
    record(case, Happening(event, None, _whom(issue), issue.id), by=by, verb="raise_issue", about=about)
    return issue


@transaction.atomic
def note_issue(
    *,
    issue_id: UUID,
    text: str,
    by: Actor,
    waiting_for: str = "",
    owner_id: UUID | None = None,
    due: date | None = None,
) -> IssueStep:
    """Write what was done. `waiting_for` says whose turn it is; a new owner or day moves the deadline, and the ledger shows it."""
    check(by, Permission.CASE_WORK)
    case, issue = _open(issue_id)
    if not text.strip():
        raise Refused(_("Write what was done or agreed."), field="text")
    before = issue.owner_id, issue.due
    if owner_id:
        issue.owner_id = _owner(case, owner_id)
    if due and due != issue.due:
        _refuse_day(case, due)
        issue.due = due
    issue.waiting_for = waiting_for.strip()
    issue.state = IssueState.WAITING if issue.waiting_for else IssueState.OPEN
    issue.save(update_fields=["owner_id", "due", "waiting_for", "state"])
    step = IssueStep.objects.create(
        organisation_id=issue.organisation_id, issue=issue, by_name=by.name, text=text.strip(), state=issue.state
    )
    event = IssueMoved(issue.gravity, issue.due, str(issue.owner_id))  # type: ignore[arg-type]
    if (issue.owner_id, issue.due) != before:
        record(case, Happening(event, None, _whom(issue), issue.id), by=by, verb="note_issue")
    else:
        record_act(by, "note_issue", step, case_id=case.id)
    return step


@transaction.atomic
def close_issue(*, issue_id: UUID, outcome: str, resolution: str, by: Actor) -> Issue:
    """It ends with what came of it: solved, or said in words why not."""
    check(by, Permission.CASE_WORK)
    case, issue = _open(issue_id)
    if outcome not in IssueOutcome.values:
        raise Refused(_("Choose how it ended."), field="outcome")
    if not resolution.strip():
        raise Refused(_("Write what was done, or why it could not be solved."), field="resolution")
    issue.state, issue.outcome, issue.resolution = IssueState.CLOSED, outcome, resolution.strip()
    issue.closed_at, issue.closed_by_name = now(), by.name
    issue.save(update_fields=["state", "outcome", "resolution", "closed_at", "closed_by_name"])
    event = IssueClosed(outcome)  # type: ignore[arg-type]
    record(case, Happening(event, None, _whom(issue), issue.id), by=by, verb="close_issue", outcome=outcome)
    return issue


def _refuse(about: str, gravity: str, text: str) -> None:
    if about not in IssueAbout.values:
        raise Refused(_("Choose what the issue is about."), field="about")
    if gravity not in Gravity.values:
        raise Refused(_("Choose how grave it is."), field="gravity")
    if not text.strip():
        raise Refused(_("Write what is not as it should be."), field="text")


def _refuse_day(case: Case, due: date) -> None:
    if due < today(case.zone):
        raise Refused(_("This day has passed. Choose today or a later day."), field="due")


def _owner(case: Case, user_id: UUID) -> UUID:
    """Somebody who works here."""
    if not Membership.objects.filter(organisation_id=case.organisation_id, user_id=user_id, is_active=True).exists():
        raise Refused(_("Choose somebody who works here."), field="owner")
    return user_id


def _open(issue_id: UUID) -> tuple[Case, Issue]:
    case = locked(Issue.objects.values_list("case_id", flat=True).get(id=issue_id))
    issue = Issue.objects.get(id=issue_id)
    if not issue.is_open:
        raise Refused(_("This issue is closed. Raise a new one if it has come back."))
    return case, issue


def _whom(issue: Issue) -> list[UUID]:
    return [issue.person_id] if issue.person_id else []
