"""What happens in a case, over years? Invented ways through the work, told as facts; what they mean is left to the engine.

Who is in it and who works on it stand as placeholders, so that one story can be many people's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal
from uuid import UUID

from django.db import models

from tsunagu.assessment.events import AssessmentCompleted
from tsunagu.cases.choices import (
    CloseReason,
    ConsentPurpose,
    DoneBy,
    Mode,
    Model,
    Outcome,
    Place,
    Purpose,
    Setting,
    Stage,
    Tier,
    With,
)
from tsunagu.cases.events import (
    CaseAssigned,
    CaseClosed,
    CaseOpened,
    ConditionChanged,
    ConsentGiven,
    ContactAttempted,
    ContactMade,
    EngagementRecorded,
    JurisdictionSet,
    MeetingHeld,
    ModelSet,
    MonitoringRecorded,
    NoteSigned,
    PersonDescribed,
    PersonJoined,
    ProgrammeSet,
    PromiseKept,
    PromiseMade,
    StayEnded,
    StayStarted,
)
from tsunagu.cases.models import Assignment, AssignmentRole, Case, Contact, Fact, Member, Promise
from tsunagu.core.ids import uuid7
from tsunagu.core.kinds import data_of
from tsunagu.intake.choices import Decision, ReferrerKind
from tsunagu.intake.events import (
    ReferralAcknowledged,
    ReferralDecided,
    ReferralReceived,
    ReferralScreened,
    ReferrerNotified,
)
from tsunagu.pathways.queries import library
from tsunagu.planning.events import (
    GoalSet,
    PlanActivated,
    PlanAgreed,
    PlanDelivered,
    PlanDrafted,
    PlanReviewed,
    ServicePlanned,
    ServiceStarted,
)
from tsunagu.risk.events import TierSet


def _token(number: int) -> UUID:
    """A placeholder: an id that nobody is given."""
    return UUID(int=0xBE7C << 112 | 0x8 << 76 | 0b10 << 62 | number)


ORGANISATION, TEAM, NUMBER = _token(1), _token(2), _token(3)
WORKER, SUPERVISOR, INTAKE = _token(4), _token(5), _token(6)
NAMES = {WORKER: _token(7), SUPERVISOR: _token(8), INTAKE: _token(9)}
PEOPLE = (_token(10), _token(11))
TOKENS = (ORGANISATION, TEAM, NUMBER, WORKER, SUPERVISOR, INTAKE, *NAMES.values(), *PEOPLE)

# language of the people: share, programme, care model, jurisdiction, zone, the assessment it asks for
WAYS = (
    ("ja", 40, "jp_home_care", "", "jp", "Asia/Tokyo", "jp23"),
    ("ko", 35, "kr_integrated", "", "kr", "Asia/Seoul", "needs"),
    ("en", 15, "mental_health", Model.INTENSIVE, "us", "America/New_York", "functional"),
    ("en", 10, "ltss", Model.BROKERAGE, "us-ca", "America/Los_Angeles", "functional"),
)
HELD = ((SUPERVISOR, AssignmentRole.SUPERVISOR), (WORKER, AssignmentRole.PRIMARY))
HOUSEHOLDS = 0.1  # of cases have two people
CLOSED = 0.4
NOTES = (
    "お変わりなし。服薬はカレンダーで確認できている。次回は入浴の様子を伺う。",
    "식사는 하루 두 끼. 복지관 도시락이 이번 주부터 들어온다. 무릎 통증으로 외출이 줄었다.",
    "The rail by the door has been put in. Sleeping better; wants to try the Thursday group again.",
)


@dataclass
class Story:
    """One case from its referral to today or its closure, as rows that nobody has stored."""

    chance: Random
    until: datetime
    rows: list[models.Model] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.language, _share, programme, model, jurisdiction, zone, self.assessment = self.chance.choices(
            WAYS, [way[1] for way in WAYS]
        )[0]
        self.people = PEOPLE[: 2 if self.chance.random() < HOUSEHOLDS else 1]
        self.is_closed = self.chance.random() < CLOSED
        days = min(1800, 20 + int(self.chance.expovariate(1 / 300)))
        self.at = self.until - timedelta(days=days + (self.chance.randrange(30, 900) if self.is_closed else 0))
        self.end = self.at + timedelta(days=days)
        self.case = Case(
            id=uuid7(),
            organisation_id=ORGANISATION,
            team_id=TEAM,
            number=str(NUMBER),
            zone=zone,
            jurisdiction=jurisdiction,
            layers=library().current_versions(),
            opened_at=self.at,
            stage_since=self.at,
            primary_id=WORKER,
            supervisor_id=SUPERVISOR,
            intake_id=INTAKE,
        )
        self.rows.append(self.case)
        self._begin(programme, model)
        self._plan()
        while self.at < self.end:
            self._month()
        if self.is_closed:
            self._close()

    # -- how it goes ------------------------------------------------------------------------------------------------

    def _begin(self, programme: str, model: str) -> None:
        chance, case = self.chance, self.case
        self.tell(CaseOpened(str(NUMBER)), JurisdictionSet(case.jurisdiction), ProgrammeSet(programme), by=INTAKE)
        if model:
            self.tell(ModelSet(Model(model)), by=INTAKE)
        self.tell(ReferralReceived(chance.choice(list(ReferrerKind)), chance.random() < 0.1), by=INTAKE)
        for position, person in enumerate(self.people):
            self.rows.append(self._member(person, position))
            self.tell(PersonJoined(), PersonDescribed(lives_alone=chance.random() < 0.4), of=[person], by=INTAKE)
        self.wait(hours=chance.randrange(2, 40))
        self.tell(ReferralAcknowledged(), ReferralScreened(), by=INTAKE)
        self.wait(hours=chance.randrange(4, 60))
        self.tell(ReferralDecided(Decision.ACCEPT), ReferrerNotified("accepted"), by=INTAKE)
        case.accepted_at = self.at
        for worker, role in HELD:
            self.rows.append(self._assignment(worker, role))
            self.tell(CaseAssigned(str(worker), role, "Own district"), by=SUPERVISOR)

    def _plan(self) -> None:
        chance = self.chance
        self.wait(days=chance.randrange(1, 6))
        self.contact(Mode.IN_PERSON, Purpose.ASSESSMENT)
        for person in self.people:
            self.tell(EngagementRecorded(self.language), of=[person])
            for purpose in (ConsentPurpose.ASSESS, ConsentPurpose.SHARE, ConsentPurpose.MEETING):
                self.tell(ConsentGiven(purpose, (self.at + timedelta(days=1095)).date(), "signature"), of=[person])
        self.wait(days=chance.randrange(1, 9))
        tier = chance.choices(list(Tier), [2, 18, 55, 25])[0]
        for person in self.people:
            self.tell(AssessmentCompleted(self.assessment, Place.HOME, Mode.IN_PERSON), of=[person])
            self.tell(TierSet(tier, reason="As assessed"), of=[person])
        self.wait(days=chance.randrange(2, 16))
        plan = uuid7()
        self.tell(PlanDrafted(), of=self.people, ref=plan)
        terms: tuple[Literal["long", "short"], ...] = ("long", "short", "short")
        for term in terms:
            self.tell(GoalSet(term, target_date=(self.at + timedelta(days=180)).date()), of=self.people, ref=uuid7())
        self.tell(MeetingHeld("plan"), of=self.people)
        self.tell(PlanAgreed("signature"), PlanActivated(interim=False, why="new"), of=self.people, ref=plan)
        self.tell(PlanDelivered("person"), PlanDelivered("provider"), of=self.people, ref=plan)
        for service in (uuid7(), uuid7()):
            start = self.at + timedelta(days=chance.randrange(1, 10))
            self.tell(ServicePlanned(start.date()), of=self.people, ref=service)
            if start < self.end:
                self.tell(ServiceStarted(), of=self.people, ref=service, at=start)
        self.wait(days=10)

    def _month(self) -> None:
        """A month of work: a visit that is sometimes forgotten, calls, now and then a stay, a promise, a review."""
        chance = self.chance
        self.wait(days=chance.randrange(4, 12))
        if chance.random() < 0.93:
            self.contact(Mode.IN_PERSON, Purpose.MONITORING, monitored=chance.random() < 0.95)
        if chance.random() < 0.35:
            self.wait(days=chance.randrange(1, 6))
            self.contact(Mode.PHONE, Purpose.COORDINATION)
        if chance.random() < 0.12:
            self._attempt()
        if chance.random() < 0.15:
            self._promise()
        if chance.random() < 0.02:
            self._stay()
        if chance.random() < 0.18:
            self.tell(PlanReviewed(), of=self.people)
        self.wait(days=chance.randrange(8, 20))

    def _attempt(self) -> None:
        self.tell(
            ContactAttempted(Mode.PHONE, self.chance.choice([Outcome.NO_ANSWER, Outcome.VOICEMAIL]), With.PERSON),
            of=self.people[:1],
        )

    def _promise(self) -> None:
        made, days = self.at, self.chance.randrange(3, 20)
        promise = Promise(
            id=uuid7(),
            organisation_id=ORGANISATION,
            case=self.case,
            person_id=self.people[0],
            what=NOTES[2][:40],
            due=(made + timedelta(days=days)).date(),
            worker_id=WORKER,
            made_at=made,
            made_by_id=WORKER,
            made_by_name=str(NAMES[WORKER]),
        )
        said = PromiseMade(promise.made_by_name, promise.due, str(WORKER))
        if not self.tell(said, of=self.people[:1], ref=promise.id):
            return
        self.rows.append(promise)
        kept = made + timedelta(days=self.chance.randrange(1, days + 2))
        if self.chance.random() < 0.9 and self.tell(PromiseKept(), of=self.people[:1], ref=promise.id, at=kept):
            promise.kept_at, promise.kept_by_name = kept, promise.made_by_name

    def _stay(self) -> None:
        stay, person = uuid7(), self.people[:1]
        self.tell(ConditionChanged("health"), of=person)
        self.tell(StayStarted(Setting.HOSPITAL), of=person, ref=stay)
        self.wait(days=self.chance.randrange(3, 25))
        self.tell(StayEnded(Setting.HOSPITAL), of=person, ref=stay)

    def _close(self) -> None:
        self.at = self.end
        reason = self.chance.choice([CloseReason.GOALS_MET, CloseReason.LINKED, CloseReason.MOVED, CloseReason.DIED])
        self.tell(CaseClosed(reason))
        self.case.closed_at, self.case.close_reason, self.case.stage = self.end, reason, Stage.CLOSE

    # -- how it is written down ---------------------------------------------------------------------------------------

    def wait(self, *, days: int = 0, hours: int = 0) -> None:
        self.at += timedelta(days=days, hours=hours)

    def tell(
        self,
        *events: Any,
        of: Any = (),
        ref: UUID | None = None,
        by: UUID = WORKER,
        at: datetime | None = None,
        id: UUID | None = None,
    ) -> bool:
        """Facts of one moment; what would lie beyond the story's end has not happened."""
        moment = at or self.at
        if moment > self.end:
            return False
        self.rows.extend(
            Fact(
                id=id or uuid7(),
                organisation_id=ORGANISATION,
                case=self.case,
                kind=event.kind,
                occurred_at=moment,
                recorded_at=min(self.until, moment + timedelta(minutes=self.chance.randrange(5, 600))),
                by_id=by,
                by_name=str(NAMES[by]),
                persons=sorted(of),
                ref=ref,
                data=data_of(event),
            )
            for event in events
        )
        return True

    def contact(self, mode: Mode, purpose: Purpose, *, monitored: bool = False) -> None:
        minutes, place = self.chance.randrange(5, 75), Place.HOME if mode == Mode.IN_PERSON else None
        event = ContactMade(mode, With.PERSON, place, DoneBy.ASSIGNED_WORKER, purpose, minutes)  # type: ignore[arg-type]
        contact = Contact(
            id=uuid7(),
            organisation_id=ORGANISATION,
            case=self.case,
            persons=sorted(self.people),
            worker_id=WORKER,
            worker_name=str(NAMES[WORKER]),
            started_at=self.at,
            ended_at=self.at + timedelta(minutes=minutes),
            written_at=self.at + timedelta(minutes=minutes + 20),
            mode=mode,
            place=place or "",
            purpose=purpose,
            done_by=DoneBy.ASSIGNED_WORKER,
            minutes=minutes,
            note=self.chance.choice(NOTES),
        )
        if not self.tell(event, of=self.people, ref=contact.id, id=contact.id):
            return
        self.rows.append(contact)
        if monitored:
            self.tell(MonitoringRecorded(), of=self.people, ref=contact.id)
        signed = contact.written_at + timedelta(hours=self.chance.choice([0, 0, 0, 5, 30]))
        if self.tell(
            NoteSigned(signed > contact.written_at + timedelta(hours=24)), of=self.people, ref=contact.id, at=signed
        ):
            contact.signed_at, contact.signed_by_id = signed, WORKER

    def _member(self, person: UUID, position: int) -> Member:
        return Member(
            organisation_id=ORGANISATION, case=self.case, person_id=person, position=position, joined_at=self.at
        )

    def _assignment(self, worker: UUID, role: AssignmentRole) -> Assignment:
        return Assignment(
            organisation_id=ORGANISATION,
            case=self.case,
            worker_id=worker,
            role=role,
            reason="Own district",
            started_at=self.at,
        )
