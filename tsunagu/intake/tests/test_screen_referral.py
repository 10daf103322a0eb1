"""Five blocks, and eligibility apart from need."""

import pytest

from tsunagu.cases.models import Fact
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.intake.choices import Result
from tsunagu.intake.commands import determine_eligibility, screen_referral
from tsunagu.intake.models import Eligibility, Screening
from tsunagu.intake.models.screening import BLOCKS
from tsunagu.intake.queries import latest_eligibility
from tsunagu.intake.tests.factories import refer, screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def imani(agency):
    by = agency.actor("imani")
    with acting(by):
        yield by


def test_a_screening_has_its_five_blocks(imani):
    """R-017."""
    referral = refer(imani)
    screen(referral, imani)
    assert Fact.objects.filter(case=referral.case, kind="referral.screened").count() == 1


@pytest.mark.parametrize("block", BLOCKS)
def test_no_block_is_left_out(imani, block):
    """R-017."""
    blocks = dict.fromkeys(BLOCKS, "Known") | {block: " "}
    with pytest.raises(Refused) as refused:
        screen_referral(refer(imani).case_id, **blocks, by=imani)
    assert refused.value.field == block
    assert not Screening.objects.exists()


def test_a_screening_is_written_again_when_more_is_known(imani):
    referral = refer(imani)
    screen(referral, imani)
    blocks = dict.fromkeys(BLOCKS, "More is known")
    assert screen_referral(referral.case_id, **blocks, by=imani).history == "More is known"
    assert Screening.objects.count() == 1


def test_eligibility_is_kept_with_its_rule_and_evidence(imani):
    """R-037."""
    referral = refer(imani)
    determine_eligibility(referral.case_id, result=Result.PENDING, rule="Residence in the county", by=imani)
    determine_eligibility(
        referral.case_id, result=Result.ELIGIBLE, rule="Residence in the county", evidence="Lease of 2025", by=imani
    )
    assert latest_eligibility(referral).evidence == "Lease of 2025"
    assert Eligibility.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"result": Result.ELIGIBLE, "rule": ""}, "rule"),
        ({"result": Result.ELIGIBLE, "rule": "Age"}, "evidence"),
        ({"result": Result.NOT_ELIGIBLE, "rule": "Age"}, "reasons"),
        ({"result": Result.NOT_ELIGIBLE, "rule": "Age", "reasons": "Is 17"}, "alternatives"),
    ],
)
def test_who_is_not_eligible_gets_the_reasons_and_what_else_there_is(imani, given, field):
    """R-037."""
    with pytest.raises(Refused) as refused:
        determine_eligibility(refer(imani).case_id, **given, by=imani)
    assert refused.value.field == field


def test_a_director_does_not_screen(agency, imani):
    referral, dale = refer(imani), agency.actor("dale")
    with acting(dale), pytest.raises(Forbidden):
        screen(referral, dale)
