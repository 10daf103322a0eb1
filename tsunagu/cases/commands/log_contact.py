"""A contact, a visit, or an attempt: written down, signed and counted in one step."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import (
    Delivered,
    Direction,
    DoneBy,
    Mode,
    Observation,
    Outcome,
    Place,
    Purpose,
    Quality,
    With,
)
from tsunagu.cases.commands.duties import ledger_of
from tsunagu.cases.commands.gates import pass_gate
from tsunagu.cases.commands.make_promise import new_promise, promise_made
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import ContactAttempted, ContactMade, ContactMissed, MonitoringRecorded, NoteSigned
from tsunagu.cases.models import Case, Contact, MonitoringAnswer, Promise
from tsunagu.cases.queries import plan_lines
from tsunagu.cases.rules import late_by
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.core.ids import uuid7
from tsunagu.pathways.rules import Ledger

VISITED = (Place.HOME, Place.COMMUNITY, Place.PLACEMENT)


@dataclass(frozen=True)
class LineAnswer:
    """How one line of the plan goes, in the worker's eyes and the client's."""

    line_id: UUID
    delivered: Delivered
    quality: Quality | str = ""
    change_needed: bool = False
    view: str = ""


@dataclass(frozen=True)
class NextContact:
    """What was agreed for next time."""

    on: date
    what: str


@transaction.atomic
def log_contact(
    *,
    case_id: UUID,
    by: Actor,
    started_at: datetime,
    mode: Mode,
    counterpart: With = With.PERSON,
    persons: Collection[UUID] = (),
    outcome: Outcome = Outcome.REACHED,
    purpose: Purpose = Purpose.OTHER,
    ended_at: datetime | None = None,
    place: Place | str = "",
    counterpart_name: str = "",
    direction: Direction = Direction.OUT,
    done_by: DoneBy | None = None,
    seen_alone: bool | None = None,
    announced: bool | None = None,
    present: str = "",
    companion: str = "",
    interpreter: bool = False,
    minutes: int | None = None,
    travel_minutes: int | None = None,
    note: str = "",
    own_words: str = "",
    language: str = "",
    own_words_language: str = "",
    observations: Mapping[str, Mapping[str, str]] | None = None,
    mood: int | None = None,
    symptom: int | None = None,
    symptom_name: str = "",
    worry: bool | None = None,
    monitoring: bool = False,
    answers: Sequence[LineAnswer] = (),
    next_contact: NextContact | None = None,
    sign: bool = True,
    written_at: datetime | None = None,
    id: UUID | None = None,
) -> Contact:
    """Write down a contact and what follows from it.

    Only who was reached was contacted: a message left, a call not answered, a refusal are attempts and meet nothing. The note is
    signed in the same step unless `sign` is false. `id` and `written_at` come from a device that wrote it without a line: sending
    the same id again changes nothing.
    """
    check(by, Permission.CASE_WORK)
    if purpose == Purpose.SESSION:
        check(by, Permission.SESSION_RECORD)
    case = locked(case_id)
    if id is not None and (known := Contact.objects.filter(id=id, case_id=case.id).first()):
        return known
    ledger = ledger_of(case)
    written = min(written_at or now(), now())
    contact = Contact(
        id=id or uuid7(),
        organisation_id=case.organisation_id,
        case=case,
        persons=_whom(ledger, persons, counterpart, outcome),
        worker_id=None if by.is_system else by.id,
        worker_name=by.name,
        started_at=started_at,
        ended_at=ended_at,
        written_at=written,
        mode=mode,
        place=place,
        counterpart=counterpart,
        counterpart_name=counterpart_name.strip(),
        direction=direction,
        purpose=purpose,
        done_by=done_by or (DoneBy.ASSIGNED_WORKER if by.id == case.primary_id else DoneBy.WORKER),
        outcome=outcome,
        seen_alone=seen_alone,
        announced=announced,
        present=present.strip(),
        companion=companion.strip(),
        interpreter=interpreter,
        minutes=minutes if minutes is not None else _minutes(started_at, ended_at),
        travel_minutes=travel_minutes,
        note=note.strip(),
        note_language=language if note.strip() else "",
        own_words=own_words.strip(),
        own_words_language=(own_words_language or language) if own_words.strip() else "",
        mood=mood,
        symptom=symptom,
        symptom_name=symptom_name.strip(),
        worry=worry,
        needs_second_signature=is_trainee(ledger, by),
    )
    contact.observations = _observed(ledger, contact, observations or {})
    check_times(contact)
    check_gates(case, contact)
    lines = _answers(case, contact, answers, complete=monitoring)
    if sign:
        contact.signed_at, contact.signed_by_id = written, contact.worker_id
    contact.save(force_insert=True)
    MonitoringAnswer.objects.bulk_create(lines)
    promise = _next(case, contact, next_contact, by)
    record(case, *_happenings(contact, monitoring, promise), by=by, verb="log_contact", **_said(contact))
    return contact


def event_of(contact: Contact) -> ContactMade | ContactAttempted | ContactMissed:
    """The fact a contact is: made, missed, or only tried."""
    if contact.outcome == Outcome.MISSED:
        return ContactMissed(Mode(contact.mode))
    if contact.outcome != Outcome.REACHED:
        return ContactAttempted(Mode(contact.mode), Outcome(contact.outcome), With(contact.counterpart))
    return ContactMade(
        Mode(contact.mode),
        With(contact.counterpart),
        Place(contact.place) if contact.place else None,
        DoneBy(contact.done_by),
        Purpose(contact.purpose),
        contact.minutes,  # type: ignore[arg-type]
        contact.travel_minutes,  # type: ignore[arg-type]
        contact.seen_alone,
    )


def signed(contact: Contact) -> Happening:
    """The signature as a fact, with its lateness."""
    moment = contact.signed_at or now()
    late = late_by(contact.ended_at or contact.started_at, moment) is not None
    return Happening(NoteSigned(late), moment, contact.persons, contact.id)


def is_trainee(ledger: Ledger, by: Actor) -> bool:
    """Whoever is attached to the case as a trainee: their notes want a second signature (R-011)."""
    taken_off = [f.at for f in ledger.by_kind.get("case.unassigned", ()) if f.data.get("worker") == str(by.id)]
    roles = [
        f.data["role"]
        for f in ledger.by_kind.get("case.assigned", ())
        if f.data.get("worker") == str(by.id) and f.at > max(taken_off, default=f.at - timedelta(1))
    ]
    return bool(roles) and roles[-1] == "trainee"


def check_times(contact: Contact) -> None:
    if contact.started_at > now():
        raise Refused(_("This lies in the future. Record it when it has happened."), field="started_at")
    if contact.ended_at is not None and contact.ended_at < contact.started_at:
        raise Refused(_("It ended before it began. Check the two times."), field="ended_at")


def check_gates(case: Case, contact: Contact) -> None:
    """A treatment session under a model whose case manager gives no treatment; a visit for two that one person made."""
    if contact.outcome != Outcome.REACHED:
        return
    if contact.purpose == Purpose.SESSION:
        pass_gate(case, "contact.session", reason=_("A treatment session cannot be recorded under this care model."))
    if contact.mode == Mode.IN_PERSON and contact.place in VISITED:
        visit = {str(contact.id): {"two_people": bool(contact.companion)}}
        reason = _("Two people go on this visit. Write who came along.")
        pass_gate(case, "contact.visit", reason=reason, records={"visit": visit})


def _whom(ledger: Ledger, persons: Collection[UUID], counterpart: With, outcome: Outcome) -> list[UUID]:
    """Whom it was about: those named; where nobody is, the only one there is, or all."""
    here = [UUID(p) for p, (_joined, left) in ledger.members.items() if left > now()]
    strangers = [p for p in persons if str(p) not in ledger.members]
    if strangers:
        raise Refused(_("This person is not in the case."), field="persons")
    if not persons and len(here) > 1 and counterpart == With.PERSON and outcome == Outcome.REACHED:
        raise Refused(_("Say whom you met: the case has several people."), field="persons")
    return sorted(persons or here)


def _minutes(start: datetime, end: datetime | None) -> int | None:
    return max(0, int((end - start).total_seconds() // 60)) if end else None


def observations_asked(ledger: Ledger, persons: Collection[UUID]) -> bool:
    """Is anybody among them unable to say that something is wrong?"""
    return any(ledger.value("cannot_self_report", str(person), now()) for person in persons)


def _observed(ledger: Ledger, contact: Contact, given: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The checklist as answered. Where it was owed, what nobody answered stands there unanswered (R-075)."""
    answered = {item: dict(answer) for item, answer in given.items() if answer.get("seen")}
    seen = contact.mode == Mode.IN_PERSON and contact.outcome == Outcome.REACHED
    if seen and observations_asked(ledger, contact.persons):
        return {item: answered.get(item, {"seen": ""}) for item in Observation.values}
    return answered


def _answers(case: Case, contact: Contact, answers: Sequence[LineAnswer], *, complete: bool) -> list[MonitoringAnswer]:
    """One row for each line of the plan that was asked about. Monitoring is complete when none is left (R-070)."""
    if not answers and not complete:
        return []
    lines = {line.id: line for line in plan_lines(case)}
    left = [line.text for line in lines.values() if line.id not in {answer.line_id for answer in answers}]
    if complete and left:
        raise Refused(
            _("Monitoring is complete when every line of the plan is answered. Still open: %(lines)s")
            % {"lines": " / ".join(left)},
            field="monitoring",
        )
    return [
        MonitoringAnswer(
            organisation_id=case.organisation_id,
            contact=contact,
            line_id=answer.line_id,
            line_text=lines[answer.line_id].text,
            delivered=answer.delivered,
            quality=answer.quality,
            change_needed=answer.change_needed,
            view=answer.view.strip(),
        )
        for answer in answers
        if answer.line_id in lines
    ]


def _next(case: Case, contact: Contact, agreed: NextContact | None, by: Actor) -> Promise | None:
    if agreed is None:
        return None
    person_id = contact.persons[0] if len(contact.persons) == 1 else None
    return new_promise(case, what=agreed.what, due=agreed.on, by=by, person_id=person_id, contact=contact)


def _happenings(contact: Contact, monitoring: bool, promise: Promise | None) -> list[Happening]:
    """What was done, when it was done; what was written, when it was written."""
    found = [Happening(event_of(contact), contact.started_at, contact.persons, contact.id, id=contact.id)]
    if contact.signed_at:
        found.append(signed(contact))
    if monitoring:
        found.append(Happening(MonitoringRecorded(), contact.written_at, contact.persons, contact.id))
    if promise:
        found.append(promise_made(promise))
    return found


def _said(contact: Contact) -> dict[str, str]:
    return {"mode": str(contact.mode), "purpose": str(contact.purpose), "outcome": str(contact.outcome)}
