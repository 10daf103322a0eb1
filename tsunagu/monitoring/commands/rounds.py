"""Going through every line of the plan: begun, answered, complete; and asking for another plan where it does not fit (R-070, R-022)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Delivered, Quality, With
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import MonitoringRecorded
from tsunagu.cases.models import Case, Contact, MonitoringAnswer
from tsunagu.cases.queries import members_of
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused
from tsunagu.monitoring.choices import Delivery, Group, Heard, Progress
from tsunagu.monitoring.models import LineReport, Round, Voice
from tsunagu.monitoring.queries.rounds import AskedLine, asked_lines, open_round_of, unanswered
from tsunagu.planning.commands.draft_plan import propose_revision
from tsunagu.planning.models import Plan
from tsunagu.planning.queries import current_plan_of


@dataclass(frozen=True)
class Answer:
    """What is said of one line."""

    line_key: UUID
    delivery: str
    quality: str = ""
    progress: str = ""
    view: str = ""
    note: str = ""
    change_needed: bool = False


@dataclass(frozen=True)
class Hearing:
    """Whether a group was heard in this round, and who of it."""

    group: str
    heard: str
    who: str = ""
    note: str = ""


@transaction.atomic
def begin_round(*, case_id: UUID, by: Actor, contact_id: UUID | None = None) -> Round:
    """Begin a round. What a contact has already said of the lines is taken over and not asked again."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    if open_round_of(case):
        raise Refused(_("A round is under way. Complete it first, or go on with it."))
    if not asked_lines(case):
        raise Refused(_("No plan with services is in force, so there is nothing to go through. Activate a plan first."))
    contact = _contact(case, contact_id) if contact_id else None
    round = _new(case, contact, by)
    record_act(by, "begin_round", round, case_id=case.id)
    return round


@transaction.atomic
def answer_round(
    *, round_id: UUID, by: Actor, answers: Sequence[Answer] = (), hearings: Sequence[Hearing] = (), summary: str = ""
) -> Round:
    """Keep what has been answered so far. A line that is answered stays answered; answering again replaces it."""
    check(by, Permission.CASE_WORK)
    case, round = _open(round_id)
    lines = {line.key: (n, line) for n, line in enumerate(asked_lines(case))}
    for answer in answers:
        _refuse_answer(answer)
        if answer.line_key in lines:
            LineReport.objects.update_or_create(
                round=round, line_key=answer.line_key, defaults=_said(round, *lines[answer.line_key], answer)
            )
    for hearing in hearings:
        _refuse_hearing(hearing)
        Voice.objects.update_or_create(
            round=round,
            group=hearing.group,
            defaults={
                "organisation_id": round.organisation_id,
                "heard": hearing.heard,
                "who": hearing.who.strip(),
                "note": hearing.note.strip(),
            },
        )
    round.summary = summary.strip()
    round.save(update_fields=["summary"])
    record_act(by, "answer_round", round, case_id=case.id)
    return round


@transaction.atomic
def complete_round(*, round_id: UUID, by: Actor) -> Round:
    """It is complete when every line in force has its answer and each group was heard, tried, or left out on purpose."""
    check(by, Permission.CASE_WORK)
    case, round = _open(round_id)
    left = unanswered(asked_lines(case), round)
    if left:
        raise Refused(
            _("The round is complete when every line of the plan is answered. Still open: %(lines)s")
            % {"lines": " / ".join(line.text for line in left)},
            field=f"delivery_{left[0].key}",
        )
    heard = set(round.voices.values_list("group", flat=True))
    silent = [group for group in Group if group not in heard]
    if silent:
        raise Refused(
            _("Say of each group whether it was heard. Still open: %(groups)s")
            % {"groups": " / ".join(str(group.label) for group in silent)},
            field=f"heard_{silent[0]}",
        )
    round.completed_at, round.completed_by_name = now(), by.name
    round.save(update_fields=["completed_at", "completed_by_name"])
    persons = round.contact.persons if round.contact else [m.person_id for m in members_of(case)]
    happening = Happening(MonitoringRecorded(), None, persons, round.id)
    record(case, happening, by=by, verb="complete_round", lines=round.lines.count())
    return round


@transaction.atomic
def ask_for_change(*, round_id: UUID, reason: str, by: Actor) -> Plan:
    """What the round found does not fit the plan: planning is asked for the next version of it (R-022, R-058)."""
    check(by, Permission.PLAN_WRITE)
    round = Round.objects.select_related("case").get(id=round_id)
    case = locked(round.case_id)
    deviating = [report.line_key for report in round.lines.all() if report.deviates]
    plans = [line.plan_id for line in asked_lines(case) if line.key in deviating]
    current = current_plan_of(case)
    if not plans and current is None:
        raise Refused(_("No plan is in force, so there is none to change."))
    return propose_revision(plan_id=plans[0] if plans else current.id, reason=reason, by=by)  # type: ignore[union-attr]


def keep_round(case: Case, contact: Contact, by: Actor) -> Round | None:
    """A contact whose lines are all answered is a round, complete as it stands: nothing is asked twice. The case is locked."""
    if Round.objects.filter(contact=contact).exists() or not contact.monitoring.exists():
        return None
    round = _new(case, contact, by)
    if contact.counterpart == With.PERSON:
        Voice.objects.create(
            organisation_id=case.organisation_id, round=round, group=Group.PERSON, heard=Heard.CONTACTED
        )
    return round


def _new(case: Case, contact: Contact | None, by: Actor) -> Round:
    """The row, with the contact's answers; complete at once where the contact says it is the whole monitoring."""
    whole = contact is not None and case.facts.filter(kind=MonitoringRecorded.kind, ref=contact.id).exists()  # type: ignore[attr-defined]
    round = Round.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        contact=contact,
        on=today(case.zone) if contact is None else contact.started_at.astimezone(ZoneInfo(case.zone)).date(),
        by_id=by.id,
        by_name=by.name,
        completed_at=now() if whole else None,
        completed_by_name=by.name if whole else "",
    )
    if contact is not None:
        given = {answer.line_id: answer for answer in contact.monitoring.all()}
        LineReport.objects.bulk_create(
            LineReport(round=round, line_key=line.key, **_said(round, n, line, _as_answer(given[line.key])))
            for n, line in enumerate(asked_lines(case))
            if line.key in given
        )
    return round


def _as_answer(answer: MonitoringAnswer) -> Answer:
    """The short answer of a visit note, in the words of a round."""
    delivery = {
        Delivered.YES: Delivery.AS_AGREED,
        Delivered.PARTLY: Delivery.LATE,
        Delivered.NO: Delivery.NOT_DELIVERED,
    }
    return Answer(
        answer.line_id,
        delivery[Delivered(answer.delivered)],
        answer.quality,
        view=answer.view,
        change_needed=answer.change_needed,
    )


def _said(round: Round, position: int, line: AskedLine, answer: Answer) -> dict[str, object]:
    return {
        "organisation_id": round.organisation_id,
        "on": round.on,
        "line_text": line.text,
        "position": position,
        "provider": line.provider,
        "goal_key": line.goal_key,
        "goal_text": line.goal_text,
        "delivery": answer.delivery,
        "quality": answer.quality,
        "progress": answer.progress,
        "view": answer.view.strip(),
        "note": answer.note.strip(),
        "change_needed": answer.change_needed,
    }


def _refuse_answer(answer: Answer) -> None:
    if answer.delivery not in Delivery.values:
        raise Refused(_("Choose how the service came."), field=f"delivery_{answer.line_key}")
    if answer.quality and answer.quality not in Quality.values:
        raise Refused(_("Choose the quality from the list."), field=f"quality_{answer.line_key}")
    if answer.progress and answer.progress not in Progress.values:
        raise Refused(_("Choose the progress from the list."), field=f"progress_{answer.line_key}")


def _refuse_hearing(hearing: Hearing) -> None:
    if hearing.group not in Group.values or hearing.heard not in Heard.values:
        raise Refused(_("Choose whether this group was heard."), field=f"heard_{hearing.group}")


def _contact(case: Case, contact_id: UUID) -> Contact:
    contact: Contact | None = Contact.objects.standing().filter(id=contact_id, case=case).first()
    if contact is None or not contact.was_reached:
        raise Refused(_("Choose a contact of this case in which somebody was reached."), field="contact")
    if Round.objects.filter(contact=contact).exists():
        raise Refused(_("This contact is part of a round already. Choose another."), field="contact")
    return contact


def _open(round_id: UUID) -> tuple[Case, Round]:
    """The locked case and the round on it, while it is still being answered."""
    case = locked(Round.objects.values_list("case_id", flat=True).get(id=round_id))
    round = Round.objects.select_related("contact").get(id=round_id)
    if round.is_complete:
        raise Refused(_("This round is complete. What is new belongs to the next one."))
    return case, round
