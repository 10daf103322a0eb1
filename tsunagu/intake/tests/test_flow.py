"""From the call that comes in to the person being somebody's client."""

import pytest

from tsunagu.cases.models import Duty, Fact, Stay
from tsunagu.core.actor import acting
from tsunagu.intake.choices import Decision, Result
from tsunagu.intake.commands import (
    acknowledge_referral,
    decide_referral,
    determine_eligibility,
    register_referred_person,
)
from tsunagu.intake.tests.factories import inpatient, refer, screen

pytestmark = pytest.mark.django_db


def kinds(case):
    return list(Fact.objects.filter(case=case).order_by("id").values_list("kind", flat=True))


def test_a_referral_is_received_identified_screened_and_accepted(agency):
    """R-017, R-037, T01, T02."""
    imani = agency.actor("imani")
    with acting(imani):
        referral = refer(imani, where=inpatient())
        case = referral.case
        assert case.said_name == "River Aldana-Whitfield"
        topics = set(Duty.objects.filter(case=case, outcome="open").values_list("clock", flat=True))
        assert {"agency/defaults.acknowledge", "agency/defaults.screen"} <= topics

        acknowledge_referral(case.id, by=imani)
        register_referred_person(case.id, by=imani)
        assert Stay.objects.get(case=case).room == "12"
        screen(referral, imani)
        determine_eligibility(case.id, result=Result.ELIGIBLE, rule="Lives in the county", evidence="Lease", by=imani)
        decide_referral(case.id, Decision.ACCEPT, by=imani)

        case.refresh_from_db()
        assert case.accepted_at
        assert case.stage == "assess"
        assert not Duty.objects.filter(case=case, clock="agency/defaults.screen", outcome="open").exists()
        assert not Duty.objects.filter(case=case, clock="agency/defaults.tell_referrer", outcome="open").exists()
    assert kinds(case).count("referrer.notified") == 2
