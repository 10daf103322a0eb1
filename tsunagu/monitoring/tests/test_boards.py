"""Who stands where on the boards, how many queries that costs, and by which index the duties are found."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.events import AssessmentCompleted
from tsunagu.cases.choices import ConsentPurpose, ExceptionReason, MeetingAbout, Mode
from tsunagu.cases.commands.log_contact import NextContact
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.record_exception import record_exception
from tsunagu.cases.events import ConsentGiven, MonitoringRecorded, StayEnded
from tsunagu.cases.models import Consent, Meeting
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.kinds import kind
from tsunagu.monitoring.queries.boards import (
    KR_LADDER,
    PREVENTIVE,
    US_BUNDLE,
    Scope,
    ladder_board,
    left_in_month,
    month_board,
    owed_in,
    rows_on,
    standing_on,
)
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.tests.factories import book

pytestmark = pytest.mark.django_db
TOKYO, SEOUL = ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Seoul")
NOVEMBER = datetime(2026, 11, 1, tzinfo=TOKYO).date()


def tokyo(month, day, hour=11):
    return datetime(2026, month, day, hour, tzinfo=TOKYO)


@pytest.fixture
def at_work(mizunara):
    with frozen(tokyo(11, 24)), acting(mizunara.actor("morishita")) as by:
        yield by


def served(mizunara, name="勅使河原 千代", programme="jp_home_care", worker="morishita"):
    """Somebody of 要介護 (or of 要支援) who has received services since September."""
    person = cases.person(mizunara, name, name_lang="ja")
    case = cases.case(mizunara, person, worker=worker, programme=programme, model="", at=tokyo(9, 1))
    with frozen(tokyo(9, 3)), acting(mizunara.actor(worker)) as by:
        record(locked(case.id), Happening(kind("service.started").event(), None, [person.id], case.id), by=by)
    return case


def visited(case, by, month=11, day=10, monitoring=True, **more):
    """A visit at home; its monitoring without a plan's lines is recorded beside it."""
    with frozen(tokyo(month, day, 15)):
        contact = cases.visit(case, by, at=tokyo(month, day), **more)
        if monitoring:
            record(locked(case.id), Happening(MonitoringRecorded(), None, contact.persons, contact.id), by=by)
    return contact


def state(board, case):
    (standing,) = [one for one in board.standings if one.case_id == case.id]
    return standing


def test_done_is_who_had_visit_and_record_in_the_calendar_month(mizunara, at_work):
    """T14."""
    none, half, done, agreed, excused, busy = (served(mizunara, f"人{n}") for n in range(6))
    visited(half, at_work, monitoring=False)
    visited(done, at_work)
    with frozen(tokyo(11, 12, 15)):
        next_time = NextContact(tokyo(11, 27).date(), "居宅訪問")
        cases.visit(agreed, at_work, at=tokyo(11, 12), mode=Mode.PHONE, place="", next_contact=next_time)
        for case, reason in ((excused, "person_in_hospital"), (busy, "worker_unavailable")):
            persons = list(case.members.values_list("person_id", flat=True))
            words = {"reason": ExceptionReason(reason), "circumstances": "入院", "persons": persons}
            record_exception(case_id=case.id, on=tokyo(11, 12).date(), by=at_work, **words)
    board = month_board(at_work, NOVEMBER)
    assert [state(board, case).state for case in (none, half, done, agreed, excused, busy)] == [
        "none",
        "half",
        "met",
        "arranged",
        "excused",
        "none",
    ]
    assert state(board, busy).reason == "worker_unavailable", (
        "T16: the worker's own reason is shown and does not excuse"
    )
    assert (board.total, board.left) == (6, 4) == (6, left_in_month(at_work, NOVEMBER))
    october = month_board(at_work, tokyo(10, 1).date())
    assert {one.state for one in october.standings} <= {"none", "arranged"}


def test_a_booked_visit_is_an_agreed_day_until_it_is_called_off(mizunara, at_work):
    """T14: a visit at home or by video that is booked ahead for this person; not a court date, a clinic, or last week."""
    booked, clinic, past, gone = (served(mizunara, f"人{n}") for n in range(4))
    visits = {"worker": "morishita", "title": "自宅訪問", "start": tokyo(11, 27)}
    book(mizunara, booked, by=at_work, **visits)
    book(mizunara, clinic, by=at_work, **{**visits, "worker": "", "place": "hospital"})
    with frozen(tokyo(11, 17)):
        book(mizunara, past, by=at_work, **{**visits, "start": tokyo(11, 18)})
        off = book(mizunara, gone, by=at_work, **{**visits, "worker": "utsumi"})
        cancel_appointment(off.id, cancelled_by="family", reason="入院", by=at_work)
    board = month_board(at_work, NOVEMBER)
    assert [state(board, case).state for case in (booked, clinic, past, gone)] == ["arranged", "none", "none", "none"]
    assert state(board, booked).planned_on == tokyo(11, 27).date()
    with frozen(tokyo(11, 24)):
        cases.visit(
            booked,
            at_work,
            at=tokyo(11, 24, 9),
            mode=Mode.PHONE,
            place="",
            next_contact=NextContact(tokyo(11, 25).date(), "電話"),
        )
    assert state(month_board(at_work, NOVEMBER), booked).planned_on == tokyo(11, 25).date(), "the earlier of the two"
    with frozen(tokyo(11, 26)):
        board = month_board(at_work, NOVEMBER)
        assert state(board, booked).planned_on == tokyo(11, 27).date(), (
            "a promised day that has passed is no agreed day"
        )


def test_preventive_care_stands_on_the_board_of_the_month_that_ends_its_three(mizunara, at_work):
    """T17: services since September, so September to November is one window; a visit in any month of it is the visit."""
    seen, unseen = served(mizunara, "人1", "jp_preventive"), served(mizunara, "人2", "jp_preventive")
    visited(seen, at_work, 10, 8, monitoring=False)
    board = month_board(at_work, NOVEMBER)
    assert [(state(board, case).clock, state(board, case).state) for case in (seen, unseen)] == [
        (PREVENTIVE, "met"),
        (PREVENTIVE, "none"),
    ]
    for month in (9, 10, 12):
        assert not month_board(at_work, tokyo(month, 1).date()).standings


def test_a_video_call_shows_which_condition_it_lacks_and_counts_when_none_is_left(mizunara, at_work):
    """T15."""
    case = served(mizunara)
    person = case.members.first().person_id
    visited(case, at_work, 10, 8)
    call = {"mode": Mode.VIDEO, "place": ""}
    visited(case, at_work, 11, 10, **call)
    standing = state(month_board(at_work, NOVEMBER), case)
    assert (standing.state, standing.by_video) == ("recorded_only", True)
    assert standing.lacks == ("consent", "stable", "can_express", "others_inform")
    consented(case, person, at_work)
    meeting(case, at_work)
    assert state(month_board(at_work, NOVEMBER), case).lacks == ()


def consented(case, person, by):
    with frozen(tokyo(10, 20)):
        Consent.objects.create(
            organisation_id=case.organisation_id,
            case=case,
            person_id=person,
            purpose=ConsentPurpose.VIDEO_MONITORING,
            scope="テレビ電話によるモニタリング",
            how="signature",
            given_on=tokyo(10, 20).date(),
            by_id=by.id,
            by_name=by.name,
        )
        record(locked(case.id), Happening(ConsentGiven("video_monitoring", None, "signature"), None, [person]), by=by)


def meeting(case, by):
    with frozen(tokyo(10, 21)):
        Meeting.objects.create(
            organisation_id=case.organisation_id,
            case=case,
            about=MeetingAbout.VIDEO_MONITORING,
            held_on=tokyo(10, 21).date(),
            conclusion="合意",
            stable=True,
            can_express=True,
            others_inform=True,
            prepared_by_id=by.id,
            prepared_by_name=by.name,
            recorded_at=tokyo(10, 21),
        )


def test_a_worker_sees_their_own_a_supervisor_the_team_and_others_nothing(mizunara, at_work, elsewhere):
    """T14."""
    mine, other = served(mizunara, "人1"), served(mizunara, "人2", worker="utsumi")
    assert {one.case_id for one in month_board(at_work, NOVEMBER).standings} == {mine.id}
    with acting(mizunara.actor("utsumi")) as by:
        board = month_board(by, NOVEMBER)
        assert {one.case_id for one in board.standings} == {mine.id, other.id}
        worker = mizunara.members["morishita"].user_id
        assert {one.case_id for one in month_board(by, NOVEMBER, Scope(worker_id=worker)).standings} == {mine.id}
        assert month_board(by, NOVEMBER, Scope(team_id=mizunara.team.id)).total == 2
    with acting(elsewhere.actor("ruth")) as by:
        assert not month_board(by, NOVEMBER).standings


def test_a_month_board_asks_the_same_with_two_and_with_twenty(mizunara, at_work):
    client = Client()
    client.post("/sign-in/", {"login": "morishita", "password": PASSWORD, "next": "/"})
    url = reverse("monitoring:month")

    def asked():
        with CaptureQueriesContext(connection) as ran:
            assert client.get(url).status_code == 200
        return len(ran)

    served(mizunara, "人1")
    visited(served(mizunara, "人2"), at_work)
    asked()
    few = asked()
    for n in range(8):
        served(mizunara, f"三{n}")
        visited(served(mizunara, f"四{n}"), at_work, monitoring=n % 2 == 0)
    assert asked() == few
    assert few <= 25


def test_korean_steps_each_count_from_the_one_before(hanbit):
    """T07, T08, T09."""
    start = datetime(2026, 11, 2, 10, tzinfo=SEOUL)
    case = cases.case(
        hanbit,
        cases.person(hanbit, "서여울", name_lang="ko"),
        worker="han",
        programme="kr_integrated",
        model="",
        at=start,
    )
    with acting(hanbit.actor("han")) as by, frozen(start + timedelta(days=3)):
        (climb,) = ladder_board(by, KR_LADDER)
        assert climb.began_on == start.date()
        assert climb.next.due_on == (start + timedelta(days=10)).date()
        assert climb.rungs["in_all"].due_on == (start + timedelta(days=30)).date()
        event = AssessmentCompleted("kr_needs_crisis", place="home", mode="in_person")
        persons = list(case.members.values_list("person_id", flat=True))
        record(locked(case.id), Happening(event, None, persons), by=by)
        (climb,) = ladder_board(by, KR_LADDER)
        assert climb.rungs["survey"].state == "met"
        assert climb.next is climb.rungs["selection"]
        assert climb.next.due_on == (start + timedelta(days=8)).date()
    with acting(hanbit.actor("han")) as by, frozen(start + timedelta(days=12)):
        (climb,) = ladder_board(by, KR_LADDER)
        assert climb.next.over


def test_after_discharge_a_conversation_is_owed_in_two_business_days(agency):
    """T23, T24, R-099."""
    new_york = ZoneInfo("America/New_York")
    home = datetime(2026, 11, 25, 10, tzinfo=new_york)  # the day before Thanksgiving
    case = cases.case(agency, programme="us_hospital_discharge", model="", at=home - timedelta(days=5))
    persons = list(case.members.values_list("person_id", flat=True))
    with acting(agency.actor("noor")) as by, frozen(home + timedelta(hours=2)):
        record(locked(case.id), Happening(StayEnded("hospital", "high"), home, persons, case.id), by=by)
        (climb,) = ladder_board(by, US_BUNDLE)
        days = {name: rung.due_on.isoformat() for name, rung in climb.rungs.items()}
        assert days["contact"] == "2026-11-30"
        assert days["visit"] == days["medicines"] == "2026-12-02"
    with acting(agency.actor("noor")) as by, frozen(home + timedelta(days=1)):
        cases.visit(case, by, mode=Mode.PHONE, place="")
        (climb,) = ladder_board(by, US_BUNDLE)
        assert climb.rungs["contact"].state == "met"


FILL = """
insert into cases_duty (id, organisation_id, case_id, owner_id, team_id, clock, topic, occurrence, anchor_at, opens_at, warn_at, due_at,
                        lead_from, outcome, paused, urgent, legal, because, weight)
select gen_random_uuid(), %(organisation)s, %(case)s, %(owner)s, %(team)s,
       case when n %% 40 = 0 then 'programme/jp-home-care.monthly_visit' else 'clock.' || n %% 39 end, 'contact', 'x', d, d, d,
       d + interval '20 days', d, 'open', false, false, true, '[]', 10
  from (select n, timestamptz '2026-01-01' + (n %% 360) * interval '1 day' as d from generate_series(1, 100000) n) rows
"""


@pytest.mark.data
def test_among_a_hundred_thousand_duties_a_board_reads_its_own_by_index(mizunara, at_work):
    """Under row-level security, for one worker and for the whole organisation."""
    case = served(mizunara)
    with connection.cursor() as cursor:
        names = {"case": case.id, "owner": at_work.id, "team": mizunara.team.id}
        cursor.execute(FILL, {"organisation": mizunara.organisation.id, **names})
        cursor.execute("analyze cases_duty")
    for who in ("morishita", "utsumi"):
        with acting(mizunara.actor(who)) as by:
            plan = owed_in(by, NOVEMBER, Scope()).values_list("case_id").explain(analyze=True, buffers=True)
            assert "Seq Scan on cases_duty" not in plan, plan
            assert "cases_duty_" in plan, plan


LADDERS = {
    "kr": (KR_LADDER, datetime(2026, 11, 2, 10, tzinfo=SEOUL)),
    "us": (US_BUNDLE, datetime(2026, 11, 2, 10, tzinfo=SEOUL)),
}


@pytest.mark.data
@pytest.mark.parametrize("name", LADDERS)
def test_among_a_hundred_thousand_duties_the_steps_of_a_board_are_read_by_index(mizunara, at_work, name):
    """The Korean steps and the American days after discharge: for one worker, and for all that may be listed."""
    ladder, _start = LADDERS[name]
    case = served(mizunara)
    fill = FILL.replace("programme/jp-home-care.monthly_visit", ladder.clocks[0])
    with connection.cursor() as cursor:
        names = {"case": case.id, "owner": at_work.id, "team": mizunara.team.id}
        cursor.execute(fill, {"organisation": mizunara.organisation.id, **names})
        cursor.execute("analyze cases_duty")
    for who in ("morishita", "utsumi"):
        with acting(mizunara.actor(who)) as by:
            for rows in (standing_on(by, ladder), rows_on(by, ladder)):
                plan = rows.explain(analyze=True, buffers=True)
                assert "Seq Scan on cases_duty" not in plan, plan
                assert "cases_duty_" in plan, plan
