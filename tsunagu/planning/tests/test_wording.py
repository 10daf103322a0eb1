"""Words that make a goal vague: shipped by language, and the agency's own (R-052)."""

import pytest
from django.urls import reverse

from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.planning.commands.goals import change_goal
from tsunagu.planning.commands.wording import remove_wording, set_wording
from tsunagu.planning.models import Wording
from tsunagu.planning.presenters import advice_on
from tsunagu.planning.queries.wording import hints_of
from tsunagu.planning.tests import factories
from tsunagu.planning.tests.test_plan_pages import page, signed_in, web  # noqa: F401 - the signed-in client

pytestmark = pytest.mark.django_db


@pytest.fixture
def alex(agency):
    with acting(agency.actor("alex")) as by:
        yield by


def worded(case, agency, text):
    """A plan with a goal that says this, and what the plan points out of it."""
    with acting(agency.actor("noor")) as noor:
        plan = factories.draft(case, noor)
        goal = factories.grown(plan, case, noor)[2]
        change_goal(goal_id=goal.id, words=factories.short_words(case, text=text), by=noor)
        return plan


def said_of(plan):
    return [(str(one.says), str(one.why)) for one in advice_on(plan) if "cannot be checked" in str(one.says)]


@pytest.mark.parametrize(
    ("text", "word", "hint"),
    [
        ("Improve mobility", "improve", "by how much"),
        ("歩行能力の向上", "向上", "どこからどこまで"),
        ("무릎 통증을 줄여 걷는다", "줄여", "어디에서 어디까지"),
    ],
)
def test_a_vague_word_is_pointed_out_with_a_hint_in_its_language(case, agency, text, word, hint):
    """R-052."""
    ((says, why),) = said_of(worded(case, agency, text))
    assert word in says
    assert hint in why


def test_the_agency_adds_its_own_word_and_is_silent_about_another(case, agency, alex):
    """R-052: a configurable list per language."""
    set_wording(language="en", word="thrive", kind="point_out", hint="What would the neighbours see?", by=alex)
    set_wording(language="en", word="improve", kind="silent", by=alex)
    plan = worded(case, agency, "Thrive and improve")
    assert said_of(plan) == [("1-1-1 cannot be checked as it is worded: “thrive”", "What would the neighbours see?")]
    remove_wording(wording_id=Wording.objects.get(word="improve").id, by=alex)
    assert len(hints_of(plan.organisation_id)) == len(hints_of(agency.organisation.id))
    assert "“improve”" in said_of(plan)[0][0]


def test_what_is_kept_is_whole(alex):
    for more, field in (({"word": "x"}, "word"), ({"hint": ""}, "hint"), ({"language": "xx"}, "language")):
        said = {"language": "en", "word": "thrive", "kind": "point_out", "hint": "How?", **more}
        with pytest.raises(Refused) as refusal:
            set_wording(by=alex, **said)
        assert refusal.value.field == field


def test_only_who_sets_the_agency_up_keeps_the_list(noor):
    with pytest.raises(Forbidden):
        set_wording(language="en", word="thrive", kind="point_out", hint="How?", by=noor)


def test_another_agency_keeps_its_own(alex, elsewhere):
    set_wording(language="en", word="thrive", kind="point_out", hint="How?", by=alex)
    with acting(elsewhere.actor("alex")):
        assert not Wording.objects.exists()


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_list_is_kept_at_the_screen(agency, language):
    client = signed_in("alex")
    client.cookies["language"] = language
    address = reverse("planning:wording")
    said = {"language": "en", "word": "thrive", "kind": "point_out", "hint": ""}
    assert client.post(address, said).status_code == 422
    assert client.post(address, {**said, "hint": "What would one see?"}).status_code == 303
    shown = client.get(address).content.decode()
    assert "What would one see?" in shown
    assert "向上" in shown
    wording = Wording.objects.get()
    assert client.post(reverse("planning:wording_remove", args=[wording.id])).status_code == 303
    assert not Wording.objects.exists()


def test_the_form_of_a_vague_goal_says_what_to_write(web, case, agency):  # noqa: F811
    plan = worded(case, agency, "Improve mobility")
    goal = plan.goals.get(term="short")
    assert "by how much" in web.get(page("goals", case, about=goal.key)).content.decode()
