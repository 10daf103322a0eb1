"""A case as it is lived: beats that happen on a day, each told through the command a worker would have used."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from tsunagu.assessment import commands as assessing
from tsunagu.assessment.choices import FindingKind, Informant, LifeDomain, Method, Ranker
from tsunagu.assessment.models import Assessment, Finding
from tsunagu.assessment.queries.outlines import sections_of
from tsunagu.cases.choices import (
    AlertTopic,
    Appropriateness,
    CloseReason,
    Complexity,
    ConcernGroup,
    ConcernType,
    ConfidentialityLimit,
    ConsentHow,
    ConsentPurpose,
    Delivered,
    DocumentType,
    ExceptionReason,
    GoalsMet,
    MeetingAbout,
    Mode,
    Outcome,
    Place,
    Purpose,
    Quality,
    ReportForm,
    Setting,
    Stage,
    Tier,
    Wellbeing,
    With,
)
from tsunagu.cases.commands.add_document import add_document
from tsunagu.cases.commands.assign_worker import assign_worker
from tsunagu.cases.commands.close_case import close_case, reopen_case
from tsunagu.cases.commands.duties import put_off, work_out
from tsunagu.cases.commands.evaluate_case import evaluate_case
from tsunagu.cases.commands.give_consent import give_consent
from tsunagu.cases.commands.hold_meeting import Decided, Invited, Minutes, hold_meeting, prepare_meeting
from tsunagu.cases.commands.log_contact import LineAnswer, NextContact, log_contact
from tsunagu.cases.commands.make_promise import keep_promise, make_promise
from tsunagu.cases.commands.open_case import add_member, enter_stage
from tsunagu.cases.commands.raise_alert import raise_alert
from tsunagu.cases.commands.record import locked
from tsunagu.cases.commands.record_engagement import record_engagement
from tsunagu.cases.commands.record_event import record_event
from tsunagu.cases.commands.record_exception import record_exception
from tsunagu.cases.commands.report_concern import Account, record_report, report_concern
from tsunagu.cases.commands.start_stay import end_stay, start_stay
from tsunagu.cases.events import ChartReviewed, InformationCollected, InformationSent
from tsunagu.cases.models import AssignmentRole, Case, Contact, Promise, Stay
from tsunagu.cases.queries import plan_lines
from tsunagu.cases.rules import load_regimes
from tsunagu.console.demonstration import paid, plans, shared
from tsunagu.console.demonstration.house import House
from tsunagu.console.demonstration.stock import Aim, Help, Situation, Text
from tsunagu.core.actor import Actor, acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Refused
from tsunagu.intake import commands as intake
from tsunagu.intake.choices import Agreement, Decision, ReferrerKind, Result, Urgency, Way
from tsunagu.intake.queries import target_groups
from tsunagu.notices.choices import Channel
from tsunagu.notices.models import Notice
from tsunagu.pathways.queries import library
from tsunagu.people import commands as people
from tsunagu.people.choices import Sex, Source
from tsunagu.people.models import Person
from tsunagu.people.rules.profile import AddressDraft, ContactDraft, NameDraft
from tsunagu.planning.commands.activate_plan import activate_plan
from tsunagu.planning.commands.agree import record_agreement, record_copy_given, record_refusal
from tsunagu.planning.commands.draft_plan import draft_plan
from tsunagu.planning.commands.goals import GoalWords, add_goal
from tsunagu.planning.commands.needs import add_need
from tsunagu.planning.commands.refer import Asking, Recipient, answer_referral, send_referral
from tsunagu.planning.commands.review_plan import Judgement, review_plan
from tsunagu.planning.commands.run_service import start_service
from tsunagu.planning.commands.services import LineWords, add_service_line
from tsunagu.planning.commands.write_plan import set_wishes, write_section
from tsunagu.planning.models import Plan, SentReferral, ServiceLine
from tsunagu.planning.queries import open_goals_of, properties_of, unwritten_parts
from tsunagu.risk.commands import score_readmission, stratify
from tsunagu.risk.queries import Stated, index_stays

CONSENT = {
    ("us", "assess"): ("us_general", ["general", "health"]),
    ("us", "share"): ("us_general", ["general", "services", "health"]),
    ("us", "meeting"): ("us_general", ["general", "services"]),
    ("jp", "assess"): ("jp_general", ["general", "health"]),
    ("jp", "share"): ("jp_general", ["general", "services", "health"]),
    ("jp", "meeting"): ("jp_meeting", ["general", "services", "health"]),
    ("jp", "video_monitoring"): ("jp_video", ["general", "health"]),
    ("kr", "assess"): ("kr_collection", ["general", "services"]),
    ("kr", "share"): ("kr_provision", ["general", "services"]),
    ("kr", "meeting"): ("kr_collection", ["general", "services"]),
}
DOMAINS = {
    "health": LifeDomain.HEALTH,
    "self_care": LifeDomain.HOME,
    "daily_living": LifeDomain.HOME,
    "mental_health": LifeDomain.MIND,
    "safety": LifeDomain.SAFETY,
    "housing": LifeDomain.HOME,
    "money": LifeDomain.MONEY,
    "family": LifeDomain.RELATIONSHIPS,
    "education": LifeDomain.WORK,
    "work": LifeDomain.WORK,
    "leisure": LifeDomain.LEISURE,
    "legal": LifeDomain.RIGHTS,
}
PROMISED_AFTER = (3, 9)  # days


class Life:
    """One case from its referral on. Days are counted back from today: `ago=0` is today, `ago=30` a month past."""

    def __init__(self, house: House, number: int, situation: Situation) -> None:
        self.house, self.number, self.situation, self.stock = house, number, situation, house.stock
        self.chance = house.chance(number)
        self.purse = house.chance(number + 10_000)  # what is paid (`paid`)
        self.model = self.chance.choice(situation.models)
        self.sex = situation.sex or self.chance.choice(["female", "male"])
        self.born = house.today - timedelta(days=int(365.25 * self.chance.uniform(*situation.ages)))
        self.name = self._name()
        self.words = self._slots()
        self.workers: dict[str, str] = {}
        self.person_id: UUID | None = None
        self.stay_id: UUID | None = None

    # -- words -----------------------------------------------------------------------------------------------------------

    def say(self, stock: str | Text, **more: str) -> str:
        """Out of a named drawer of the stock, or of these sentences."""
        texts = self.stock.words[stock] if isinstance(stock, str) else stock
        return self.house.pen.write(texts, {**self.words, **more}, self.chance)

    def pick(self, texts: Sequence[str]) -> str:
        """A label, which may be the same for many."""
        return self.chance.choice(list(texts)).format_map(self.words)

    def _name(self) -> tuple[NameDraft, ...]:
        """Every family name comes round, each time with another given name."""
        stock, n = self.stock, self.number
        if self.situation.called:
            self.family, _bar, given = self.situation.called.partition("|")
            return names_of(stock.language, self.family, given)
        drawer = stock.women if self.sex == "female" else stock.men
        self.family = stock.families[n % len(stock.families)]
        return names_of(stock.language, self.family, drawer[(n * 7 + n // len(stock.families)) % len(drawer)])

    def _slots(self) -> dict[str, str]:
        n = self.number
        found = {slot: texts[(n * 5 + n // len(texts)) % len(texts)] for slot, texts in self.stock.slots.items()}
        first = self.name[0]
        pronouns = PRONOUNS.get(self.sex) or (first.given, "them", "their")
        found |= dict(zip(("they", "them", "their"), pronouns, strict=True))
        found |= {key.capitalize(): found[key].capitalize() for key in ("they", "their")}
        found |= {"given": first.given, "family": first.family, "name": first.whole}
        found["age"] = str((self.house.today - self.born).days // 365)
        return found | dict(self.stock.kin[(n * 3 + n // len(self.stock.kin)) % len(self.stock.kin)])

    # -- who and when ----------------------------------------------------------------------------------------------------

    @contextmanager
    def scene(self, ago: int, who: str = "worker", hour: int = 0) -> Iterator[Actor]:
        """On that day, as the worker who holds that part in this case."""
        at = self.house.moment(
            self.house.workday(ago), hour or self.chance.randint(9, 16), self.chance.choice(range(0, 60, 5))
        )
        actor = self.house.actors[self.workers.get(who) or self.house.first(who, self._team()).login]
        with frozen(at), acting(actor):
            yield actor

    def _team(self) -> int | None:
        login = self.workers.get("worker")
        return next((w.team for w in self.stock.workers if w.login == login), None)

    def day(self, ago: int) -> date:
        return self.house.today - timedelta(days=ago)

    @property
    def case(self) -> Case:
        return Case.objects.get(id=self.case_id)

    # -- referral --------------------------------------------------------------------------------------------------------

    def referred(self, ago: int, *, urgent: bool = False, unnamed: bool = False, number: int | None = None) -> None:
        s = self.situation
        kind = self.chance.choice(s.referrers)
        body, caller = self._referrer(kind)
        mail = self.chance.random() < 0.5
        self.words["hospital"] = body if kind == "hospital" else self.pick(self.stock.slots["hospital"])
        in_hospital = bool(s.ward)
        with self.scene(ago, "intake_worker", hour=self.chance.randint(9, 11)) as by:
            referral = intake.receive_referral(
                by=by,
                referrer=intake.Referrer(
                    ReferrerKind(kind),
                    caller,
                    body,
                    phone=phone(self.stock.language, self.chance),
                    reply_channel=Channel.MAIL if mail else Channel.FAX if kind == "hospital" else Channel.PAPER,
                    reply_address=f"liaison-{self.number}@example.org" if mail else "",
                ),
                reason=self.say(s.reason),
                programme=s.programme,
                model=self.model,
                own_words=self.say(s.words) if self.chance.random() < 0.7 else "",
                own_words_language=self.stock.language,
                agreement=Agreement.AGREED if self.chance.random() < 0.8 else Agreement.NOT_ASKED,
                about=intake.About()
                if unnamed
                else intake.About(
                    names=self.name,
                    born=self.born,
                    sex=Sex(self.sex),
                    phone=phone(self.stock.language, self.chance),
                    address=self.address(),
                    town=self.words["town"],
                    language=self.stock.language,
                ),
                where=intake.Where(
                    Setting.HOSPITAL,
                    body,
                    self.pick(s.ward),
                    f"{self.chance.randint(2, 7)}{self.chance.randint(1, 28):02}",
                    self.house.moment(self.house.workday(ago), 6) - timedelta(hours=self.chance.randint(4, 30)),
                    self.day(ago - self.chance.randint(4, 9)),
                )
                if in_hospital
                else intake.Where(),
                way=Way(
                    self.chance.choice(
                        ["phone", "fax", "online"] if kind == "hospital" else ["phone", "visit", "letter"]
                    )
                ),
                urgency=Urgency.URGENT
                if urgent
                else self.chance.choice([Urgency.ROUTINE, Urgency.ROUTINE, Urgency.SOON]),
                id=self.house.key(self.number if number is None else number),
            )
        self.case_id, self.referral_id, self.start = referral.case_id, referral.id, ago

    def address(self) -> str:
        street = self.stock.streets[(self.number * 11) % len(self.stock.streets)]
        return street.format(n=self.chance.randint(1, 48), m=self.chance.randint(1, 19), town=self.words["town"])

    def _referrer(self, kind: str) -> tuple[str, str]:
        """The body and who called; a family refers in its own name."""
        bodies = self.stock.referrers.get(kind, ())
        caller = self.pick(self.stock.words["callers"])
        return (self.pick(bodies), caller) if bodies else ("", self.words.get("carer", caller))

    def acknowledged(self, ago: int) -> None:
        with self.scene(ago, "intake_worker", hour=13) as by:
            intake.acknowledge_referral(self.case_id, by=by)

    def identified(self, ago: int) -> None:
        with self.scene(ago, "intake_worker", hour=13) as by:
            person = self.person_here(by)
            referral = intake.identify_person(self.case_id, person, by=by)
        self.person_id = referral.person_id
        stay = Stay.objects.current().filter(case_id=self.case_id).first()
        self.stay_id = stay.id if stay else None
        if self.stay_id and self.stock.jurisdiction == "jp":
            self.happened(ago, InformationSent("hospital"), who="intake_worker")

    def person_here(self, by: Actor) -> Person:
        """Registered after comparing; where somebody looks alike, with the reason why they are another."""
        said = {
            "names": self.name,
            "born": self.born,
            "sex": self.sex,
            "language": self.stock.language,
            "lives_alone": self.situation.alone,
            "cannot_self_report": self.situation.silent,
            "contact_points": [ContactDraft("phone", phone(self.stock.language, self.chance))],
            "addresses": [AddressDraft(self.address(), town=self.words["town"])],
            "source": Source.REFERRAL,
        }
        try:
            with transaction.atomic():
                return people.register_person(**said, by=by)  # type: ignore[arg-type]
        except people.AlreadyHere as alike:
            others = [candidate.person.id for candidate in alike.candidates]
            return people.register_person(**said, not_same_as=others, not_same_reason=self.say("not_the_same"), by=by)  # type: ignore[arg-type]

    def screened(self, ago: int) -> None:
        with self.scene(ago, "intake_worker", hour=14) as by:
            intake.screen_referral(
                self.case_id,
                **{block: self.say(texts) for block, texts in self.stock.screening.items()},
                services_now=self.say("services_now"),
                opinion=self.say("screener"),
                by=by,
            )
            if self.model == "targeted":
                self._evidenced(by)
            intake.determine_eligibility(
                self.case_id,
                result=Result.ELIGIBLE,
                rule=self.pick(self.stock.words["rule"]),
                evidence=self.say("evidence"),
                by=by,
            )

    def _evidenced(self, by: Actor) -> None:
        group = self.chance.choice(target_groups(by))
        evidence = {criterion.code: self.say("evidence") for criterion in group.criteria}
        intake.record_evidence(self.case_id, group=group.code, evidence=evidence, by=by)

    def decided(self, ago: int, decision: Decision = Decision.ACCEPT) -> None:
        words = {
            Decision.WAIT_LIST: "wait_list",
            Decision.DECLINE: "decline",
            Decision.REFER_OUT: "refer_out",
        }
        with self.scene(ago, "intake_worker", hour=15) as by:
            intake.decide_referral(
                self.case_id,
                decision,
                reason=self.say(words[decision]) if decision in words else "",
                referred_to=self.pick(self.stock.words["referred_to"]) if decision == Decision.REFER_OUT else "",
                by=by,
            )
            for notice in self._unsent():
                intake.confirm_reply(self.case_id, notice, by=by)

    def _unsent(self) -> list[UUID]:
        return [n.id for n in Notice.objects.filter(case_id=self.case_id) if n.waits_for_hand]

    def assigned(self, ago: int) -> None:
        worker = self.house.case_manager_for(self.situation.programme, self.model)
        self.workers["worker"] = worker.login
        self.workers["supervisor"] = self.house.first("supervisor", worker.team).login
        members = self.house.members
        if self.number % 2 == 0:
            self.related(ago)
        try:
            with self.scene(ago, "intake_worker", hour=16) as by:
                intake.hand_over_case(self.case_id, worker=members[worker.login], by=by)
        except Refused:  # the caseload is full: a supervisor goes beyond it, with a reason
            with self.scene(ago, "supervisor", hour=16) as by:
                intake.hand_over_case(self.case_id, worker=members[worker.login], over_cap=self.say("over_cap"), by=by)
        with self.scene(ago, "supervisor", hour=16) as by:
            assign_worker(
                case_id=self.case_id,
                worker=members[self.workers["supervisor"]],
                role=AssignmentRole.SUPERVISOR,
                reason=self.pick(self.stock.words["supervises"]),
                by=by,
            )

    def taken_in(self, ago: int, *, urgent: bool = False) -> int:
        """From referral to a case manager; answers the day it was assigned."""
        self.referred(ago, urgent=urgent)
        self.acknowledged(ago)
        self.identified(ago)
        self.screened(max(0, ago - 1))
        self.decided(max(0, ago - 1))
        self.assigned(max(0, ago - 1))
        if self.stay_id and not self.from_ward:  # what we are asked for begins at home
            self.discharged(max(0, ago - 1), moves=False)
        return max(0, ago - 1)

    @property
    def tier(self) -> str:
        return self.case.tier

    @property
    def from_ward(self) -> bool:
        """Is the way out of the hospital itself what this case is about?"""
        return self.situation.programme == "us_hospital_discharge"

    # -- first meeting and assessment ----------------------------------------------------------------------------------------

    def met(self, ago: int, *, purposes: Sequence[str] = ("assess", "share", "meeting")) -> None:
        """The first meeting: confidentiality and its limits, and consent, one purpose at a time."""
        self.contact(ago, purpose="other", place="hospital" if self.stay_id else "home", minutes=40)
        with self.scene(ago) as by:
            record_engagement(
                case_id=self.case_id,
                person_id=self.person,
                met_on=self.day(self.house.workday(ago)),
                explained=True,
                limits=[ConfidentialityLimit.MANDATED_REPORT, ConfidentialityLimit.DANGER, ConfidentialityLimit.TEAM],
                language=self.stock.language,
                rapport=self.say("rapport"),
                by=by,
            )
            for purpose in purposes:
                self.consented(purpose, self.day(self.house.workday(ago)), by)

    def consented(self, purpose: str, on: date, by: Actor, recipients: str = "") -> None:
        regime, classes = CONSENT[self.stock.jurisdiction, purpose]
        give_consent(
            case_id=self.case_id,
            person_id=self.person,
            purpose=ConsentPurpose(purpose),
            regime=regime,
            scope=self.say(f"scope_{purpose}"),
            how=ConsentHow.SIGNATURE,
            given_on=on,
            recipients=recipients or (self.pick(self.stock.words["recipients"]) if purpose == "share" else ""),
            data_classes=classes,  # type: ignore[arg-type]
            language=self.stock.language,
            explained=list(load_regimes()[regime].tells),
            signer_name=self.words["name"],
            family_agrees=self.words["carer"],
            until=on + timedelta(days=730) if self.stock.jurisdiction == "kr" else None,
            copy_given=True,
            by=by,
        )

    @property
    def person(self) -> UUID:
        assert self.person_id, "identify the person first"
        return self.person_id

    def codes(self) -> list[str]:
        """The assessments that programme, model and tier ask for."""
        asked = library().required_assessments(**properties_of(self.case))
        return list(asked) or ["comprehensive"]

    def began_assessment(self, ago: int, *, met: bool = True, share: float = 0.4) -> None:
        """Begun, and left where the day ended."""
        with self.scene(ago) as by:
            sheet = assessing.begin_assessment(
                self.case_id, self.codes()[0], by=by, person_id=self.person, language=self.stock.language
            )
            if met:
                self._session(sheet, by)
            sections = [s for s in sections_of(sheet) if not s.restricted]
            for section in sections[: int(len(sections) * share)]:
                self._section(sheet, section.code, by)

    def assessed(self, ago: int, done: int | None = None) -> None:
        """Begun and, the same day or later, completed."""
        met: UUID | None = None
        for code in self.codes():
            with self.scene(ago, hour=10) as by:
                sheet = assessing.begin_assessment(
                    self.case_id, code, by=by, person_id=self.person, language=self.stock.language
                )
                if met:
                    assessing.link_contact(sheet.id, met, by=by)
                else:
                    met = self._session(sheet, by)
            with self.scene(ago if done is None else done, hour=15) as by:
                for section in sections_of(sheet):
                    if not section.restricted:
                        self._section(sheet, section.code, by)
                assessing.complete_assessment(sheet.id, by=by)
        with self.scene(ago if done is None else done, hour=15) as by:
            self._findings(sheet, by)

    def _session(self, sheet: Assessment, by: Actor) -> UUID:
        in_bed = self.stay_id is not None
        session = assessing.record_session(
            sheet.id,
            by=by,
            held_at=now() - timedelta(minutes=70),
            mode=Mode.IN_PERSON,
            place=Place.HOSPITAL if in_bed else Place.HOME,
            with_person=True,
            minutes=self.chance.choice([40, 45, 55, 60]),
            present=self.words["carer"] if self.chance.random() < 0.5 else "",
        )
        assert session.contact_id
        return session.contact_id

    def _section(self, sheet: Assessment, code: str, by: Actor) -> None:
        answers = dict(self.situation.answers.get(code, {}))
        if answers or code in ("complaint", "hopes", "kr_health", "reason", "going_home"):
            said = assessing.Said(
                answers=answers,
                own_words=self.say("saying") if code in ("complaint", "hopes", "reason", "going_home") else "",
                text=self.say(self.situation.health) if code == "kr_health" else "",
                language=self.stock.language,
                method=Method.INTERVIEW,
                informant=Informant.PERSON,
            )
            assessing.save_entry(sheet.id, code, said, by=by)
        texts = self.situation.health if code in HEALTH else self.stock.conclusions.get(code)
        assessing.conclude_section(sheet.id, code, self.say(texts or self.stock.conclusions["any"]), by=by)

    def _findings(self, sheet: Assessment, by: Actor) -> None:
        needs: list[Finding] = []
        for aim, kind, text in (
            (self.situation.long, FindingKind.NEED, self.say(self.situation.need)),
            (self.situation.long, FindingKind.STRENGTH, self.say("strength")),
        ):
            found = assessing.add_finding(
                self.case_id,
                by=by,
                kind=kind,
                domain=DOMAINS[aim.category],
                text=text,
                person_id=self.person,
                language=self.stock.language,
                assessment=sheet,
            )
            if kind == FindingKind.NEED:
                needs.append(found)
        assessing.rank_findings(self.case_id, [n.id for n in needs], whose=Ranker.PERSON, by=by, person_id=self.person)

    def stratified(self, ago: int, tier: str = "") -> None:
        with self.scene(ago, hour=16) as by:
            enter_stage(self.case_id, Stage.STRATIFY, by=by)
            with put_off(self.number % 3 > 0):  # now and then with what it moved, which the risk page shows
                work_out(locked(self.case_id))
                stratify(
                    self.case_id,
                    self.person,
                    by=by,
                    tier=Tier(tier) if tier else "",
                    reason=self.say("tier") if tier else "",
                )

    def tier_set(self, ago: int, tier: str) -> None:
        """Looked at again, and set; where it comes down, with a reason."""
        lower = Tier.values.index(tier) > Tier.values.index(self.tier) if self.tier else False
        with self.scene(ago, hour=16) as by:
            work_out(locked(self.case_id))
            with put_off(False):
                stratify(self.case_id, self.person, by=by, tier=Tier(tier), reason=self.say("tier") if lower else "")

    def readmission_scored(self, ago: int) -> None:
        """LACE and its kin for the last stay; what the ward’s letter says stands in for records that did not come."""
        with self.scene(ago, hour=15) as by:
            stay = index_stays(Person.objects.get(id=self.person))[0]
            stated = Stated(
                urgent=True,
                visits=self.chance.choice([0, 1, 1, 2]),
                admissions=self.chance.choice([0, 1, 2]),
                groups=("heart_failure", "diabetes"),
                haemoglobin=self.chance.choice([10.8, 11.6, 12.9]) if self.number % 2 else None,
            )
            score_readmission(
                self.case_id,
                self.person,
                stay.id,
                stated=stated,
                known_from=self.stock.words["document"][-1],
                by=by,
            )

    def selected(self, ago: int, outcome: str = "integrated") -> None:
        """The Korean case conference on who is taken on."""
        self.conferred(ago, MeetingAbout.SELECTION, outcome=outcome)

    def conferred(
        self, ago: int, about: MeetingAbout, *, outcome: str = "", promised: bool = False, **points: bool
    ) -> None:
        with self.scene(ago, hour=14) as by:
            on = self.day(self.house.workday(ago))
            invited = [
                Invited(by.name, kind="worker", present=True, user_id=by.id),  # type: ignore[arg-type]
                Invited(self.words["name"], kind="person", present=True, person_id=self.person),  # type: ignore[arg-type]
                Invited(self.pick(self.stock.words["colleagues"]), present=True, body=self.words["provider"]),
                Invited(
                    self.words["doctor"],
                    present=False,
                    absence_reason=self.pick(self.stock.words["absent"]),
                    opinion=self.say("opinion"),
                    asked_on=on - timedelta(days=3),
                    answered_on=on - timedelta(days=1),
                ),
            ]
            meeting = prepare_meeting(
                case_id=self.case_id,
                about=about,
                held_on=on,
                by=by,
                agenda=self.say(f"agenda_{about}"),
                invited=invited,
            )
            hold_meeting(
                meeting.id,
                held_on=on,
                place=self.pick(self.stock.words["meeting_place"]),
                agenda=meeting.agenda,
                minutes=Minutes(
                    conclusion=self.say(f"concluded_{about}"),
                    discussion=self.say("discussed"),
                    remaining=self.say("remaining"),
                    outcome=outcome,
                    **points,  # type: ignore[arg-type]
                ),
                attended=invited,
                decisions=[Decided(self.say("promise"), due=on + timedelta(days=self.chance.randint(*PROMISED_AFTER)))]
                if promised
                else [],
                by=by,
            )

    def meeting_ahead(self, ago: int, ahead: int, about: MeetingAbout = MeetingAbout.PLAN) -> None:
        """Prepared, with enquiries out; not held yet."""
        with self.scene(ago, hour=11) as by:
            asked = self.day(self.house.workday(ago))
            prepare_meeting(
                case_id=self.case_id,
                about=about,
                held_on=self.house.today + timedelta(days=ahead),
                place=self.pick(self.stock.words["meeting_place"]),
                agenda=self.say(f"agenda_{about}"),
                invited=[
                    Invited(by.name, kind="worker", user_id=by.id),  # type: ignore[arg-type]
                    Invited(self.words["doctor"], asked_on=asked),
                ],
                by=by,
            )

    # -- plan --------------------------------------------------------------------------------------------------------------

    def drafted(self, ago: int, *, interim: bool = False, complete: bool = True, starts: int | None = None) -> None:
        self.starts = starts if starts is not None else ago - (3 if self.from_ward else 8)
        with self.scene(ago, hour=11) as by:
            enter_stage(self.case_id, Stage.PLAN, by=by)
            plan = draft_plan(
                case_id=self.case_id, by=by, person_id=self.person, interim=interim, language=self.stock.language
            )
            self.plan_id = plan.id
            set_wishes(
                plan_id=plan.id,
                wishes=self.say(self.situation.words),
                family_wishes=self.say("family_wish"),
                policy=self.say("policy"),
                by=by,
            )
            finding = Finding.objects.filter(case_id=self.case_id, kind=FindingKind.NEED).first()
            need = add_need(
                plan_id=plan.id,
                text=finding.text if finding else self.say(self.situation.need),
                words=self.say("saying"),
                category=self.situation.long.category,
                finding_id=finding.id if finding else None,
                by=by,
            )
            self._goals(need.id, ago, complete, by)
            if plans.shows(self):
                plans.an_ordinary_day(self, by)
            if complete:
                plan.refresh_from_db()
                for part in unwritten_parts(plan):
                    write_section(plan_id=plan.id, key=part.key, text=self.say("section"), by=by)

    def _goals(self, need_id: UUID, ago: int, complete: bool, by: Actor) -> None:
        s, strength = self.situation, self.say("strength") if self.model == "strengths" else ""
        long = add_goal(words=self._aim(s.long, 300 - ago, strength, complete), need_id=need_id, by=by)
        for n, aim in enumerate(s.short):
            short = add_goal(
                words=self._aim(aim, 90 + 45 * n - ago, strength, complete or n == 0), parent_id=long.id, by=by
            )
            if complete and plans.shows(self):
                plans.levels(self, short, by)
            for m, given in enumerate(s.helps[n :: len(s.short)]):
                line, others = self._line(given), self.stock.providers.get(given.who, ())
                weighed = m == n == 0 and len(others) > 1 and line.party == "provider" and plans.shows(self)
                comparison = plans.compared(self, short, line, others, by) if weighed else None
                add_service_line(goal_id=short.id, words=line, comparison_id=comparison, by=by)
        shared.left_unmet(self, short.id, by)

    def _aim(self, aim: Aim, ahead: int, strength: str, complete: bool) -> GoalWords:
        return GoalWords(
            text=self.say(aim.text),
            category=aim.category,
            measure=aim.measure if complete else "",
            baseline=aim.baseline,
            target=aim.target,
            target_date=self.house.today + timedelta(days=ahead) if complete else None,
            relevance=self.say("relevance"),
            strength=strength,
            own_words=self.model == "strengths" or self.chance.random() < 0.5,
        )

    def _line(self, given: Help) -> LineWords:
        party = given.who if given.who in ("person", "family", "worker") else "provider"
        name = {"family": self.words["carer"], "provider": self._provider(given.who)}.get(party, "")
        what, frequency = self.pick(given.what), self.pick(given.frequency)
        return LineWords(
            what=what,
            party=party,
            party_name=name,
            worker_id=self.house.members[self.workers["worker"]].user_id if party == "worker" else None,
            type=given.type,
            kind=given.kind if party == "provider" else {"worker": "case_manager"}.get(party, party),
            sector=given.sector,
            frequency=frequency,
            start=self.day(self.starts) if party == "provider" else None,
            slots=plans.slots(given.type, frequency) if party == "provider" else [],
            **(paid.priced(self, given.type) if party == "provider" else {}),
        )

    def _provider(self, kind: str) -> str:
        found = self.stock.providers.get(kind)
        return found[(self.number * 3) % len(found)] if found else ""

    def agreed(self, ago: int, *, how: str = "signature") -> None:
        with self.scene(ago, hour=14) as by:
            record_agreement(
                plan_id=self.plan_id,
                participants=["person", "family"] if self.chance.random() < 0.6 else ["person"],
                how=self.say("took_part"),
                form=how,  # type: ignore[arg-type]
                name=self.words["name"],
                by=by,
            )

    def refused(self, ago: int, *, lay_aside: bool = True) -> None:
        with self.scene(ago, hour=14) as by:
            record_refusal(
                plan_id=self.plan_id,
                reason=self.say("refusal"),
                participants=["person"],
                name=self.words["name"],
                lay_aside=lay_aside,
                by=by,
            )

    def activated(self, ago: int, *, copies: bool = True) -> None:
        with self.scene(ago, hour=15) as by:
            activate_plan(plan_id=self.plan_id, by=by)
            for to in ("person", "provider") if copies else ():
                record_copy_given(
                    plan_id=self.plan_id,
                    to=to,
                    name=self.words["name"] if to == "person" else self.words["provider"],
                    by=by,
                )

    def started(self, ago: int) -> None:
        """The first provider answers, and services begin."""
        with self.scene(ago, hour=10) as by:
            plan = Plan.objects.get(id=self.plan_id)
            for n, line in enumerate(plan.lines.filter(dropped_at=None, unmet=False).order_by("number")):
                if line.party == "provider" and n == 0:
                    referral = self.refer(line, by)
                    answer_referral(referral_id=referral.id, answer="accepted", by=by)
                start_service(line_id=line.id, by=by)

    def asked_again(self, ago: int) -> None:
        """A provider was asked for something more, and has not answered."""
        with self.scene(ago, hour=11) as by:
            line = Plan.objects.get(id=self.plan_id).lines.filter(party="provider", dropped_at=None).last()
            if line:
                self.refer(line, by)

    def refer(self, line: ServiceLine, by: Actor) -> SentReferral:
        """The provider named on the line is asked, on the ground of a consent to share that names it."""
        self.consented("share", now().astimezone(self.house.zone).date(), by, recipients=line.party_name)
        (referral,) = send_referral(
            case_id=line.plan.case_id,
            person_id=self.person,
            to=[Recipient(line.party_name)],
            asking=Asking(reason=line.what),
            line_key=line.key,
            by=by,
        )
        return referral

    def planned(self, ago: int) -> None:
        """From draft to running services, in the days a plan takes; before that, who pays."""
        paid.covered(self, ago)
        if self.stock.jurisdiction == "kr":
            self.selected(ago - 2)
            self.drafted(ago - 3, starts=ago - 8)
        else:
            self.drafted(ago)
        if self.stock.jurisdiction == "jp":
            self.conferred(max(ago - 3, 0), MeetingAbout.PLAN)
        pace = (1, 2, 3) if self.from_ward else (5, 6, 8)
        self.agreed(max(ago - pace[0], 0))
        self.activated(max(ago - pace[1], 0))
        self.started(max(ago - pace[2], 0))

    # -- the work ------------------------------------------------------------------------------------------------------------

    def contact(
        self,
        ago: int,
        *,
        mode: str = "in_person",
        place: str = "home",
        purpose: str = "monitoring",
        counterpart: str = "person",
        monitoring: bool = False,
        written: int | None = None,
        outcome: str = "reached",
        promise: bool = False,
        sign: bool = True,
        minutes: int | None = None,
        note: str = "",
        own_words: str = "",
        who: str = "worker",
    ) -> Contact:
        """A contact with its note; `written` is the day it was written up, when that was later."""
        hour = self.chance.randint(9, 16)
        day = self.house.workday(ago)
        begun = self.house.moment(day, hour, self.chance.choice(range(0, 60, 5)))
        length = minutes or self.chance.choice([20, 30, 35, 45, 50] if mode == "in_person" else [8, 10, 12, 15, 20])
        with self.scene(ago if written is None else written, who, hour=min(hour + 1, 17)) as by:
            begun = min(begun, now() - timedelta(minutes=length + 5))
            reached = outcome == "reached"
            return log_contact(
                case_id=self.case_id,
                by=by,
                started_at=begun,
                ended_at=begun + timedelta(minutes=length) if reached else None,
                mode=Mode(mode),
                place=Place(place) if mode == "in_person" and reached else "",
                counterpart=With(counterpart),
                persons=[self.person],
                outcome=Outcome(outcome),
                purpose=Purpose(purpose),
                announced=True if mode == "in_person" else None,
                note=note or (self._note() if reached else self.say("attempt")),
                own_words=own_words or (self.say("saying") if reached and self.chance.random() < 0.35 else ""),
                language=self.stock.language,
                mood=self.chance.choice([2, 3, 3, 4, 4, 5]) if reached and counterpart == "person" else None,
                monitoring=monitoring,
                answers=self._answers() if monitoring else (),
                next_contact=NextContact(
                    max(
                        self.house.today
                        - timedelta(days=min(ago, written or ago) - self.chance.randint(*PROMISED_AFTER)),
                        now().astimezone(self.house.zone).date(),
                    ),
                    self.say("promise"),
                )
                if promise
                else None,
                travel_minutes=self.chance.choice([10, 15, 20, 25])
                if mode == "in_person" and place == "home"
                else None,
                sign=sign,
            )

    def _note(self) -> str:
        parts = [self.say("opening"), self.say(self.situation.notes), self.say("closing")]
        return (" " if self.stock.language != "ja" else "").join(parts)

    def _answers(self) -> list[LineAnswer]:
        return [
            LineAnswer(
                line.id,
                Delivered.YES if self.chance.random() < 0.85 else Delivered.PARTLY,
                self.chance.choice([Quality.GOOD, Quality.GOOD, Quality.FAIR]),
                view=self.say("view") if self.chance.random() < 0.3 else "",
            )
            for line in plan_lines(self.case)
        ]

    def promised(self, ago: int, ahead: int, *, kept: int | None = None) -> None:
        """Something is promised, `ahead` days from today (or back), and perhaps kept."""
        with self.scene(ago) as by:
            promise: Promise = make_promise(
                case_id=self.case_id,
                what=self.say("promise"),
                due=self.house.today + timedelta(days=ahead),
                by=by,
                person_id=self.person,
            )
        if kept is not None:
            with self.scene(kept) as by:
                keep_promise(promise.id, by=by)

    def alerted(self, ago: int, topic: str, ahead: int = 60) -> None:
        with self.scene(ago) as by:
            raise_alert(
                case_id=self.case_id,
                topic=AlertTopic(topic),
                what_to_do=self.say(f"alert_{topic}"),
                review_on=self.house.today + timedelta(days=ahead),
                person_id=self.person,
                by=by,
            )

    def excepted(self, ago: int, reason: str) -> None:
        with self.scene(ago) as by:
            record_exception(
                case_id=self.case_id,
                on=self.day(ago),
                reason=ExceptionReason(reason),
                circumstances=self.say("exception"),
                attempts=self.say("attempts"),
                persons=[self.person],
                by=by,
            )

    def happened(self, ago: int, event: Any, *, who: str = "worker", about_person: bool = True) -> None:
        with self.scene(ago, who) as by:
            record_event(
                case_id=self.case_id, event=event, at=now(), by=by, persons=[self.person] if about_person else []
            )

    def reviewed(self, ago: int, outlook: str = "continue", rating: str = "partly") -> None:
        with self.scene(ago, hour=15) as by:
            plan = Plan.objects.get(id=self.plan_id)
            ratings = {
                goal.key: Judgement(
                    said := rating if goal.parent_id else "partly" if outlook != "close" else "achieved",
                    self.say("because"),
                    plans.ATTAINED[said] if hasattr(goal, "scale") else None,
                )
                for goal in open_goals_of(plan).select_related("scale")
            }
            review_plan(
                plan_id=plan.id,
                ratings=ratings,
                summary=self.say("review"),
                outlook=outlook,
                person_view=self.say("view"),
                by=by,
            )
            enter_stage(self.case_id, Stage.FOLLOW, by=by)

    def related(self, ago: int) -> None:
        """Who stands by the person, what help there is already, and what they want everybody to know."""
        with self.scene(ago, "intake_worker", hour=15) as by:
            person = Person.objects.get(id=self.person)
            people.relate(
                person=person,
                other=people.Outsider(self.words["carer"], phone=phone(self.stock.language, self.chance)),
                kind=self.words["kin"],
                acts_as=["key_person", "emergency_contact"],
                tie=self.chance.choice(["close", "close", "plain", "distant"]),
                by=by,
            )
            if self.number % 3 == 0:
                people.write_about_me(
                    person=person,
                    matters=self.say(self.situation.words),
                    support=self.say("support"),
                    unwanted=self.say("unwanted"),
                    language=self.stock.language,
                    by=by,
                )

    def filed(self, ago: int) -> None:
        """A letter joins the chart."""
        with self.scene(ago) as by:
            title = self.pick(self.stock.words["document"])
            text = self.say("letter")
            add_document(
                case_id=self.case_id,
                file=ContentFile(text.encode(), name="letter.txt"),
                type=DocumentType.LETTER,
                title=title,
                dated=self.day(self.house.workday(ago)),
                from_whom=self.words["doctor"],
                person_id=self.person,
                by=by,
            )

    def suspected(self, ago: int, group: str, kind: str, *, reported: bool) -> None:
        """What a worker saw, behind its wall; told to the authority, or still to be."""
        with self.scene(ago, hour=15) as by:
            concern = report_concern(
                by=by,
                jurisdiction=self.stock.jurisdiction,
                groups=[ConcernGroup(group)],
                types=[ConcernType(kind)],
                aware_at=now() - timedelta(minutes=25),
                account=Account(
                    about=self.words["name"],
                    seen=self.say("concern_seen"),
                    said=self.say("concern_said"),
                    said_by=self.words["name"],
                    said_language=self.stock.language,
                    done=self.say("concern_done"),
                ),
                person_id=self.person,
                case_id=self.case_id,
            )
            if reported:
                record_report(
                    concern.id,
                    form=ReportForm.ORAL,
                    at=now(),
                    to=self.pick(self.stock.words["authority"]),
                    receiver=self.pick(self.stock.words["callers"]),
                    no_reference=True,
                    by=by,
                )

    def joined(self, ago: int, others: Sequence[tuple[str, str, str, int]]) -> list[UUID]:
        """The rest of the household: who they are to the person (role, tie, given name, age)."""
        joining, members, couple = [], [], {"spouse": "married"}
        with self.scene(ago, "intake_worker", hour=15) as by:
            head = Person.objects.get(id=self.person)
            joining.append(people.Joining(head, "head"))
            for role, tie, given, age in others:
                person = people.register_person(
                    names=names_of(self.stock.language, self.family, given),
                    born=self.house.today - timedelta(days=int(365.25 * age) + 40),
                    sex="female" if given in self.stock.women else "male",
                    language=self.stock.language,
                    source=Source.REFERRAL,
                    by=by,
                )
                people.relate(
                    person=head, other=person, kind=tie, couple=couple.get(tie, ""), lives_together=True, by=by
                )
                add_member(self.case_id, person, by=by)
                joining.append(people.Joining(person, role))
                members.append(person.id)
            people.form_household(name=self.pick(self.stock.words["household"]), members=joining, by=by)
            self._born_to(joining, by)
        return [self.person, *members]

    def _born_to(self, joining: Sequence[people.Joining], by: Actor) -> None:
        """Children are their other parent's as well; a grandchild is the child's."""
        by_role = {role: [j.person for j in joining if j.role == role] for role in ("spouse", "child", "grandchild")}
        pairs = [(parent, child) for parent in by_role["spouse"] for child in by_role["child"]]
        pairs += [(parent, child) for parent in by_role["child"][:1] for child in by_role["grandchild"]]
        for parent, child in pairs:
            people.relate(person=parent, other=child, kind="child", lives_together=True, by=by)

    def doubled(self, ago: int) -> None:
        """Referred once more under another writing of the name, taken for somebody new, and found to be the same."""
        first, kept = self.case_id, self.person
        with self.scene(ago, "intake_worker", hour=10) as by:
            name = self.name[-1]
            referral = intake.receive_referral(
                by=by,
                referrer=intake.Referrer(ReferrerKind.FAMILY, self.words["carer"]),
                reason=self.say(self.situation.reason),
                programme=self.situation.programme,
                model=self.model,
                about=intake.About(names=(NameDraft(name.script, name.family, name.given[:1]),), sex=Sex(self.sex)),
                id=self.house.key(self.number + 500),
            )
            twin = intake.register_referred_person(referral.case_id, by=by).person
        with self.scene(max(ago - 1, 0), "intake_worker", hour=11) as by:
            assert twin
            people.merge_people(kept=Person.objects.get(id=kept), absorbed=twin, reason=self.say("the_same"), by=by)
            intake.join_case(referral.case_id, first, by=by)
            work_out(locked(referral.case_id))

    def admitted(self, ago: int, note: str = "") -> None:
        with self.scene(ago, hour=9) as by:
            stay = start_stay(
                case_id=self.case_id,
                person_id=self.person,
                setting=Setting.HOSPITAL,
                started_at=self.house.moment(self.house.workday(ago), 7),
                where=self.words["hospital"],
                stay_class="inpatient",
                note=note or self.say("admission"),
                by=by,
            )
            self.stay_id = stay.id
        if self.number % 2:
            self.happened(ago - 1, ChartReviewed())
            if self.stock.jurisdiction == "jp":
                self.happened(ago - 1, InformationSent("hospital"))

    def discharged(self, ago: int, *, complexity: str = "moderate", moves: bool = True) -> None:
        at = self.house.moment(ago, 14)
        with (
            frozen(min(at + timedelta(hours=1), self.house.now)),
            acting(self.house.actors[self.workers["worker"]]) as by,
        ):
            assert by
            assert self.stay_id
            end_stay(self.stay_id, ended_at=at, complexity=Complexity(complexity), by=by)
            if moves:
                enter_stage(self.case_id, Stage.POST_TRANSITION, by=by)
        self.stay_id = None
        if self.stock.jurisdiction == "jp":
            self.happened(max(ago - 2, 0), InformationCollected("hospital"))

    def evaluated(self, ago: int) -> None:
        with self.scene(ago, hour=13) as by:
            enter_stage(self.case_id, Stage.EVALUATE, by=by)
            evaluate_case(
                case_id=self.case_id,
                goals_met=self.chance.choice([GoalsMet.ALL, GoalsMet.MOST]),
                wellbeing=Wellbeing.BETTER,
                financial=self.say("financial"),
                appropriateness=Appropriateness.RIGHT,
                client_view=self.say("client_view"),
                goals_note=self.say("because"),
                by=by,
            )

    def closed(self, ago: int, reason: str = "goals_met") -> None:
        with self.scene(ago, hour=16) as by:
            close_case(self.case_id, reason=CloseReason(reason), by=by)

    def reopened(self, ago: int) -> None:
        with self.scene(ago, hour=10) as by:
            reopen_case(self.case_id, reason=self.say("reopening"), by=by)


HEALTH = ("health_state", "present_health", "kr_health", "medical", "going_home")


PRONOUNS = {"female": ("she", "her", "her"), "male": ("he", "him", "his")}


def names_of(language: str, family: str, given: str) -> tuple[NameDraft, ...]:
    """`勅使河原/てしがわら` with `千代/ちよ`; `남궁` with `순덕`; `Aldana-Whitfield` with `River`."""
    if language == "ja":
        (kanji, kana), (kanji_given, kana_given) = family.split("/"), given.split("/")
        return NameDraft("kanji", kanji, kanji_given), NameDraft("kana", kana, kana_given)
    return (NameDraft("hangul" if language == "ko" else "roman", family, given),)


def phone(language: str, chance: random.Random) -> str:
    """Numbers that are kept for stories, where there are such."""
    last = chance.randint(0, 9999)
    return {"en": f"+1 555 01{last % 100:02}", "ja": f"03-0000-{last:04}", "ko": f"02-000-{last:04}"}[language]
