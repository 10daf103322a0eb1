"""Whom is the referral about? Compared first; nobody is registered twice."""

import pytest

from tsunagu.cases.models import Case, Duty, Fact, Member, Stay
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.intake.choices import Decision, Status
from tsunagu.intake.commands import (
    About,
    decide_referral,
    identify_person,
    join_case,
    register_referred_person,
)
from tsunagu.intake.queries import who_it_may_be
from tsunagu.intake.tests.factories import HANA, inpatient, person, refer, screen
from tsunagu.notices.models import Notice
from tsunagu.people.commands import AlreadyHere

pytestmark = pytest.mark.django_db


@pytest.fixture
def imani(agency):
    by = agency.actor("imani")
    with acting(by):
        yield by


def test_those_alike_are_shown_with_their_cases(imani):
    river = person(imani)
    first = refer(imani)
    identify_person(first.case_id, river, by=imani)
    (known,) = who_it_may_be(refer(imani), by=imani)
    assert known.person == river
    assert known.open_cases == [first.case]


def test_nobody_is_compared_when_no_name_was_said(imani):
    assert who_it_may_be(refer(imani, about=About()), by=imani) == []


def test_this_person_joins_the_new_case_from_its_first_day(imani):
    river, referral = person(imani), refer(imani)
    identify_person(referral.case_id, river, by=imani)
    member = Member.objects.get(case=referral.case)
    assert member.person == river
    assert member.joined_at == referral.case.opened_at


def test_a_person_taken_for_somebody_else_leaves_the_case(imani):
    river, hana, referral = person(imani), person(imani, HANA, None), refer(imani)
    identify_person(referral.case_id, hana, by=imani)
    identify_person(referral.case_id, river, by=imani)
    assert Member.objects.get(case=referral.case, left_at=None).person == river
    assert Fact.objects.filter(case=referral.case, kind="person.left").count() == 1


def test_somebody_else_is_registered_only_with_the_reason(imani):
    river, referral = person(imani), refer(imani)
    with pytest.raises(AlreadyHere):
        register_referred_person(referral.case_id, by=imani)
    with pytest.raises(Refused) as refused:
        register_referred_person(referral.case_id, not_same_as=[river.id], by=imani)
    assert refused.value.field == "not_same_reason"
    found = register_referred_person(
        referral.case_id, not_same_as=[river.id], reason="A cousin of the same name, met both", by=imani
    )
    assert found.person != river
    assert found.not_these_because.startswith("A cousin")


def test_a_person_without_a_name_is_not_registered(imani):
    with pytest.raises(Refused):
        register_referred_person(refer(imani, about=About()).case_id, by=imani)


def test_an_inpatients_stay_begins(imani):
    """A referral from a hospital bed says where the person is."""
    referral = refer(imani, where=inpatient())
    identify_person(referral.case_id, person(imani), by=imani)
    stay = Stay.objects.get(case=referral.case)
    assert (stay.setting, stay.room, stay.started_at) == ("hospital", "12", referral.received_at)


def test_a_further_referral_goes_to_the_case_they_have(imani):
    first = refer(imani)
    identify_person(first.case_id, person(imani), by=imani)
    second = refer(imani)
    joined = join_case(second.case_id, first.case_id, by=imani)
    assert joined.status is Status.JOINED
    assert Case.objects.get(id=second.case_id).close_reason == "duplicate"
    assert not Duty.objects.filter(case=second.case, clock__startswith="agency/", outcome="open").exists()
    assert Notice.objects.get(case_id=second.case_id).template == "intake/notices/received"
    assert Fact.objects.filter(case=first.case, kind="referral.joined", ref=second.id).exists()


def test_a_closed_case_is_reopened_for_it_by_whoever_may(agency, imani):
    first = refer(imani)
    identify_person(first.case_id, person(imani), by=imani)
    decide_referral(first.case_id, Decision.DECLINE, reason="Moved away", by=imani)
    second = refer(imani)
    with pytest.raises(Forbidden):
        join_case(second.case_id, first.case_id, by=imani)
    ruth = agency.actor("ruth")
    with acting(ruth):
        join_case(second.case_id, first.case_id, by=ruth)
    assert Case.objects.get(id=first.case_id).is_open


def test_who_it_is_cannot_change_after_the_decision(imani):
    referral, river = refer(imani), person(imani)
    identify_person(referral.case_id, river, by=imani)
    screen(referral, imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    with pytest.raises(Refused):
        identify_person(referral.case_id, person(imani, HANA, None), by=imani)
