"""A case with one of everything on it, told by the commands themselves: what a sweep over all pages needs to stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from tests.cast import Agency
from tsunagu.assessment.choices import FindingKind, LifeDomain
from tsunagu.assessment.commands import add_care_provider, add_finding
from tsunagu.assessment.tests import factories as assessments
from tsunagu.assessment.tests import small_forms
from tsunagu.cases.choices import (
    AlertTopic,
    ConcernGroup,
    ConcernType,
    ConsentPurpose,
    DocumentType,
    MeetingAbout,
    SafetyLevel,
)
from tsunagu.cases.commands.add_document import add_document
from tsunagu.cases.commands.hold_meeting import prepare_meeting
from tsunagu.cases.commands.keep_help_numbers import add_help_number
from tsunagu.cases.commands.make_promise import make_promise
from tsunagu.cases.commands.raise_alert import raise_alert
from tsunagu.cases.commands.report_concern import Account, report_concern
from tsunagu.cases.commands.safety_path import Cause, open_safety_path
from tsunagu.cases.commands.start_stay import start_stay
from tsunagu.cases.models import Consent, Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now, today
from tsunagu.coverage.tests import factories as coverage
from tsunagu.directory.commands.keep_provider import raise_provider_concern
from tsunagu.directory.commands.keep_service import Entry, Where, add_service, propose_correction
from tsunagu.directory.models import Provider
from tsunagu.fhir.choices import Place
from tsunagu.fhir.models import ExternalRecord
from tsunagu.intake.models import Referral
from tsunagu.intake.tests import factories as intake
from tsunagu.monitoring.commands.issues import raise_issue
from tsunagu.monitoring.models import LineReport, Round
from tsunagu.notices.commands.notify import notify_user
from tsunagu.people.commands import (
    add_contact_point,
    add_identifier,
    add_informal_support,
    form_household,
    merge_people,
    relate,
    relate_outsiders,
)
from tsunagu.people.commands.form_household import Joining
from tsunagu.people.commands.relate import Outsider
from tsunagu.people.rules.profile import ContactDraft, IdentifierDraft
from tsunagu.people.tests.factories import make_person, western
from tsunagu.planning.commands.attainment import ScaleWords, set_scale
from tsunagu.planning.commands.options import OptionWords, offer_options
from tsunagu.planning.commands.refer import Asking, Recipient, link_path, send_referral
from tsunagu.planning.commands.wording import set_wording
from tsunagu.planning.tests import factories as plans
from tsunagu.risk.commands import state_factor
from tsunagu.scheduling.commands.keep_feeds import open_feed
from tsunagu.scheduling.commands.pool_needs import RideWords, share_ride
from tsunagu.scheduling.commands.remind import agree_reminders
from tsunagu.scheduling.tests import factories as booking


@dataclass
class World:
    """Ids by the name a URL gives them. `parts` are those of one URL alone."""

    agency: Agency
    ids: dict[str, Any]
    parts: dict[str, dict[str, Any]]
    queries: dict[str, str]

    def kwargs(self, name: str, params: tuple[str, ...]) -> dict[str, Any]:
        own = self.parts.get(name, {})
        return {param: own[param] if param in own else self.ids[param] for param in params}


def make_world(agency: Agency) -> World:
    with acting(agency.actor("ruth")) as by, frozen(now() - timedelta(days=3)):
        person = make_person(by)
        other = make_person(by, western("Marguerite", "Delacroix-Obi"))
        twin = make_person(by, western("Margaret", "Delacroix"))
    case = cases.case(agency, person, worker="ruth", model="intensive", at=now() - timedelta(days=3))
    ids: dict[str, Any] = {
        "programme": "mental_health",
        "case_id": case.id,
        "person_id": person.id,
        "user_id": agency.members["ruth"].user_id,
    }
    with acting(agency.actor("ruth")) as by:
        ids |= _work(case, person, by)
        ids |= _assessed(agency, case, person, by)
        ids |= _paid_for(case, by)
        booked, feed_token = _booked(agency, case, by)
        ids |= booked
        parts = _people(person, other, twin, by)
        need, long, short, line = plans.grown(plans.draft(case, by), case, by)
        set_scale(goal_id=short.id, words=ScaleWords("Stays in", "Once a week", "Three times", "Alone", "Daily"), by=by)
        referral = intake.refer(by)
        ids["notice_id"] = notify_user(
            to=agency.members["ruth"].user, template="intake/notices/handed_over", context=_handed(case), by=by
        ).id
        ids |= {"duty_id": Duty.objects.filter(case=case).first().id, "section": "mobility", "step": "start"}
        ids["record_id"] = _heard_elsewhere(person).id
        ids |= _listed(by)
        sent = _sent(case, person, by)
        ids |= {"referral_id": sent.id, "token": link_path(sent).split("/")[-2]}
    with acting(agency.actor("priya")) as by:
        ids["number_id"] = add_help_number(jurisdiction="us", name="County line", number="555 0111", by=by).id
    with acting(agency.actor("alex")) as by:
        word = set_wording(language="en", word="thrive", kind="point_out", hint="What would one see?", by=by)
        ids["wording_id"] = word.id
    for name in (
        "referral",
        "sheet",
        "match",
        "said",
        "screening",
        "decision",
        "acknowledgement",
        "assignment",
        "reply",
    ):
        parts[f"intake:{name}"] = {"case_id": referral.case_id}
    for name in ("provider", "provider_name", "provider_concern_new"):
        parts[f"directory:{name}"] = {"provider_id": ids["provider_of_service"]}
    parts["directory:provider_concern_outcome"] = {"concern_id": ids["concern_about"]}
    assert Referral.objects.filter(id=referral.id).exists()
    with acting(agency.actor("ruth")) as by:
        offered = [OptionWords("Harbour Physiotherapy"), OptionWords("City Rehab")]
        chosen = offer_options(goal_id=short.id, what="Who gives physiotherapy", options=offered, by=by)
    parts["scheduling:feed"] = {"token": feed_token}
    parts["scheduling:appointment_step"] = {"step": "confirmation"}
    parts["scheduling:transport_step"] = {"step": "confirmation"}
    ids |= _monitored(case, agency)
    parts["monitoring:round"] = {"round_id": ids["open_round_id"]}
    return World(agency, ids, parts, {**_queries(need, long, short, line), "planning:options": f"?about={chosen.id}"})


def _queries(need: Any, long: Any, short: Any, line: Any) -> dict[str, str]:
    """What some pages are asked with: which need, goal or line."""
    return {
        "planning:needs": f"?about={need.key}",
        "planning:goals": f"?about={short.key}",
        "planning:goal": f"?about={short.key}",
        "planning:goal_new": f"?under={need.key}",
        "planning:ground": f"?about={long.key}",
        "planning:services": f"?about={line.key}",
        "planning:service_new": f"?under={short.key}",
        "planning:unmet_new": f"?under={short.key}",
        "planning:removal": f"?about={line.key}",
        "planning:step": f"?about={line.key}",
        "planning:authorisation_new": f"?about={line.key}",
        "planning:delivered": f"?about={line.key}",
        "planning:scale": f"?about={long.key}",
        "planning:rate": f"?about={short.key}",
        "planning:options_new": f"?under={short.key}",
        "planning:section": "?section=crisis_plan",
        "cases:event_new": "?kind=condition.changed",
        "identity:draft": "?key=visit",
        "ui:read_date": "?text=2026-11-21",
    }


def _sent(case: Any, person: Any, by: Any) -> Any:
    """A provider asked, who may answer through a link."""
    urgent = Asking("Walking outdoors", ground="emergency", ground_reason="Fell at home")
    (sent,) = send_referral(
        case_id=case.id, person_id=person.id, to=[Recipient("Harbour Physio")], asking=urgent, by=by
    )
    return sent


def _listed(by: Any) -> dict[str, Any]:
    """A service of the community, with a correction proposed and a concern about who offers it."""
    where = Where(address="1 Quay Street", city="Cutler Bay", latitude=25.58, longitude=-80.34)
    service = add_service(
        entry=Entry("Harbour Meals", "Harbour Kitchen", ["meals"], where=where, languages=["en"]), by=by
    )
    Provider.objects.filter(id=service.provider_id).update(description="A kitchen by the quay")  # HSDS asks for one
    wrong = propose_correction(
        service_id=service.id, field="wait_time", proposed="2 weeks", reason="They said so", by=by
    )
    concern = raise_provider_concern(
        provider_id=service.provider_id, severity="remark", text="Came late", seen_on=today(by.zone), by=by
    )
    return {
        "service_id": service.id,
        "correction_id": wrong.id,
        "provider_of_service": service.provider_id,
        "concern_about": concern.id,
        "organization_id": service.provider_id,
        "location_id": service.at_places.get().place_id,
    }


def _monitored(case: Any, agency: Agency) -> dict[str, Any]:
    """A round that is complete with one line, one under way, and an issue."""
    with acting(agency.actor("ruth")) as by:
        issue = raise_issue(
            case_id=case.id, about="delivery", gravity="medium", text="Late twice", due=today(case.zone), by=by
        )
        of_case = {"organisation_id": case.organisation_id, "case": case, "on": today(case.zone), "by_id": by.id}
        done = Round.objects.create(**of_case, by_name=by.name, completed_at=now(), completed_by_name=by.name)
        LineReport.objects.create(
            organisation_id=case.organisation_id,
            round=done,
            on=done.on,
            line_key=done.id,
            line_text="1-1-1-1 Physiotherapy",
            provider="Harbour Physiotherapy",
            delivery="late",
            quality="fair",
            view="They come when they can",
        )
        under_way = Round.objects.create(**of_case, by_name=by.name)
        return {"issue_id": issue.id, "round_id": done.id, "open_round_id": under_way.id}


def _heard_elsewhere(person: Any) -> ExternalRecord:
    """What another system said of the person, as it was received."""
    said = {"resourceType": "AllergyIntolerance", "id": "a1", "code": {"text": "Penicillin"}}
    return ExternalRecord.objects.create(
        organisation_id=person.organisation_id,
        source="St Brannoc",
        resource_type="AllergyIntolerance",
        external_id="a1",
        person=person,
        place=Place.KEPT,
        title="Penicillin",
        content=said,
        content_hash="-",
    )


def _handed(case: Any) -> dict[str, Any]:
    return {"number": case.number, "from_name": "Imani Castellanos"}


def _work(case: Any, person: Any, by: Any) -> dict[str, Any]:
    day = today(case.zone)
    contact = cases.visit(case, by)
    letter = ContentFile(b"%PDF-1.4\n%%EOF\n", "letter.pdf")
    return {
        "contact_id": contact.id,
        "stay_id": start_stay(
            case_id=case.id, person_id=person.id, setting="hospital", started_at=now() - timedelta(hours=5), by=by
        ).id,
        "document_id": add_document(
            case_id=case.id, file=letter, type=DocumentType.values[0], title="Discharge letter", dated=day, by=by
        ).id,
        "promise_id": make_promise(case_id=case.id, what="Send the form to the landlord", due=day, by=by).id,
        "alert_id": raise_alert(
            case_id=case.id,
            topic=AlertTopic.COMMUNICATION,
            what_to_do="One question at a time",
            review_on=day + timedelta(days=60),
            by=by,
        ).id,
        "path_id": open_safety_path(
            case.id,
            person.id,
            [Cause("phq9", SafetyLevel.MEDIUM, "9", {"en": "Item 9", "ja": "第9問", "ko": "9번 문항"})],
            by=by,
        ).id,
        "meeting_id": prepare_meeting(
            case_id=case.id, about=MeetingAbout.TEAM, held_on=day, agenda="How it goes on", by=by
        ).id,
        "concern_id": report_concern(
            by=by,
            jurisdiction="us",
            groups=[ConcernGroup.values[1]],
            types=[ConcernType.values[0]],
            aware_at=now() - timedelta(hours=1),
            account=Account(about="A neighbour", seen="Bruises on both arms"),
        ).id,
    }


def _paid_for(case: Any, by: Any) -> dict[str, Any]:
    """Covered, with an authorisation that is drawn from, one that was denied and one that nobody has answered."""
    covered = coverage.covered(case, by)
    granted = coverage.granted(case, by, covered)
    coverage.requested(case, by, covered, what="Occupational therapy: kitchen and stairs")
    denied = coverage.requested(case, by, covered, what="Neuropsychology: attention and memory")
    said = coverage.answer(case, "denied", reason="Not shown to be necessary")
    coverage.decide_authorisation(authorisation_id=denied.id, answer=said, by=by)
    return {
        "coverage_id": covered.id,
        "authorisation_id": granted.id,
        "delivery_id": coverage.delivered(case, by, granted, 2).id,
        "line": granted.line,
        "sheet_id": coverage.means(case, by).id,
    }


def _assessed(agency: Agency, case: Any, person: Any, by: Any) -> dict[str, Any]:
    assessments.agree(agency, case, ConsentPurpose.ASSESS)
    with acting(agency.actor("ruth")):
        assessment = assessments.begin(agency, case, "functional", worker="ruth")
        response = small_forms.begin(agency, case, worker="ruth")
        small_forms.answer(agency, response, worker="ruth", q1="often")
        return {
            "response_id": response.id,
            "version_id": response.instrument_id,
            "code": "gad7",
            "score": "total",
            "assessment_id": assessment.id,
            "consent_id": Consent.objects.filter(case=case).first().id,
            "provider_id": add_care_provider(case.id, person.id, by=by, specialty="primary_care", name="Dr Okonjo").id,
            "finding_id": add_finding(
                case.id, by=by, kind=FindingKind.NEED, domain=LifeDomain.HOME, text="Cannot carry shopping upstairs"
            ).id,
            "stated_id": state_factor(
                case.id, person.id, "insecure_housing", reason="Notice to quit", known_from="The letter", by=by
            ).id,
        }


def _booked(agency: Agency, case: Any, by: Any) -> tuple[dict[str, Any], str]:
    """A series whose first appointment has transport, a room, a feed."""
    start = (now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    series = booking.series(agency, case, by=by, worker="ruth", start=start, weekdays=(), times=4, authorised=4)
    first = series.appointments.order_by("starts_at").first()
    feed, token = open_feed(by=by, label="Phone")
    agreement = agree_reminders(
        case_id=case.id, person_id=case.members.first().person_id, channel="paper", language="en", by=by
    )
    return {
        "agreement_id": agreement.id,
        "series_id": series.id,
        "appointment_id": first.id,
        "key": first.key,
        "transport_id": booking.ride(first, by).id,
        "thing_id": booking.vehicle(agency).id,
        "feed_id": feed.id,
        "group_id": _shared(agency, case, by).id,
    }, token


def _shared(agency: Agency, case: Any, by: Any) -> Any:
    """A ride that this person shares with somebody of another case."""
    beside = cases.case(agency, cases.person(agency, "Solveig Tarn"))
    start = now() + timedelta(days=4)
    rides = [
        booking.ride(booking.book(agency, one, by=by, worker="", start=start, title="Clinic"), by)
        for one in (case, beside)
    ]
    return share_ride(needs=[one.id for one in rides], words=RideWords("Harbour Mobility", seats=4), by=by)


def _people(person: Any, other: Any, twin: Any, by: Any) -> dict[str, dict[str, Any]]:
    household = form_household(name="Aldana", members=[Joining(person), Joining(other)], by=by)
    contact = add_contact_point(person=person, contact=ContactDraft("mobile", "+1 555 0167"), by=by)
    support = add_informal_support(person=person, who="Sol", what="Shopping", by=by)
    merge = merge_people(kept=other, absorbed=twin, reason="The same person, registered twice", by=by)
    home = {"household_id": household.id}
    sister = relate(person=person, other=Outsider("Sol Aldana"), kind="sibling", by=by)
    mother = relate(person=person, other=Outsider("Inés Aldana", sex="female"), kind="parent", tie="conflict", by=by)
    return {
        "people:household_page": home,
        "people:household_drawings": home,
        "people:member_new": home,
        "people:member_leave": {**home, "part_id": household.members.first().id},
        "people:contact_end": {"part_id": contact.id},
        "people:support_end": {"part_id": support.id},
        "people:relation_end": {"part_id": sister.id},
        "people:relation_between_end": {
            "part_id": relate_outsiders(one=sister.outside, two=mother.outside, kind="parent", by=by).id
        },
        "people:identifier_end": {
            "part_id": add_identifier(person=person, identifier=IdentifierDraft("medical_record", "A-17"), by=by).id
        },
        "people:merge_undo": {"person_id": other.id, "merge_id": merge.id},
    }
