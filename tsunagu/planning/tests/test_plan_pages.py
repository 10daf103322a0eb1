"""The pages of a plan: each in three languages, without scripts, for those who may, and refused in words."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.audit.models import Look
from tsunagu.core.actor import acting
from tsunagu.planning.commands.draft_plan import propose_revision
from tsunagu.planning.commands.options import OptionWords, offer_options
from tsunagu.planning.commands.write_plan import describe_day
from tsunagu.planning.models import Goal, Need, Plan, ServiceLine
from tsunagu.planning.tests import factories

pytestmark = pytest.mark.django_db


def signed_in(login):
    client = Client()
    answer = client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    assert answer.status_code == 302, answer.content
    return client


@pytest.fixture
def web(agency):
    return signed_in("noor")


def page(name, case, **query):
    args = [case.id, query.pop("step")] if "step" in query else [case.id]
    return reverse(f"planning:{name}", args=args) + (f"?{urlencode(query)}" if query else "")


@pytest.fixture
def draft(case, noor):
    plan = factories.draft(case, noor)
    factories.grown(plan, case, noor)
    return plan


LANGUAGES = ["en", "ja", "ko"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_draft_opens_in_each_language(web, case, noor, draft, language):
    goal, line, need = draft.goals.get(term="short"), draft.lines.get(), draft.needs.get()
    options = [OptionWords("Harbour Physiotherapy"), OptionWords("City Rehab")]
    comparison = offer_options(goal_id=goal.id, what="Who gives physiotherapy", options=options, by=noor)
    pages = [
        page("plan", case),
        page("frame", case),
        page("history", case),
        page("difference", case),
        page("needs", case, about=need.key),
        page("need_new", case),
        page("goals", case, about=goal.key),
        page("goal_new", case, under=need.key),
        page("goal_new", case, under=draft.goals.get(term="long").key),
        page("services", case, about=line.key),
        page("service_new", case, under=goal.key),
        page("unmet_new", case, under=goal.key),
        page("removal", case, about=line.key),
        page("wishes", case),
        page("participation", case),
        page("section", case, section="strengths_preferences"),
        page("options", case, about=comparison.id),
        page("options_new", case, under=goal.key),
        page("barrier_new", case),
        page("agreement", case),
        page("copies", case),
        page("week", case),
        page("print", case),
        page("print", case, sector="health"),
        page("parties", case),
        page("authorisation_new", case, about=line.key),
        page("delivered", case, about=line.key),
        page("finance", case),
        page("finance_print", case),
    ]
    web.cookies["language"] = language
    for url in pages:
        answer = web.get(url)
        assert answer.status_code == 200, url
        assert "River Aldana-Whitfield" in answer.content.decode(), url


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_plan_in_force_opens_in_each_language(web, case, noor, language):
    plan = factories.active(case, noor)
    line = plan.lines.get()
    web.cookies["language"] = language
    for url in [
        page("plan", case),
        page("review", case),
        page("revision", case),
        page("annotation", case),
        page("plan_new", case),
        page("referral_new", case, line=line.key),
        *(page("step", case, step=step, about=line.key) for step in ("start", "cancel")),
    ]:
        assert web.get(url).status_code == 200, url


def test_a_plan_grows_from_nothing_by_forms_alone(web, case):
    begun = web.post(page("plan_new", case), {"why": "new"})
    assert begun.status_code == 303
    web.post(page("need_new", case), {"text": "Wants to get about alone again", "words": "I want my Saturdays back"})
    need = Need.objects.get(plan__case=case)
    gate = web.get(page("goals", case))
    assert gate.url.startswith(reverse("planning:goal_new", args=[case.id])), "what is missing is mended where it leads"
    long = {"text": "River walks to the library alone", "category": "leisure", "target_date": "2027-05-31"}
    assert web.post(page("goal_new", case, under=need.key), long).status_code == 303
    parent = Goal.objects.get(plan__case=case)
    short = {**long, "text": "Around the block with Sol", "target_date": "2027-01-31"}
    assert web.post(page("goal_new", case, under=parent.key), short).status_code == 303
    goal = Goal.objects.get(plan__case=case, term="short")
    line = {
        "what": "Walks together",
        "type": "other",
        "kind": "informal",
        "sector": "welfare",
        "party": "family",
        "party_name": "Sol Whitfield",
        "days": ["1", "3"],
        "slot_from": "10:00",
        "slot_to": "11:00",
        "necessity": "beneficial",
    }
    assert web.post(page("service_new", case, under=goal.key), line).status_code == 303
    made = ServiceLine.objects.get(plan__case=case)
    assert made.slots == [[1, "10:00", "11:00"], [3, "10:00", "11:00"]]


def test_a_line_without_anybody_is_refused_at_the_field(web, case, noor, draft):
    """R-001, R-051."""
    goal = draft.goals.get(term="short")
    said = {"what": "Meals", "type": "meals", "kind": "formal", "sector": "welfare", "necessity": "pending"}
    answer = web.post(page("service_new", case, under=goal.key), {**said, "party": ""})
    assert answer.status_code == 422
    assert "record an unmet need" in answer.content.decode()
    everybody = web.post(page("service_new", case, under=goal.key), {**said, "party": "provider", "party_name": "all"})
    assert everybody.status_code == 422
    assert draft.lines.count() == 1


def test_the_page_says_what_is_missing_and_the_button_still_answers(web, case, draft):
    """The activate button is never greyed: it answers with the list."""
    shown = web.get(page("plan", case)).content.decode()
    assert "Cannot activate yet" in shown
    assert "Activate the plan" in shown
    answer = web.post(page("activation", case))
    assert answer.status_code == 422
    assert "data-takes-focus" in answer.content.decode()
    assert Plan.objects.get(id=draft.id).is_draft


def test_a_complete_plan_is_activated_by_its_button(web, case, noor):
    plan = factories.ready(case, noor)
    assert web.post(page("activation", case)).status_code == 303
    assert Plan.objects.get(id=plan.id).is_active


def test_two_who_write_at_once_find_out_and_lose_nothing(web, case, noor, draft):
    need = draft.needs.get()
    said = {"text": "Wants to be out and about", "words": "", "revision": need.revision}
    assert web.post(page("needs", case, about=need.key), said).status_code == 303
    late = web.post(page("needs", case, about=need.key), {**said, "text": "Wants to see people"})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "Wants to see people" in shown
    assert "Wants to be out and about" in shown
    assert f'name="revision" value="{need.revision + 1}"' in shown


def test_an_edit_asked_for_in_place_is_a_fragment(web, case, draft):
    need = draft.needs.get()
    answer = web.get(page("needs", case, about=need.key), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    saved = web.post(
        page("needs", case, about=need.key), {"text": "Shorter", "words": ""}, headers={"HX-Request": "true"}
    )
    assert saved.status_code == 204
    assert saved.headers["HX-Refresh"] == "true"


def test_a_need_moves_by_its_button(web, case, noor, draft):
    second = factories.add_need(plan_id=draft.id, text="Money worries", by=noor)
    assert web.post(page("order", case, about=second.key), {"direction": "up"}).status_code == 303
    assert [need.number for need in draft.needs.all()] == [2, 1]


def test_a_look_at_a_plan_is_kept(web, case, draft):
    web.get(page("plan", case))
    assert Look.objects.filter(case_id=case.id, page="plan").exists()


def test_who_does_not_know_the_case_sees_no_plan(case, draft, agency):
    other = signed_in("tomas")
    assert other.get(page("plan", case)).status_code == 404
    assert other.post(page("activation", case)).status_code == 404


def test_another_organisation_sees_no_plan(case, draft, elsewhere):
    """R-058 is no exception: old versions are walled too."""
    login = next(member.user.login for name, member in elsewhere.members.items() if name == "noor")
    assert signed_in(login).get(page("plan", case)).status_code == 404


def test_the_links_of_gates_are_pages_of_this_room(case):
    names = (
        "goals",
        "goal",
        "services",
        "participation",
        "agreement",
        "section",
        "review",
        "plan",
        "meeting",
        "goal_new",
    )
    assert all(page(name, case).startswith(f"/cases/{case.id}/plan/") for name in names)


def test_about_me_is_the_first_page_of_what_the_person_is_given(web, case, draft):
    """R-145."""
    shown = web.get(page("print", case)).content.decode()
    assert shown.index("About River Aldana-Whitfield") < shown.index("Needs, goals and services")


def test_the_same_plan_prints_under_another_name(web, case, draft):
    """R-049."""
    assert "Individual service plan (ISP)" in web.get(page("print", case) + "?as=isp").content.decode()


def test_a_plan_prints_for_one_sector(web, case, noor, draft):
    """R-144."""
    goal = draft.goals.get(term="short")
    words = factories.line_words(
        case, what="School meetings", sector="education", type="school", party_name="Elm School"
    )
    factories.add_service_line(goal_id=goal.id, words=words, by=noor)
    shown = web.get(page("print", case) + "?sector=education").content.decode()
    assert "School meetings" in shown
    assert "walking outdoors" not in shown


def test_each_party_has_a_list_of_its_own(web, case, draft):
    """R-051."""
    shown = web.get(page("parties", case)).content.decode()
    assert "What Harbour Physiotherapy does" in shown


def test_an_archived_page_costs_no_more_queries_for_a_bigger_tree(
    web, case, noor, draft, django_assert_max_num_queries
):
    for n in range(5):
        need = factories.add_need(plan_id=draft.id, text=f"Need {n}", by=noor)
        long = factories.add_goal(words=factories.long_words(case), need_id=need.id, by=noor)
        factories.add_goal(words=factories.short_words(case), parent_id=long.id, by=noor)
    with acting(None), django_assert_max_num_queries(80):
        web.get(page("plan", case))


# -- the week --------------------------------------------------------------------------------------------------------------


def test_the_week_has_all_hours_and_an_ordinary_day_beside_them(web, case, noor, draft):
    """R-056: 24 h × 7 and 主な日常生活上の活動."""
    answer = web.post(page("day", case), {"day": "7:15 起床\n12:00〜12:30 昼食"})
    assert answer.status_code == 303
    shown = web.get(page("week", case)).content.decode()
    for hour in range(24):
        assert f'<th scope="row">{hour}:00</th>' in shown
    assert "<span>07:15 起床</span>" in shown
    assert "<span>12:00 昼食</span>" in shown
    assert "10:00–11:00 1-1-1-a Physiotherapy" in shown


def test_a_line_of_the_day_without_a_time_is_handed_back(web, case, draft):
    answer = web.post(page("day", case), {"day": "7:15 gets up\nlunch"})
    assert answer.status_code == 422
    assert "“lunch” has no time" in answer.content.decode()


def test_the_week_prints_with_what_does_not_come_every_week(web, case, noor, draft):
    """R-056: 週単位以外のサービス."""
    goal = draft.goals.get(term="short")
    words = factories.line_words(case, what="Wheelchair, on loan", type="equipment", slots=[], frequency="always")
    factories.add_service_line(goal_id=goal.id, words=words, by=noor)
    shown = web.get(page("week_sheet", case)).content.decode()
    assert "Services that do not come every week" in shown
    assert "Wheelchair, on loan · always" in shown


def test_the_day_goes_on_into_the_next_version(case, noor):
    first = factories.ready(case, noor)
    describe_day(plan_id=first.id, day=[["07:00", "Gets up"]], by=noor)
    factories.activate_plan(plan_id=first.id, by=noor)
    assert propose_revision(plan_id=first.id, reason="Moved", by=noor).day == [["07:00", "Gets up"]]
