"""The one call that writes ledger, trail and duties."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError

from tsunagu.audit.models import Entry
from tsunagu.cases.commands.duties import FIELDS, work_out
from tsunagu.cases.commands.open_case import open_case, set_model
from tsunagu.cases.commands.record import Happening, correct_fact, locked, record, retract_fact
from tsunagu.cases.events import ContactMade, JurisdictionSet, MonitoringRecorded
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.kinds import kind
from tsunagu.people.tests.factories import make_person

# A later room records these; the registry knows them, so this room need not.
ReferralDecided, ReferralReceived = kind("referral.decided").event, kind("referral.received").event

pytestmark = [pytest.mark.django_db, pytest.mark.data]
AT_HOME = ContactMade(mode="in_person", with_="person", place="home")


@pytest.fixture
def case(agency):
    with acting(agency.actor("imani")) as by:
        return open_case(
            by=by,
            programme="us_hospital_discharge",
            model="intensive",
            persons=[make_person(by)],
            first=[ReferralReceived("hospital")],
        )


def duty(case, clock):
    return Duty.objects.get(case=case, clock=clock)


def test_a_received_referral_owes_its_referrer_an_answer_within_a_business_day(case):
    owed = duty(case, "agency/defaults.acknowledge")
    assert owed.outcome == "open"
    assert owed.owner_id == case.intake_id
    assert owed.because[0][0] == "agency/defaults.acknowledge"


def test_a_fact_meets_its_duty_in_the_same_transaction(case, agency):
    with acting(agency.actor("imani")) as by:
        record(locked(case.id), Happening(ReferralDecided("accept")), by=by)
    assert duty(case, "agency/defaults.screen").outcome == "met"
    assert duty(case, "model/intensive.first_contact").outcome == "open"


def test_the_trail_names_who_and_what(case, agency):
    entry = Entry.objects.get(case_id=case.id, verb="open_case")
    assert entry.actor_name == "Imani Castellanos"
    assert entry.data["number"] == case.number


def test_a_case_that_moves_counts_by_the_holidays_of_the_new_place_at_once(agency):
    """R-015. 26 November 2026 is Thanksgiving in the United States and a working Thursday in Japan."""
    with frozen(datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("America/New_York"))), acting(agency.actor("imani")) as by:
        case = open_case(
            by=by, programme="us_hospital_discharge", persons=[make_person(by)], first=[ReferralReceived("hospital")]
        )
        at_home = duty(case, "agency/defaults.acknowledge").due_at
        record(locked(case.id), Happening(JurisdictionSet("jp")), by=by)
        abroad = duty(case, "agency/defaults.acknowledge").due_at
    assert [moment.astimezone(ZoneInfo(case.zone)).date().day for moment in (at_home, abroad)] == [27, 26]


def test_rows_that_do_not_change_are_not_touched(case, agency, django_assert_num_queries):
    before = {d.id: [getattr(d, f) for f in FIELDS] for d in Duty.objects.filter(case=case)}
    with django_assert_num_queries(2):  # stored duties, the case; the facts were read when they were recorded
        work_out(case)
    assert {d.id: [getattr(d, f) for f in FIELDS] for d in Duty.objects.filter(case=case)} == before


def test_nothing_can_have_happened_in_the_future(case, agency):
    with acting(agency.actor("imani")) as by, pytest.raises(Refused) as refusal:
        record(locked(case.id), Happening(MonitoringRecorded(), now() + timedelta(hours=1)), by=by)
    assert refusal.value.field == "at"


def test_a_fact_that_starts_hour_clocks_needs_its_time(case, agency):
    with acting(agency.actor("imani")) as by, pytest.raises(Refused):
        record(locked(case.id), Happening(AT_HOME, now().date()), by=by)


def test_facts_are_never_edited_not_even_by_us(case):
    with pytest.raises(ProgrammingError, match="permission denied"):
        Fact.objects.filter(case=case).update(kind="case.closed")


def test_a_correction_speaks_in_the_old_ones_place(case, agency):
    with acting(agency.actor("imani")) as by:
        (wrong,) = record(locked(case.id), Happening(ReferralDecided("decline")), by=by)
        assert not Duty.objects.filter(case=case, clock="model/intensive.first_contact").exists()
        right = correct_fact(wrong, ReferralDecided("accept"), by=by)
    assert right.corrects == wrong
    assert duty(case, "model/intensive.first_contact").occurrence == str(wrong.id)


def test_what_is_withdrawn_never_was(case, agency):
    with acting(agency.actor("imani")) as by:
        (fact,) = record(locked(case.id), Happening(ReferralDecided("accept")), by=by)
        retract_fact(fact, reason="Written in the wrong chart", by=by)
    assert duty(case, "agency/defaults.screen").outcome == "open"
    assert Fact.objects.filter(id=fact.id).exists(), "both stay readable"


def test_withdrawing_needs_a_reason(case, agency):
    fact = case.facts.first()
    with acting(agency.actor("imani")) as by, pytest.raises(Refused):
        retract_fact(fact, reason=" ", by=by)


def test_a_change_of_model_moves_the_clocks_from_its_day(agency):
    """R-032."""
    with acting(agency.actor("ruth")) as by:
        with frozen(now() - timedelta(days=20)):
            case = open_case(
                by=by,
                programme="mental_health",
                model="intensive",
                persons=[make_person(by)],
                first=[ReferralReceived("self")],
            )
            record(locked(case.id), Happening(ReferralDecided("accept")), by=by)
        set_model(case.id, "brokerage", reason="Stable; wants fewer visits", by=by)
    assert duty(case, "model/intensive.contact").outcome == "open", "what was overdue stays so"
    assert duty(case, "model/brokerage.contact").anchor_at > now() - timedelta(days=2)
    case.refresh_from_db()
    assert case.model == "brokerage"


def test_a_model_is_changed_only_with_a_reason(case, agency):
    with acting(agency.actor("imani")) as by, pytest.raises(Refused) as refusal:
        set_model(case.id, "brokerage", reason="", by=by)
    assert refusal.value.field == "reason"


def test_a_director_does_not_work_on_cases(case, agency):
    with acting(agency.actor("dale")) as by, pytest.raises(Forbidden):
        set_model(case.id, "brokerage", reason="Costs", by=by)


def test_another_organisation_sees_neither_case_nor_ledger_nor_duties(case, elsewhere):
    with acting(elsewhere.actor("noor")):
        assert not Case.objects.exists()
        assert not Fact.objects.exists()
        assert not Duty.objects.exists()


def test_case_numbers_count_up_within_the_year(case, agency):
    with acting(agency.actor("imani")) as by:
        second = open_case(by=by, programme="mental_health", first=[ReferralReceived("self")])
    assert int(second.number[5:]) == int(case.number[5:]) + 1
