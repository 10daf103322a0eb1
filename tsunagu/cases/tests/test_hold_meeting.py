"""Team meetings: R-081, R-112, and what the gates and clocks of Japan and Korea read of them (T08, T15, T18)."""

from datetime import timedelta

import pytest

from tsunagu.cases.choices import AttendeeKind, ConsentHow, ConsentPurpose, DataClass, MeetingAbout
from tsunagu.cases.commands.give_consent import give_consent
from tsunagu.cases.commands.hold_meeting import (
    Decided,
    Invited,
    Minutes,
    change_meeting,
    hold_meeting,
    prepare_meeting,
)
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Duty, Fact, Meeting, Promise
from tsunagu.cases.presenters.meetings import present_meeting, usual_seats
from tsunagu.cases.queries import voices_missing
from tsunagu.cases.rules import load_regimes
from tsunagu.cases.tests.factories import case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.kinds import kind

# A later room records it; the registry knows it, so this room need not.
AssessmentCompleted = kind("assessment.completed").event

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TWO = (Invited("Noor", AttendeeKind.WORKER, present=True), Invited("River", AttendeeKind.PERSON, present=True))


@pytest.fixture
def river(agency):
    return case(agency, person(agency), at=now() - timedelta(days=30))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def prepared(of, by, **more):
    return prepare_meeting(
        **{"case_id": of.id, "about": "plan", "held_on": today(of.zone), "agenda": "The new plan", "by": by, **more}
    )


def held(meeting, by, **more):
    minutes = more.pop("minutes", Minutes("The plan stands."))
    return hold_meeting(
        **{
            "meeting_id": meeting.id,
            "held_on": today(meeting.case.zone),
            "minutes": minutes,
            "attended": TWO,
            "by": by,
            **more,
        }
    )


def kinds(of):
    return list(Fact.objects.filter(case=of).order_by("id").values_list("kind", flat=True))


def test_an_absent_member_writes_an_opinion_instead(river, noor):
    """R-081: absent and written opinion, asked and received, are facts of their own (第4表)."""
    meeting = prepared(
        river, noor, invited=[Invited("Dr Baptiste", discipline="physician", asked_on=today(river.zone))]
    )
    wrote = Invited(
        "Dr Baptiste",
        discipline="physician",
        present=False,
        absence_reason="On call",
        opinion="No weight on the leg",
        asked_on=today(river.zone),
        answered_on=today(river.zone),
    )
    held(meeting, noor, attended=[*TWO, wrote])
    assert [k for k in kinds(river) if k.startswith(("opinion", "meeting"))] == [
        "opinion.asked",
        "opinion.given",
        "meeting.held",
    ]
    shown = present_meeting(Meeting.objects.get())
    assert [one.name for one in shown.absent] == ["Dr Baptiste"]
    assert shown.person_present
    assert not shown.family_present


def test_an_enquiry_in_writing_alone_is_no_meeting(river, noor):
    meeting = prepared(river, noor)
    with pytest.raises(Refused) as refusal:
        held(meeting, noor, attended=TWO[:1])
    assert refusal.value.field == "enquiry_only"
    wrote = Invited("Dr Baptiste", present=False, opinion="Agreed", asked_on=today(river.zone))
    held(
        meeting,
        noor,
        attended=[wrote],
        minutes=Minutes("Agreed", enquiry_only="A small change, no need to sit together"),
    )
    assert "meeting.held" not in kinds(river)
    assert {"opinion.asked", "opinion.given"} <= set(kinds(river))


def test_decisions_with_a_day_become_promises(river, noor, agency):
    """R-081: one list of what was promised, not two."""
    due = today(river.zone) + timedelta(days=5)
    decided = [
        Decided("Order the rail", due, worker_id=agency.members["noor"].user_id),
        Decided("Bring the key", due, outsider="Aunt Mabel"),
        Decided("Stay with the present services"),
    ]
    held(prepared(river, noor), noor, decisions=decided)
    assert {p.what for p in Promise.objects.all()} == {"Order the rail", "Bring the key"}
    assert Meeting.objects.get().decisions.count() == 3
    assert kinds(river).count("promise.made") == 2


@pytest.mark.parametrize(
    ("about", "minutes", "field"),
    [
        ("plan", Minutes(""), "conclusion"),
        ("selection", Minutes("Selected"), "outcome"),
        ("video_monitoring", Minutes("Agreed", stable=True, can_express=True), "others_inform"),
    ],
)
def test_minutes_say_what_their_kind_of_meeting_asks(river, noor, about, minutes, field):
    with pytest.raises(Refused) as refusal:
        held(prepared(river, noor, about=about), noor, minutes=minutes)
    assert refusal.value.field == field


def test_video_monitoring_is_agreed_on_three_points(river, noor):
    """T15: stable, can express themselves, others inform."""
    points = Minutes("Agreed", stable=True, can_express=True, others_inform=False)
    held(prepared(river, noor, about="video_monitoring"), noor, minutes=points)
    fact = Fact.objects.get(case=river, kind="meeting.held")
    assert fact.data == {"about": "video_monitoring", "stable": True, "can_express": True, "others_inform": False}


def test_minutes_are_written_once(river, noor):
    meeting = held(prepared(river, noor), noor)
    with pytest.raises(Refused):
        held(meeting, noor)
    with pytest.raises(Refused):
        change_meeting(meeting.id, held_on=today(river.zone), by=noor)


def test_a_preparation_changes_and_asks_each_only_once(river, noor):
    asked = Invited("Dr Baptiste", asked_on=today(river.zone))
    meeting = prepared(river, noor, invited=[asked])
    change_meeting(
        meeting.id, held_on=today(river.zone), agenda="More", invited=[asked, Invited("Aunt Mabel")], by=noor
    )
    assert kinds(river).count("opinion.asked") == 1
    assert meeting.attendees.count() == 2
    with pytest.raises(Refused):
        prepared(river, noor, agenda="")


def test_a_meeting_cannot_have_been_held_tomorrow(river, noor):
    with pytest.raises(Refused):
        held(prepared(river, noor), noor, held_on=today(river.zone) + timedelta(days=1))


def test_the_voices_a_programme_wants_are_flagged_when_missing(river, noor):
    """R-112: a missing discipline is shown by the programme's own list; it stops nothing."""
    came = [
        *TWO,
        Invited("Dr Baptiste", discipline="physician", present=True),
        Invited("Ida", discipline="nurse", opinion="Yes"),
    ]
    meeting = held(prepared(river, noor), noor, attended=came)
    assert [list(v) for v in voices_missing(meeting)] == [["social_worker", "counsellor"], ["peer_supporter"]]


def test_seats_are_filled_with_who_belongs_there(river, noor):
    """R-081: the person, the family and the workers are not typed again."""
    seats = usual_seats(river)
    assert [(s["kind"], s["name"]) for s in seats][-1] == (AttendeeKind.WORKER, "Noor Haddad")
    assert seats[0]["kind"] == AttendeeKind.PERSON


def test_who_reads_lists_only_holds_no_meeting(agency, river):
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        prepared(river, dale)


# -- Japan and Korea ------------------------------------------------------------------------------------------------------------


def test_japan_uses_nothing_of_the_person_in_a_meeting_without_written_consent(mizunara):
    """T18, norms 2.6: the gate says what is missing and where it is mended; the meeting meets what planning asks."""
    of = case(
        mizunara,
        person(mizunara),
        worker="morishita",
        programme="jp_home_care",
        model="brokerage",
        at=now() - timedelta(days=3),
    )
    them = of.members.get().person_id
    with acting(mizunara.actor("morishita")) as by:
        meeting = prepared(of, by)
        with pytest.raises(Refused) as refusal:
            held(meeting, by)
        (lack,) = refusal.value.missing
        assert f"/cases/{of.id}/consents/new/" in lack.mend
        give_consent(
            case_id=of.id,
            person_id=them,
            purpose=ConsentPurpose.MEETING,
            scope="担当者会議での利用",
            how=ConsentHow.SIGNATURE,
            given_on=today(of.zone),
            regime="jp_meeting",
            data_classes=[DataClass.GENERAL, DataClass.HEALTH],
            explained=list(load_regimes()["jp_meeting"].tells),
            signer_name="渡辺 和子",
            family_agrees="渡辺 健一",
            by=by,
        )
        held(meeting, by)
    assert "meeting.held" in kinds(of)


@pytest.mark.parametrize("outcome", ["integrated", "linkage_only", "not_suitable"])
def test_korea_decides_on_selection_in_a_case_conference(hanbit, outcome):
    """T08: 사례회의 decides 통합사례 / 서비스연계 / 부적합; the selection clock is met by it."""
    of = case(hanbit, person(hanbit), worker="han", programme="kr_integrated", at=now() - timedelta(days=2))
    with acting(hanbit.actor("han")) as by:
        record(locked(of.id), Happening(AssessmentCompleted("kr_needs_crisis")), by=by)
        assert selection(of).outcome == "open"
        meeting = prepared(of, by, about="selection")
        held(meeting, by, minutes=Minutes("선정함", outcome=outcome))
    assert Fact.objects.get(case=of, kind="selection.decided").data == {"outcome": outcome}
    assert Fact.objects.get(case=of, kind="meeting.held").data == {"about": "selection"}
    assert selection(of).outcome == "met"


def selection(of):
    """The clock of five days from the survey to the decision."""
    return Duty.objects.get(case=of, clock__endswith=".selection")


def test_nobody_from_another_case_is_seated_as_one_of_the_people(agency):
    mine, stranger = case(agency), person(agency, "Ada Okafor")
    with acting(agency.actor("noor")) as noor, pytest.raises(Refused, match="not in the case"):
        prepare_meeting(
            case_id=mine.id,
            about=MeetingAbout.SELECTION,
            held_on=today(mine.zone),
            agenda="Who takes part",
            invited=[Invited("Ada Okafor", person_id=stranger.id)],
            by=noor,
        )
