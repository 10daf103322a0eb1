"""An imported Coverage becomes a coverage of the person: once, in its place among the payers, and without a duty."""

from datetime import UTC, date, datetime

import pytest

from tests.cast import agency  # noqa: F401
from tsunagu.cases.models import Duty, Fact
from tsunagu.core.clock import frozen
from tsunagu.coverage.models import Coverage
from tsunagu.fhir.models import ExternalRecord
from tsunagu.fhir.tests.factories import Folder, bundle, patient
from tsunagu.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture(autouse=True)
def today():
    with frozen(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def folder(tmp_path, capsys, agency):  # noqa: F811
    return Folder(tmp_path / "riverside", capsys, agency.organisation.name)


def card(id, payer, **more):
    return {
        "resourceType": "Coverage",
        "id": id,
        "status": "active",
        "beneficiary": {"reference": "Patient/river"},
        "payor": [{"display": payer}],
        "subscriberId": "BSH-4471-0092",
        "period": {"start": "2026-01-01"},
        **more,
    }


def test_cards_land_in_the_order_in_which_their_schemes_pay_and_twice_is_once(folder):
    """R-091."""
    cards = [card("c1", "State Medicaid"), card("c2", "Medicare"), card("c3", "Bluestem", period={"start": "2026"})]
    for _n in range(2):
        folder.write("a.json", bundle(patient(id="river"), *cards)).take()
    river = Person.objects.get()
    assert [(one.payer, one.scheme) for one in Coverage.objects.standing()] == [
        ("Medicare", "us_medicare"),
        ("Bluestem", "other"),
        ("State Medicaid", "us_medicaid"),
    ]
    medicare = Coverage.objects.get(payer="Medicare")
    assert (medicare.person, medicare.starts, medicare.source) == (river, date(2026, 1, 1), "riverside")
    assert Coverage.objects.get(payer="Bluestem").starts is None, "a year alone is no first day"
    assert ExternalRecord.objects.get(external_id="c2").target_id == medicare.id
    assert not Duty.objects.exists()
    assert not Fact.objects.exists()


def test_a_card_that_ran_out_or_was_cancelled_is_kept_as_ended(folder):
    """R-091."""
    over = card("c1", "Medicare", period={"start": "2024-01-01", "end": "2024-12-31"})
    folder.write("a.json", bundle(patient(id="river"), over, card("c2", "Medicaid"))).take()
    assert not Coverage.objects.get(payer="Medicare").holds(date(2026, 11, 21))
    folder.write("a.json", bundle(patient(id="river"), over, card("c2", "Medicaid", status="cancelled"))).take()
    assert Coverage.objects.get(payer="Medicaid").ended_reason == "expired"
