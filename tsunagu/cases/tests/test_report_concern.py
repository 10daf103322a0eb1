"""The locked report of a concern: R-074 and what the law of each place asks."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError, connection
from django.http import Http404

from tests.cast import make_agency
from tsunagu.audit.models import Entry, History, Look
from tsunagu.cases.commands.report_concern import (
    Account,
    close_concern,
    decide_not_to_report,
    missing_to_close,
    record_report,
    report_concern,
)
from tsunagu.cases.models import Concern, ConcernDuty, ConcernFact, Duty, Fact
from tsunagu.cases.panels import concern_due_rows
from tsunagu.cases.queries import concerns_for, get_concern, open_concern_exists
from tsunagu.cases.tests import factories
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.data]
SEEN = Account(
    about="Boy of nine, next door to a client", seen="Both wrists bruised, the marks of a cord", said="“Don’t tell.”"
)
REASONS = "The marks come from the bandage put on yesterday at the clinic; I saw the note myself."


def reported(by, **more):
    return report_concern(
        **{
            "by": by,
            "jurisdiction": "us_ca",
            "groups": ["child"],
            "types": ["physical"],
            "aware_at": now() - timedelta(minutes=20),
            "account": SEEN,
            **more,
        }
    )


def called(concern, by, **more):
    said = {
        "form": "oral",
        "at": now(),
        "to": "County child protection",
        "receiver": "Badge 4471",
        "reference": "CP-88123",
    }
    return record_report(concern.id, by=by, **{**said, **more})


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


# -- clocks -------------------------------------------------------------------------------------------------------------------


def test_the_written_report_is_due_36_elapsed_hours_after_becoming_aware(noor):
    """R-074: California, across the change to daylight saving time (practice norms 2.10)."""
    california = ZoneInfo("America/Los_Angeles")
    with frozen(datetime(2026, 3, 8, 9, tzinfo=california)):
        concern = reported(noor, aware_at=datetime(2026, 3, 7, 22, tzinfo=california))
    written = ConcernDuty.objects.get(concern=concern, clock="law/us-ca.child_written")
    assert written.due_at.astimezone(california) == datetime(2026, 3, 9, 11, tzinfo=california)
    assert ConcernDuty.objects.get(concern=concern, clock="law/us-ca.child_oral").due_at == concern.aware_at


@pytest.mark.parametrize(
    ("jurisdiction", "groups", "serious", "clocks"),
    [
        ("us_ca", ["elder"], False, {"law/us-ca.elder_oral", "law/us-ca.elder_written"}),
        ("us", ["facility_resident"], True, {"law/us.facility_report", "law/us.facility_report_serious"}),
        ("jp", ["elder"], False, {"law/jp.abuse_report"}),
        ("kr", ["child"], False, {"law/kr.abuse_report"}),
        ("us_ca", ["elder", "facility_resident"], False, {"law/us-ca.elder_oral", "law/us-ca.elder_written", "law/us.facility_report"}),
    ],
)  # fmt: skip
def test_each_law_starts_its_own_clocks(noor, jurisdiction, groups, serious, clocks):
    """R-074: jurisdiction and population are asked; more than one law may apply."""
    concern = reported(noor, jurisdiction=jurisdiction, groups=groups, serious=serious)
    found = set(ConcernDuty.objects.filter(concern=concern).values_list("clock", flat=True))
    assert found == {*clocks, "safety.concern_reported"}


def test_awareness_cannot_lie_in_the_future(noor):
    """R-074: the awareness time is asked, never assumed."""
    with pytest.raises(Refused) as refusal:
        reported(noor, aware_at=now() + timedelta(minutes=5))
    assert refusal.value.field == "aware_at"


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("jurisdiction", {"jurisdiction": "atlantis"}),
        ("groups", {"groups": []}),
        ("types", {"types": []}),
        ("about", {"account": Account(about="", seen="Bruises")}),
        ("seen", {"account": Account(about="A boy", seen="")}),
    ],
)
def test_a_report_says_whose_law_whom_and_what(noor, field, more):
    with pytest.raises(Refused) as refusal:
        reported(noor, **more)
    assert refusal.value.field == field


def test_a_letter_sent_twice_is_one_report(noor):
    """R-074: a report written without a line is queued with its time, and sending it twice is harmless."""
    key, written = uuid7(), now() - timedelta(hours=3)
    first = reported(noor, id=key, written_at=written)
    assert reported(noor, id=key, written_at=written) == first
    assert Concern.objects.count() == 1
    assert first.written_at == written


# -- confirmation, decision, closing --------------------------------------------------------------------------------------------


def test_it_is_not_closed_without_confirmation_or_decision(noor):
    """R-074: refuses to close without confirmation (who, when, reference number) or a documented decision."""
    concern = reported(noor)
    with pytest.raises(Refused) as refusal:
        close_concern(concern.id, outcome="The authority has it.", by=noor)
    assert refusal.value.missing
    called(concern, noor)
    assert [str(lack.says) for lack in missing_to_close(concern)] == [
        "The written report, or your reasons for not reporting"
    ]
    called(concern, noor, form="written")
    close_concern(concern.id, outcome="The boy is with his aunt.", by=noor)
    assert not open_concern_exists(concern.id)


@pytest.mark.parametrize("field", ["to", "receiver", "reference"])
def test_a_confirmation_names_who_when_and_the_number(noor, field):
    concern = reported(noor)
    with pytest.raises(Refused) as refusal:
        called(concern, noor, **{field: ""})
    assert refusal.value.field == field


def test_an_authority_may_give_no_number(noor):
    fact = called(reported(noor, jurisdiction="jp"), noor, reference="", no_reference=True)
    assert fact.words["receiver"] == "Badge 4471"


def test_it_is_reported_after_becoming_aware_and_not_in_the_future(noor):
    concern = reported(noor)
    for at in (concern.aware_at - timedelta(hours=1), now() + timedelta(hours=1)):
        with pytest.raises(Refused) as refusal:
            called(concern, noor, at=at)
        assert refusal.value.field == "at"


def test_the_call_meets_the_oral_clock_only(noor):
    concern = reported(noor)
    called(concern, noor)
    outcomes = dict(ConcernDuty.objects.filter(concern=concern).values_list("clock", "outcome"))
    assert outcomes["law/us-ca.child_oral"] == "met"
    assert outcomes["law/us-ca.child_written"] == "open"


def test_only_the_reporter_decides_not_to_report(agency, noor):
    """R-074: a supervisor can be informed but cannot block; the decision is the reporter's own, with reasons."""
    concern = reported(noor)
    with acting(agency.actor("priya")) as officer, pytest.raises(Forbidden):
        decide_not_to_report(concern.id, reason=REASONS, by=officer)
    with acting(agency.actor("noor")) as by:
        with pytest.raises(Refused):
            decide_not_to_report(concern.id, reason="No.", by=by)
        decide_not_to_report(concern.id, reason=REASONS, by=by)
        assert missing_to_close(concern) == []
        assert not ConcernDuty.objects.filter(concern=concern, outcome="open").exists()


def test_a_closed_report_takes_no_more(noor):
    concern = reported(noor)
    decide_not_to_report(concern.id, reason=REASONS, by=noor)
    with pytest.raises(Refused):
        close_concern(concern.id, outcome=" ", by=noor)
    close_concern(concern.id, outcome="Nothing more to do.", by=noor)
    with pytest.raises(Refused):
        called(concern, noor)


# -- the wall -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ruth", "tomas", "dale", "alex", "odile", "imani"])
def test_nobody_but_the_reporter_and_the_officer_sees_a_row(agency, noor, name):
    """R-074, decisions 0.1 no. 4: not the supervisor, not the director, not the auditor."""
    concern = reported(noor)
    with acting(agency.actor(name)) as other:
        for model in (Concern, ConcernFact, ConcernDuty):
            assert not model.objects.exists()
        assert not concerns_for(other).exists()
        with pytest.raises(Http404):
            get_concern(concern.id, other)
        with pytest.raises(Forbidden):
            called(concern, other)
        assert concern_due_rows(other) == []


def test_the_officer_reads_it_and_another_organisation_does_not(agency, noor):
    concern = reported(noor)
    with acting(agency.actor("priya")) as officer:
        assert get_concern(concern.id, officer).words["reporter"]["name"] == "Noor Haddad"
    elsewhere = make_agency("en", suffix="-next-door")
    with acting(elsewhere.actor("priya")) as stranger:
        assert not Concern.objects.exists()
        assert not concerns_for(stranger).exists()


def test_a_copy_of_the_database_does_not_say_who_reported_or_what(agency, noor):
    """R-074, decisions 0.1 no. 4: reporter and narrative are sealed with a key the database never sees."""
    concern = reported(noor)
    called(concern, noor)
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select jsonb_agg(to_jsonb(c)) from cases_concern c), (select jsonb_agg(to_jsonb(f)) from cases_concernfact f),"
            " (select jsonb_agg(to_jsonb(d)) from cases_concernduty d), (select jsonb_agg(to_jsonb(n)) from notices_notice n),"
            " (select jsonb_agg(to_jsonb(e)) from audit_entry e where at >= %s)",
            [concern.made_at],
        )
        stored = json.dumps(cursor.fetchone())
    for telling in (str(noor.id), "Noor", "bruised", "wrists", "4471", "CP-88123"):
        assert telling not in stored


def test_the_trail_and_the_history_do_not_name_the_reporter(agency, noor):
    before = Entry.objects.count()
    concern = reported(noor)
    called(concern, noor)
    acts = Entry.objects.order_by("at")[before:]
    assert {entry.actor_name for entry in acts} <= {"Tsunagu"}
    assert not History.objects.filter(row_id=concern.id).exists()


def test_rows_of_a_report_are_only_added(noor):
    concern = reported(noor)
    with pytest.raises(ProgrammingError, match="permission denied"):
        Concern.objects.filter(id=concern.id).update(serious=True)


def test_nobody_writes_a_report_in_anothers_name(agency, noor):
    concern = reported(noor)
    with acting(agency.actor("tomas")), pytest.raises(ProgrammingError, match="row-level security"):
        Concern.objects.create(
            organisation=agency.organisation,
            reporter=concern.reporter,
            jurisdiction="us_ca",
            zone="UTC",
            groups=["child"],
            types=["physical"],
            aware_at=now(),
            written_at=now(),
            sealed="",
        )


def test_the_ordinary_case_shows_nothing(agency, noor):
    """R-074: outside the normal chart; the timeline, the duties and the trail of the case say nothing."""
    with acting(agency.system):
        case = factories.case(agency)
    facts, entries = Fact.objects.count(), Entry.objects.filter(case_id=case.id).count()
    duties = Duty.objects.count()
    person = case.members.get().person_id
    with acting(agency.actor("noor")) as by:
        reported(by, case_id=case.id, person_id=person)
    assert Fact.objects.count() == facts
    assert Duty.objects.count() == duties
    assert Entry.objects.filter(case_id=case.id).count() == entries
    assert not Look.objects.filter(case_id=case.id).exists()


def test_a_tier_may_ask_whether_a_report_is_open_and_learns_nothing_else(agency, noor):
    person, other = uuid7(), uuid7()
    concern = reported(noor, person_id=person)
    with acting(agency.actor("ruth")):
        assert open_concern_exists(person)
        assert not open_concern_exists(other)
    with acting(make_agency("en", suffix="-next-door").system):
        assert not open_concern_exists(person)
    with acting(agency.actor("noor")) as by:
        decide_not_to_report(concern.id, reason=REASONS, by=by)
        close_concern(concern.id, outcome="Nothing more to do.", by=by)
        assert not open_concern_exists(person)


def test_the_officer_is_told_without_a_name(agency, noor):
    concern = reported(noor)
    (notice,) = Notice.objects.filter(template="cases/notices/concern_made")
    assert notice.to_user == agency.members["priya"].user
    assert concern.code in notice.subject
    assert "Noor" not in notice.subject + notice.body + notice.by_name


# -- my day -------------------------------------------------------------------------------------------------------------------


def test_reporter_and_officer_have_it_in_their_day_by_code_alone(agency, noor):
    """R-074: on lists a code only; the act is one click away."""
    concern = reported(noor, person_id=uuid7())
    rows = concern_due_rows(noor)
    assert [row.who.name for row in rows] == [f"Report {concern.code}"] * 2
    assert "36 hours" in rows[1].why
    assert all(row.legal for row in rows)
    with acting(agency.actor("priya")) as officer:
        assert [row.id for row in concern_due_rows(officer)] == [row.id for row in rows]
