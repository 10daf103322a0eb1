"""The risk page: why the tier is what it is, setting another, stating a factor."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.tests.factories import begin, make_case, make_person, person_of, say
from tsunagu.cases.models import Case, Member
from tsunagu.risk.commands import stratify
from tsunagu.risk.models import StatedFactor
from tsunagu.risk.panels import glance

pytestmark = pytest.mark.django_db


def signed_in(login):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    return client


def url(case, name="tier", **kwargs):
    return reverse(f"risk:{name}", kwargs={"case_id": case.id, **kwargs})


@pytest.fixture
def case(agency):
    return make_case(agency, make_person(agency, cannot_self_report=True))


def test_the_page_names_factors_points_and_sources_in_every_language(agency, case):
    """R-019."""
    say(agency, begin(agency, case, "needs"), "money", {"income": "short"})
    noor = signed_in("noor")
    page = noor.get(url(case)).content.decode()
    assert "Income below basic needs" in page
    assert "Answered in “Needs assessment”, question “Income against basic needs”" in page
    assert "3 points" in page
    for language in ("ja", "ko"):
        noor.cookies["language"] = language
        assert noor.get(url(case)).status_code == 200


def test_raising_is_one_press_and_the_page_shows_which_clocks_moved(agency, case):
    """R-019."""
    noor = signed_in("noor")
    assert noor.post(url(case), {"tier": "high"}).status_code == 303
    page = noor.get(url(case)).content.decode()
    assert "What the last change of tier moved" in page
    assert "A contact every week" in page


def test_lowering_without_a_reason_is_refused_at_the_field(agency, case):
    """R-019."""
    noor = signed_in("noor")
    refused = noor.post(url(case), {"tier": "low"})
    assert refused.status_code == 422
    assert "lower than the factors say" in refused.content.decode()
    assert noor.post(url(case), {"tier": "low", "reason": "A nurse lives in"}).status_code == 303
    assert Member.objects.get(case=case).tier == "low"


def test_history_is_a_picture_and_a_table(agency, case):
    """R-019."""
    for tier, reason in (("high", ""), ("standard", "Quiet weeks")):
        stratify(case.id, person_of(case).id, tier=tier, reason=reason, by=agency.actor("noor"))
    page = signed_in("noor").get(url(case)).content.decode()
    assert "<polyline" in page
    assert "Quiet weeks" in page


def test_a_stated_factor_is_taken_back_with_a_reason(agency, case):
    noor = signed_in("noor")
    stated = {"factor": "income_short", "reason": "No money for food", "known_from": "Sister"}
    assert noor.post(url(case, "factors"), {**stated, "known_from": ""}).status_code == 422
    assert noor.post(url(case, "factors"), stated).status_code == 303
    end = url(case, "factor_end", stated_id=StatedFactor.objects.get().id)
    assert noor.get(end).status_code == 200
    assert noor.post(end, {"reason": ""}).status_code == 422
    assert noor.post(end, {"reason": "Benefit paid"}).status_code == 303
    assert noor.get(end).status_code == 404


def test_the_glance_bar_says_the_tier_its_points_and_the_way_to_why(agency, case):
    stratify(case.id, person_of(case).id, by=agency.actor("noor"))
    (one,) = glance(Case.objects.get(id=case.id))
    assert (one.tier.name, one.points) == ("Standard", "2 points")
    assert one.url.startswith(url(case))


def test_who_may_not_open_the_chart_finds_nothing(agency, case, elsewhere):
    assert signed_in("tomas").get(url(case)).status_code == 404
    assert signed_in("dale").get(url(case)).status_code == 403
    assert signed_in(elsewhere.members["noor"].user.login).get(url(case)).status_code == 404
    assert signed_in("noor").get(url(case) + "?person=nobody").status_code == 404
