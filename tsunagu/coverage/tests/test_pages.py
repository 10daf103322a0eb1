"""Coverage on screen: recorded from a card, checked, asked, answered, appealed; never the whole number."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.coverage.models import Authorisation, Coverage
from tsunagu.coverage.tests.factories import covered, day, delivered, granted, requested

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(agency):
    return cases.case(agency, at=now() - timedelta(days=5))


@pytest.fixture
def noor(agency):
    with acting(agency.actor("noor")) as by:
        yield by


def signed_in(login="noor"):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    return client


def url(name, case, **kwargs):
    return reverse(f"coverage:{name}", kwargs={"case_id": case.id, **kwargs})


def test_a_card_is_recorded_and_its_number_is_not_shown(case, noor):
    """R-091."""
    client = signed_in()
    assert "No coverage holds today" in client.get(url("coverage", case)).content.decode()
    said = {"scheme": "us_medicaid", "payer": "State Medicaid", "subscriber_id": "MC-99871234", "starts": "2026-01-01"}
    assert client.post(url("coverage_new", case), {**said, "payer": ""}).status_code == 422
    assert client.post(url("coverage_new", case), said).status_code == 303
    page = client.get(url("coverage", case)).content.decode()
    assert "State Medicaid" in page
    assert "MC-99871234" not in page
    assert "1234" in page
    assert "Nobody has checked yet" in page
    assert "No coverage holds today" not in page


def test_a_coverage_is_checked_changed_ordered_and_ended(case, noor):
    """R-091."""
    one, other = covered(case, noor), covered(case, noor, scheme="us_medicare", payer="Medicare")
    client, here = signed_in(), {"coverage_id": one.id}
    check = {"on": day(case).isoformat(), "way": "phone", "result": "active"}
    assert client.post(url("check_new", case, **here), check).status_code == 303
    assert "by phone" in client.get(url("coverage", case)).content.decode().lower()
    changed = {"scheme": "us_medicaid_plan", "payer": "Bluestem Health", "ends": day(case, 30).isoformat()}
    assert client.post(url("coverage_edit", case, **here), changed).status_code == 303
    assert "30 days left" in client.get(url("coverage", case)).content.decode()
    assert client.post(url("first", case, **here)).status_code == 303
    share = {"percent": "10", "starts": "2026-08-01", "ends": "2026-07-31"}
    assert client.post(url("share_new", case, **here), share).status_code == 422
    assert client.post(url("share_new", case, **here), {**share, "ends": "2027-07-31"}).status_code == 303
    assert (
        client.post(url("level_new", case, **here), {"level": "Nursing home", "starts": "2026-08-01"}).status_code
        == 303
    )
    assert client.post(url("coverage_end", case, coverage_id=other.id), {"reason": "lost"}).status_code == 303
    with acting(noor):
        assert [(c.priority, c.ended_reason) for c in Coverage.objects.order_by("priority")] == [(1, ""), (2, "lost")]
    assert client.get(url("coverage_edit", case, coverage_id=other.id)).status_code == 404


def test_the_answer_of_a_payer_in_three_steps(case, noor):
    """R-091."""
    one = requested(case, noor, covered(case, noor))
    client, here = signed_in(), {"authorisation_id": one.id}
    said = {"decision": "denied", "on": day(case).isoformat()}
    assert client.post(url("decision_new", case, **here), said).status_code == 422
    assert client.post(url("decision_new", case, **here), {**said, "reason": "Not necessary"}).status_code == 303
    appeal = {"step": "filed", "on": day(case).isoformat(), "grounds": "Two falls since"}
    assert client.post(url("appeal_new", case, **here), appeal).status_code == 303
    won = {"outcome": "overturned", "on": day(case).isoformat(), "reference": "PA-2"}
    assert client.post(url("outcome", case, **here), won).status_code == 303
    page = client.get(url("authorisation", case, **here)).content.decode()
    assert "12 of 12 visits left" in page
    assert "Overturned" in page
    with acting(noor):
        assert Authorisation.objects.get().status == "approved"
    assert client.post(url("run_out", case, **here), {"reason": "Walks alone"}).status_code == 303


def test_a_request_is_withdrawn_and_an_entry_taken_back(case, noor):
    one, other = requested(case, noor), granted(case, noor)
    row = delivered(case, noor, other, 2)
    client = signed_in()
    assert client.post(url("withdrawal", case, authorisation_id=one.id), {"reason": "Moved"}).status_code == 303
    assert client.post(url("delivery_withdrawal", case, delivery_id=row.id), {"reason": "Ill"}).status_code == 303
    assert client.get(url("delivery_withdrawal", case, delivery_id=row.id)).status_code == 404
    assert "12 of 12 visits left" in client.get(url("authorisation", case, authorisation_id=other.id)).content.decode()


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_list_shows_what_wants_a_look_and_why(case, noor, language):
    """R-091."""
    coverage = covered(case, noor)
    granted(case, noor, coverage, ends=day(case, 20))
    requested(case, noor, coverage, what="Neuropsychology")
    client = signed_in()
    client.cookies["language"] = language
    page = client.get(reverse("coverage:authorisations")).content.decode()
    assert "Neuropsychology" in page
    assert "Physiotherapy" in page
    assert "River Aldana-Whitfield" in page


def test_lists_ask_the_same_however_many_rows(case, noor, django_assert_max_num_queries):
    coverage = covered(case, noor)
    client = signed_in()
    for _n in range(12):
        granted(case, noor, coverage, ends=day(case, 20))
    for address in (reverse("coverage:authorisations"), url("coverage", case)):
        client.get(address)
        with django_assert_max_num_queries(40):
            client.get(address)


def test_who_may_not_open_the_chart_finds_nothing(case, noor, elsewhere):
    one = requested(case, noor, covered(case, noor))
    for login, status in (("tomas", 404), ("dale", 403), (elsewhere.members["noor"].user.login, 404)):
        assert signed_in(login).get(url("coverage", case)).status_code == status
        assert signed_in(login).get(url("authorisation", case, authorisation_id=one.id)).status_code == status
