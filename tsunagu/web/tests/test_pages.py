"""My day, my caseload, the case file, the team: what each shows, and to whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, make_agency
from tsunagu.assessment.commands import complete_response, save_answer
from tsunagu.assessment.queries.instruments import form_of
from tsunagu.assessment.rules.instruments import Given
from tsunagu.assessment.tests import factories as assessments
from tsunagu.audit.models import Look
from tsunagu.cases.commands.open_case import open_case
from tsunagu.cases.models import Case, Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.notices.commands import notify_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(agency):
    def sign_in(login, language="en"):
        client = Client()
        client.post(reverse("identity:sign_in"), {"login": login, "password": PASSWORD})
        client.cookies["language"] = language
        return client

    return sign_in


@pytest.fixture
def river(agency):
    return cases.case(agency, at=now() - timedelta(days=30))


def page(client, name, *args, query="", status=200):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


# -- begun and not completed --------------------------------------------------------------------------------------------


def test_an_instrument_left_open_stands_on_my_day_and_the_case_file_until_it_is_completed(enter, agency):
    """R-018."""
    case = assessments.make_case(agency)
    with acting(agency.actor("noor")) as noor:
        response = assessments.fill_in(case, "gad7", [1] * 6, by=noor, complete=False)
    there = reverse("assessment:response", args=[case.id, response.id])
    client = enter("noor")
    assert there in page(client, "web:my_day")
    assert there in page(client, "web:case", case.id)
    assert there not in page(enter("tomas"), "web:my_day")
    with acting(agency.actor("noor")) as noor:
        save_answer(response.id, "7", chosen(response, "7", 1), by=noor)
        complete_response(response.id, by=noor)
    assert there not in page(client, "web:my_day")
    assert "Begun, not completed" not in page(client, "web:case", case.id)


def chosen(response, link, points):
    return Given((next(one.value for one in form_of(response).by_link[link].options if one.score == points),))


# -- my day -------------------------------------------------------------------------------------------------------------


def test_my_day_says_whose_what_why_and_what_to_do(enter, agency, river):
    shown = page(enter("noor"), "web:my_day")
    owed = Duty.objects.get(case=river, clock="model/intensive.first_contact")
    row = shown[shown.index(f"due-{owed.id}") :]
    row = row[: row.index("</li>")]
    for said in ("River Aldana-Whitfield", "First contact face to face", "Counted from", "Practice of this care model"):
        assert said in row
    assert reverse("cases:why", kwargs={"case_id": river.id, "duty_id": owed.id}) in row


def test_my_day_of_a_colleague_is_empty_and_says_what_will_come(enter, agency, river):
    shown = page(enter("tomas"), "web:my_day")
    assert "River Aldana" not in shown
    assert "Nothing is due in the next seven days." in shown


def test_my_day_leads_to_the_messages_and_counts_what_is_new(enter, agency, river):
    assert "new message" not in page(enter("noor"), "web:my_day")
    with acting(agency.actor("ruth")) as ruth:
        notify_user(
            to=agency.members["noor"].user,
            template="cases/notices/duty_warned",
            context={"what": "Visit", "number": river.number, "due": now(), "source": "Agency default"},
            by=ruth,
        )
    shown = page(enter("noor"), "web:my_day")
    assert "One new message" in shown
    assert reverse("notices:notices") in shown


# -- my caseload --------------------------------------------------------------------------------------------------------


def test_the_caseload_is_ones_own_and_says_what_is_next(enter, agency, river):
    assert "River Aldana-Whitfield" in page(enter("noor"), "web:caseload")
    assert "No case is yours yet." in page(enter("tomas"), "web:caseload")


@pytest.mark.parametrize("sort", ["due", "tier", "contact", "name", "no such order"])
def test_the_caseload_opens_in_every_order(enter, agency, river, sort):
    assert "River" in page(enter("noor"), "web:caseload", query=f"?sort={sort}")


# -- the case file ------------------------------------------------------------------------------------------------------


def test_the_case_file_is_kept_in_mind_as_looked_at(enter, agency, river):
    page(enter("noor"), "web:case", river.id)
    look = Look.objects.get(case_id=river.id, page="case")
    assert (look.actor_name, look.purpose) == ("Noor Haddad", "")


def test_whose_case_it_is_not_says_why_first(enter, agency, river):
    answer = enter("tomas").get(reverse("web:case", args=[river.id]))
    assert (answer.status_code, answer.url) == (302, reverse("cases:opening_new", args=[river.id]))


def test_another_organisation_finds_nothing(agency, river):
    make_agency("ja")
    stranger = Client()
    stranger.post(reverse("identity:sign_in"), {"login": "morishita", "password": PASSWORD})
    page(stranger, "web:case", river.id, status=404)
    page(stranger, "web:timeline", river.id, status=404)


def test_a_household_says_whose_assessment_is_open(enter, agency):
    house = cases.case(agency, cases.person(agency), cases.person(agency, "Ada Okafor"))
    shown = page(enter("noor"), "web:case", house.id)
    panel = shown[shown.index('id="assessments"') :]
    assert panel.index("<h3") < panel.index("Ada Okafor") < panel.index("</section>")


# -- the team -----------------------------------------------------------------------------------------------------------


def test_the_supervisor_sees_the_teams_overdue_and_who_carries_what(enter, agency, river):
    shown = page(enter("ruth"), "web:team")
    assert "River Aldana-Whitfield" in shown
    assert "Noor Haddad" in shown


def test_a_row_of_the_team_says_which_worker_owes_it(enter, agency, river):
    rows = enter("ruth").get(reverse("web:team")).context["overdue"]
    assert rows
    assert {row.of_whom for row in rows} == {"Noor Haddad"}


def test_a_case_manager_has_no_team_page(enter, agency, river):
    assert enter("noor").get(reverse("web:team")).status_code in (403, 404)


def test_nobodys_case_stands_on_the_team_page(enter, agency):
    """Accepted, and no case manager: the gap nobody sees."""
    with acting(agency.system):
        orphan = open_case(
            by=agency.system, programme="mental_health", persons=[cases.person(agency)], team_id=agency.team.id
        )
        Case.objects.filter(id=orphan.id).update(accepted_at=now())
    assert orphan.number in page(enter("ruth"), "web:team")


# -- the door -----------------------------------------------------------------------------------------------------------


def test_a_stranger_is_told_what_this_is_and_where_to_sign_in():
    answer = Client().get("/")
    assert answer.status_code == 200
    assert reverse("identity:sign_in") in answer.content.decode()
