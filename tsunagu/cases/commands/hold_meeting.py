"""Team meetings: prepared with an agenda and who is asked, then held: who came, who wrote, what was decided (R-081, R-112)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import AttendeeKind, MeetingAbout, SelectionOutcome
from tsunagu.cases.commands.gates import pass_gate
from tsunagu.cases.commands.make_promise import new_promise, promise_made
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, moment_of, of_day, record
from tsunagu.cases.events import MeetingHeld, OpinionAsked, OpinionGiven, SelectionDecided
from tsunagu.cases.models import Attendee, Case, Decision, Meeting
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Refused


@dataclass(frozen=True)
class Invited:
    """Somebody asked to come. `present` is unknown until it was held; `asked_on` where their view was asked for in writing."""

    name: str
    kind: AttendeeKind = AttendeeKind.OUTSIDE
    discipline: str = ""
    body: str = ""
    present: bool | None = None
    absence_reason: str = ""
    opinion: str = ""
    asked_on: date | None = None
    answered_on: date | None = None
    user_id: UUID | None = None
    person_id: UUID | None = None


@dataclass(frozen=True)
class Decided:
    """What was decided. With a day it is somebody's promise: a colleague's, or an outsider's by name."""

    text: str
    due: date | None = None
    worker_id: UUID | None = None
    outsider: str = ""


@dataclass(frozen=True)
class Minutes:
    """What is written down when it was held."""

    conclusion: str
    discussion: str = ""
    overview: str = ""
    remaining: str = ""
    next_on: date | None = None
    enquiry_only: str = ""
    outcome: str = ""
    stable: bool | None = None
    can_express: bool | None = None
    others_inform: bool | None = None


@transaction.atomic
def prepare_meeting(
    *,
    case_id: UUID,
    about: MeetingAbout,
    held_on: date,
    by: Actor,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    agenda: str = "",
    invited: Sequence[Invited] = (),
) -> Meeting:
    """Set the day, the agenda and who is asked. Written enquiries to those who cannot come are facts of their own."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    if held_on >= today(case.zone) and not agenda.strip():
        raise Refused(_("Write what it is to be about, so that people can prepare."), field="agenda")
    meeting = Meeting.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        about=about,
        held_on=held_on,
        start=start,
        end=end,
        place=place.strip(),
        agenda=agenda.strip(),
        prepared_by_id=by.id,
        prepared_by_name=by.name,
    )
    asked = _asked(case, meeting, _seat(meeting, invited), before=frozenset())
    if asked:
        record(case, *asked, by=by, verb="ask_opinions", count=len(asked))
    return meeting


@transaction.atomic
def change_meeting(
    meeting_id: UUID,
    *,
    held_on: date,
    by: Actor,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    agenda: str = "",
    invited: Sequence[Invited] = (),
) -> Meeting:
    """Another day, another agenda, other people; only while it has not been held."""
    meeting, case = _unheld(meeting_id, by)
    _set(meeting, held_on=held_on, start=start, end=end, place=place.strip(), agenda=agenda.strip())
    before = _enquired(meeting)
    asked = _asked(case, meeting, _seat(meeting, invited), before=before)
    if asked:
        record(case, *asked, by=by, verb="ask_opinions", count=len(asked))
    return meeting


@transaction.atomic
def hold_meeting(
    meeting_id: UUID,
    *,
    held_on: date,
    minutes: Minutes,
    by: Actor,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    agenda: str = "",
    attended: Sequence[Invited] = (),
    decisions: Sequence[Decided] = (),
) -> Meeting:
    """It was held, or the opinions of those who could not come stand in for it. Decisions become promises in the same moment."""
    meeting, case = _unheld(meeting_id, by)
    moment_of(held_on, case.zone)
    _refuse_unsaid(meeting, minutes, attended)
    pass_gate(case, "meeting.hold", reason=_("This meeting cannot use the person’s information yet."))
    _set(
        meeting,
        held_on=held_on,
        start=start,
        end=end,
        place=place.strip(),
        agenda=agenda.strip(),
        overview=minutes.overview.strip(),
        discussion=minutes.discussion.strip(),
        conclusion=minutes.conclusion.strip(),
        remaining=minutes.remaining.strip(),
        next_on=minutes.next_on,
        enquiry_only=minutes.enquiry_only.strip(),
        outcome=minutes.outcome,
        stable=minutes.stable,
        can_express=minutes.can_express,
        others_inform=minutes.others_inform,
        recorded_by_name=by.name,
        recorded_at=now(),
    )
    before = _enquired(meeting)
    seated = _seat(meeting, attended)
    facts = [*_asked(case, meeting, seated, before=before), *_answered(meeting, seated), *_held(meeting)]
    promises = [_decide(meeting, decided, by) for decided in decisions if decided.text.strip()]
    record(case, *facts, *(p for p in promises if p), by=by, verb="hold_meeting", about=meeting.about)
    return meeting


def _refuse_unsaid(meeting: Meeting, minutes: Minutes, attended: Sequence[Invited]) -> None:
    if not minutes.conclusion.strip():
        raise Refused(_("Write the conclusion."), field="conclusion")
    present = [one for one in attended if one.present]
    if len(present) < 2 and not minutes.enquiry_only.strip():
        raise Refused(
            _("A meeting has at least two people. If opinions were only asked for in writing, write why nobody met."),
            field="enquiry_only",
        )
    if meeting.about == MeetingAbout.SELECTION and minutes.outcome not in SelectionOutcome.values:
        raise Refused(_("Choose what was decided about selection."), field="outcome")
    points = {name: getattr(minutes, name) for name in ("stable", "can_express", "others_inform")}
    if meeting.about == MeetingAbout.VIDEO_MONITORING and None in points.values():
        open_ = next(name for name, value in points.items() if value is None)
        raise Refused(_("Answer each of the three points the team has to agree on."), field=open_)


def _unheld(meeting_id: UUID, by: Actor) -> tuple[Meeting, Case]:
    check(by, Permission.CASE_WORK)
    case = locked(Meeting.objects.values_list("case_id", flat=True).get(id=meeting_id))
    refuse_closed(case)
    meeting = Meeting.objects.get(id=meeting_id)
    meeting.case = case
    if meeting.is_held:
        raise Refused(_("The minutes of this meeting are written. Hold another one for what is new."))
    return meeting, case


def _set(meeting: Meeting, **values: object) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(values))


def _enquired(meeting: Meeting) -> frozenset[str]:
    return frozenset(meeting.attendees.filter(asked_on__isnull=False).values_list("name", flat=True))


def _seat(meeting: Meeting, invited: Sequence[Invited]) -> list[Attendee]:
    """The list anew: while a meeting is prepared, people come and go."""
    for person_id in {one.person_id for one in invited if one.person_id}:
        refuse_stranger(meeting.case, person_id)
    meeting.attendees.all().delete()
    rows = [
        Attendee(
            organisation_id=meeting.organisation_id,
            meeting=meeting,
            position=n,
            kind=one.kind,
            user_id=one.user_id,
            person_id=one.person_id,
            name=one.name.strip(),
            discipline=one.discipline,
            body=one.body.strip(),
            present=one.present,
            absence_reason=one.absence_reason.strip(),
            opinion=one.opinion.strip(),
            asked_on=one.asked_on,
            answered_on=one.answered_on,
        )
        for n, one in enumerate(invited)
        if one.name.strip()
    ]
    return Attendee.objects.bulk_create(rows)


def _asked(case: Case, meeting: Meeting, seated: list[Attendee], *, before: frozenset[str]) -> list[Happening]:
    """Enquiries that are new since the list was last saved."""
    new = [one for one in seated if one.asked_on and one.name not in before]
    for one in new:
        moment_of(one.asked_on, case.zone)
    return [Happening(OpinionAsked(), of_day(one.asked_on, case.zone), ref=meeting.id) for one in new if one.asked_on]


def _answered(meeting: Meeting, seated: list[Attendee]) -> list[Happening]:
    given = (one for one in seated if one.opinion and not one.present)
    zone = meeting.case.zone
    days = (one.answered_on or one.asked_on or today(zone) for one in given)
    return [Happening(OpinionGiven(), of_day(day, zone), ref=meeting.id) for day in days]


def _held(meeting: Meeting) -> list[Happening]:
    """What clocks and gates read. Opinions alone are no meeting."""
    if meeting.enquiry_only:
        return []
    event = MeetingHeld(meeting.about, meeting.stable, meeting.can_express, meeting.others_inform)  # type: ignore[arg-type]
    at = _held_at(meeting)
    facts = [Happening(event, at, ref=meeting.id)]
    if meeting.outcome:
        facts.append(Happening(SelectionDecided(meeting.outcome), at, ref=meeting.id))  # type: ignore[arg-type]
    return facts


def _held_at(meeting: Meeting) -> datetime | date | None:
    """When it ended, as nearly as it was written down."""
    if clock := meeting.end or meeting.start:
        return min(datetime.combine(meeting.held_on, clock, ZoneInfo(meeting.case.zone)), now())
    return of_day(meeting.held_on, meeting.case.zone)


def _decide(meeting: Meeting, decided: Decided, by: Actor) -> Happening | None:
    """Keep a decision; the fact of its promise, where somebody is to do it by a day."""
    decision = Decision(organisation_id=meeting.organisation_id, meeting=meeting, text=decided.text.strip())
    if decided.due:
        decision.promise = new_promise(
            meeting.case,
            what=decided.text,
            due=decided.due,
            by=by,
            worker_id=decided.worker_id,
            outsider=decided.outsider,
        )
    decision.save(force_insert=True)
    return promise_made(decision.promise) if decision.promise else None
