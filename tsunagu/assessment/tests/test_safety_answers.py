"""An answer that cannot wait opens the safety path the moment it is saved, on whatever form it stands."""

from datetime import timedelta

import pytest

from tsunagu.assessment.commands import complete_response
from tsunagu.assessment.tests.factories import fill_in, make_case, person_of
from tsunagu.cases.choices import SafetyOutcome
from tsunagu.cases.commands.safety_path import Disposition, close_safety_path
from tsunagu.cases.models import Duty, Fact, SafetyPath
from tsunagu.core.actor import acting
from tsunagu.core.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return make_case(agency)


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as actor:
        yield actor


def test_item_nine_opens_the_path_before_the_form_is_finished(case, noor):
    """R-042."""
    response = fill_in(case, "phq9", {"9": 1}, by=noor, complete=False)
    assert response.is_open
    path = SafetyPath.objects.get()
    assert (path.level, path.person_id) == ("medium", person_of(case).id)
    assert path.alarms.get().why["ja"].startswith("第9問")


def test_a_form_finished_later_does_not_open_it_again(case, noor):
    response = fill_in(case, "phq9", {str(n): 0 for n in range(1, 9)} | {"9": 2}, by=noor, complete=False)
    path = SafetyPath.objects.get()
    said = Disposition(
        SafetyOutcome.EMERGENCY, "Crew", "Waited with her", "Ring the ward", today(case.zone) + timedelta(days=1)
    )
    close_safety_path(path.id, said, by=noor)
    done = complete_response(response.id, by=noor)
    assert (done.total, done.band) == (2, "minimal")
    assert not SafetyPath.objects.open().exists()


def test_the_screener_raises_it_and_its_result_is_told_to_the_clocks(case, noor):
    fill_in(case, "phq9", {"9": 1}, by=noor, complete=False)
    fill_in(case, "cssrs", {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}, by=noor)
    assert SafetyPath.objects.get().level == "high"
    assert Fact.objects.get(kind="instrument.scored").data["level"] == "high"
    owed = Duty.objects.filter(case=case, clock__contains="suicide", outcome="open").values_list("clock", flat=True)
    assert {clock.rpartition(".")[2] for clock in owed} == {
        "suicide_follow_through", "suicide_response", "suicide_disposition",
    }  # fmt: skip


def test_a_negative_screener_says_so_to_the_clocks(case, noor):
    fill_in(case, "cssrs", {"1": 0, "2": 0, "6": 0}, by=noor)
    assert Fact.objects.get(kind="instrument.scored").data["level"] == "none"
    assert not SafetyPath.objects.exists()


def test_a_total_typed_in_asks_for_the_ninth_item_and_opens_the_path(case, noor):
    fill_in(case, "phq9", {"total": 4, "9": 1}, by=noor, score_only=True)
    assert SafetyPath.objects.open().exists()
    assert Fact.objects.get(kind="instrument.scored").data["item_9"] == 1


def test_none_of_it_happens_for_nought(case, noor):
    fill_in(case, "phq9", [3] * 8 + [0], by=noor)
    assert not SafetyPath.objects.exists()
    assert Fact.objects.get(kind="instrument.scored").occurred_at <= now()
