"""Options begin with what the directory knows of a service, and say where that comes from."""

from decimal import Decimal

import pytest

from tsunagu.core.actor import acting
from tsunagu.directory.models import CostOption, Funding
from tsunagu.directory.tests.factories import service
from tsunagu.planning.models import Option
from tsunagu.planning.tests.test_plan_pages import draft, page, web  # noqa: F401 - the signed-in client and the draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def meals(agency):
    by = agency.system
    made = service(by, "Harbour Meals", wait_time="Two weeks", city="Harbour", at=(10.0, 20.0))
    CostOption.objects.create(organisation_id=by.organisation, service=made, amount=Decimal("4.50"), currency="USD")
    Funding.objects.create(organisation_id=by.organisation, service=made, source="City meals fund")
    return made


def test_a_service_that_is_found_becomes_an_option_with_its_source(agency, case, draft, web, meals):  # noqa: F811
    """R-062."""
    goal = draft.goals.get(term="short")
    shown = web.get(page("options_new", case, under=goal.key, find="meals", near="Harbour")).content.decode()
    assert f"pick={meals.id}~" in shown
    there = page("options_new", case, under=goal.key, pick=f"{meals.id}~1.2")
    picked = web.get(there).content.decode()
    for said in ("Harbour Meals", "4.50", "City meals fund", "Two weeks", "1.2 km", "From the directory, checked on"):
        assert said in picked, said
    sent = {"what": "Meals", "name_0": "Harbour Meals", "cost_0": "5", "currency_0": "USD", "name_1": "Sol cooks"}
    assert web.post(there, sent).status_code == 303
    assert Option.objects.get(name="Harbour Meals").cost == 5


def test_what_is_not_ours_cannot_be_picked(elsewhere, case, draft, web):  # noqa: F811
    with acting(elsewhere.system):
        theirs = service(elsewhere.system, "Their Meals")
    goal = draft.goals.get(term="short")
    for wrong in (theirs.id, "no-id"):
        assert web.get(page("options_new", case, under=goal.key, pick=wrong)).status_code == 404


def test_a_search_that_finds_nothing_says_what_to_do(case, draft, web):  # noqa: F811
    goal = draft.goals.get(term="short")
    shown = web.get(page("options_new", case, under=goal.key, find="zeppelin")).content.decode()
    assert "Write the option yourself." in shown
