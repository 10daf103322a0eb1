"""A referral arrives, perhaps before anybody knows who it is about."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Case, Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.core.ids import uuid7
from tsunagu.intake.choices import ReferrerKind, Status, Urgency
from tsunagu.intake.commands import About, Referrer, amend_referral
from tsunagu.intake.models import Referral
from tsunagu.intake.tests.factories import HANA, refer
from tsunagu.notices.choices import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def imani(agency):
    by = agency.actor("imani")
    with acting(by):
        yield by


def test_a_case_begins_when_the_referral_is_received(imani):
    earlier = now() - timedelta(hours=2)
    referral = refer(imani, urgency=Urgency.URGENT, received_at=earlier)
    fact = Fact.objects.get(case=referral.case, kind="referral.received")
    assert fact.occurred_at == earlier
    assert fact.data == {"source": "hospital", "urgent": True}
    assert referral.case.stage == "identify"
    assert referral.case.accepted_at is None
    assert referral.status is Status.RECEIVED


def test_nobody_needs_to_be_named_yet(imani):
    referral = refer(imani, about=About())
    assert referral.said_name == ""
    assert referral.case.said_name == ""


def test_names_are_kept_in_every_script_as_they_were_said(imani):
    referral = refer(imani, about=About(names=HANA))
    assert [name.whole for name in referral.names] == ["渡辺 華", "ワタナベ ハナ"]


def test_a_device_that_sends_twice_makes_one_referral(imani):
    given = uuid7()
    assert refer(imani, id=given) == refer(imani, id=given)
    assert Case.objects.count() == 1


def test_a_resident_number_in_what_was_said_is_not_kept(imani):
    """Personal Information Protection Act, article 24-2 (Korea)."""
    referral = refer(imani, reason="주민번호 480521-2345678, 혼자 지냅니다.")
    assert "2345678" not in referral.reason
    assert "480521-*******" in referral.reason


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"referrer": Referrer(ReferrerKind.AGENCY, reply_channel=Channel.MAIL)}, "reply_address"),
        ({"received_at": now() + timedelta(days=2)}, "received_at"),
    ],
)
def test_what_is_missing_is_said_at_its_field(imani, fields, field):
    with pytest.raises(Refused) as refused:
        refer(imani, **fields)
    assert refused.value.field == field


def test_a_director_takes_in_no_referrals(agency):
    dale = agency.actor("dale")
    with acting(dale), pytest.raises(Forbidden):
        refer(dale)


@pytest.mark.data
def test_another_organisation_does_not_see_it(imani, elsewhere):
    refer(imani)
    with acting(elsewhere.actor("imani")):
        assert not Referral.objects.exists()


def test_more_can_be_written_of_what_was_said(imani):
    referral = refer(imani, about=About())
    amend_referral(referral.case_id, about=About(names=HANA, town="桜台"), by=imani)
    referral = Referral.objects.get(id=referral.id)
    assert referral.said_name == "渡辺 華"
    assert referral.case.said_name == "渡辺 華"
