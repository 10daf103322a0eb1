"""The pages of monitoring: in three languages, without scripts, for those who may, refused in words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.audit.models import Look
from tsunagu.cases.models import Fact
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.directory.commands.keep_service import Entry, add_service
from tsunagu.monitoring.choices import Group
from tsunagu.monitoring.commands.issues import raise_issue
from tsunagu.monitoring.commands.rounds import Answer, Hearing, answer_round, begin_round, complete_round
from tsunagu.monitoring.models import Adherence, Issue, Round, Teaching
from tsunagu.planning.models import Plan

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "ja", "ko"]


def signed_in(login):
    client = Client()
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"}).status_code == 302
    return client


@pytest.fixture
def web(agency):
    return signed_in("noor")


def page(name, case=None, **ids):
    return reverse(f"monitoring:{name}", kwargs={"case_id": case.id, **ids} if case else ids)


@pytest.fixture
def done(case, lines, noor):
    """A round in which the ride never came."""
    round = begin_round(case_id=case.id, contact_id=cases.visit(case, noor).id, by=noor)
    answers = [
        Answer(lines[0].key, "as_agreed", "good", "nearer"),
        Answer(lines[1].key, "not_delivered", note="Never came"),
    ]
    heard = [Hearing(group, "contacted") for group in Group]
    answer_round(round_id=round.id, answers=answers, hearings=heard, summary="Walks more", by=noor)
    return complete_round(round_id=round.id, by=noor)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_each_language(web, case, lines, done, noor, language):
    """R-070, R-073, R-076."""
    words = {"about": "delivery", "gravity": "high", "text": "Never came", "due": today(case.zone)}
    issue = raise_issue(case_id=case.id, round_id=done.id, line_key=lines[1].key, by=noor, **words)
    under_way = begin_round(case_id=case.id, by=noor)
    web.cookies["language"] = language
    of_round, of_issue = {"round_id": done.id}, {"issue_id": issue.id}
    for url in (
        page("case", case),
        page("round", case, **of_round),
        page("round", case, round_id=under_way.id),
        page("revision", case, **of_round),
        page("round_print", case, **of_round),
        page("issues", case),
        page("issue_new", case) + f"?round={done.id}&line={lines[1].key}",
        page("issue", case, **of_issue),
        page("medication", case),
        page("education", case),
        page("providers"),
        page("providers") + "?provider=City+Rides",
        page("month"),
        page("steps"),
        page("discharges"),
    ):
        answer = web.get(url)
        assert answer.status_code == 200, url
        assert f'lang="{language}"' in answer.content.decode()[:400]
    assert Look.objects.filter(case_id=case.id).exists()


def test_a_round_is_written_saved_and_completed_without_scripts(web, case, lines, noor):
    """R-070."""
    visit = cases.visit(case, noor)
    begun = web.post(page("round_new", case), {"contact": visit.id})
    assert begun.status_code == 303
    first, second = (line.key for line in lines)
    kept = web.post(begun.url, {f"delivery_{first}": "as_agreed", "summary": "So far"})
    assert kept.status_code == 303
    refused = web.post(begun.url, {f"delivery_{first}": "as_agreed", "complete": "1"})
    assert refused.status_code == 422
    assert "Ride to the library" in refused.content.decode()
    heard = {f"heard_{group}": "contacted" for group in Group}
    done = web.post(begun.url, {f"delivery_{second}": "late", **heard, "complete": "1"})
    assert done.status_code == 303
    assert Round.objects.get(case=case).is_complete
    assert web.get(page("round_new", case)).status_code == 200


def test_what_deviates_leads_to_the_next_version_of_the_plan(web, case, done):
    """R-022."""
    form = web.get(page("revision", case, round_id=done.id)).content.decode()
    assert "Never came" in form
    answer = web.post(page("revision", case, round_id=done.id), {"reason": "The ride never came"})
    assert answer.status_code == 303
    assert Plan.objects.drafts().filter(case=case).exists()


def test_an_issue_goes_from_found_to_closed(web, case, lines, agency):
    """R-073."""
    due = today(case.zone) + timedelta(days=5)
    owner = agency.members["tomas"].user_id
    words = {"about": "delivery", "gravity": "medium", "text": "Late twice", "owner": owner, "due": due.isoformat()}
    assert web.post(page("issue_new", case), {**words, "text": ""}).status_code == 422
    raised = web.post(page("issue_new", case), {**words, "line": lines[1].key})
    assert raised.status_code == 303
    issue = Issue.objects.get()
    step = {"text": "Called them", "waiting_for": "City Rides", "owner": owner, "due": due.isoformat()}
    assert web.post(raised.url, step).status_code == 303
    closing = page("issue_close", case, issue_id=issue.id)
    assert web.post(closing, {"outcome": "solved"}).status_code == 422
    assert web.post(closing, {"outcome": "solved", "resolution": "They come on time now"}).status_code == 303
    assert not Issue.objects.open().exists()
    assert "They come on time now" in web.get(raised.url).content.decode()


def test_medicines_and_education_are_recorded_on_their_pages(web, case):
    """R-076."""
    day = today(case.zone)
    period = {"since": (day - timedelta(days=13)).isoformat(), "until": day.isoformat()}
    refused = web.post(page("medication", case), {**period, "taken": "not", "known_by": "seen"})
    assert refused.status_code == 422
    said = {**period, "taken": "partly", "because": "cost", "known_by": "counted"}
    assert web.post(page("medication", case), said).status_code == 303
    assert Adherence.objects.get().because == "cost"
    words = {
        "topic": "falls",
        "what": "Shoes on first",
        "on": day.isoformat(),
        "language": "en",
        "understood": "partly",
    }
    assert web.post(page("education", case), words).status_code == 303
    first = Teaching.objects.get()
    again = web.get(page("education", case) + f"?again={first.subject}").content.decode()
    assert str(first.subject) in again
    assert web.post(page("education", case), {**words, "again": first.subject, "understood": "yes"}).status_code == 303
    assert Fact.objects.filter(case=case, kind="education.given", ref=first.subject).count() == 2


def test_a_stranger_finds_nothing_and_whoever_may_not_write_is_refused(case, done, elsewhere):
    client = Client()
    login = elsewhere.members["noor"].user.login
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    assert client.get(page("case", case)).status_code == 404
    assert signed_in("alex").get(page("month")).status_code == 403
    assert signed_in("dale").post(page("round_new", case)).status_code == 403


def test_a_provider_shows_what_was_found_and_a_director_reads_no_notes(web, case, done):
    """R-072."""
    found = web.get(page("providers")).content.decode()
    assert found.index("City Rides") < found.index("Harbour Physiotherapy"), "who deviates stands first"
    url = page("providers") + "?provider=City+Rides"
    assert "Never came" in web.get(url).content.decode()
    assert "Never came" not in signed_in("dale").get(url).content.decode()


def test_a_provider_that_the_directory_lists_leads_to_its_concerns(web, case, done, agency):
    """R-072."""
    url = page("providers") + "?provider=City+Rides"
    assert "/concerns/" not in web.get(url).content.decode().partition("<main")[2]
    with acting(agency.actor("noor")) as by:
        ride = add_service(entry=Entry("Rides", "City Rides", ["transport"], languages=["en"]), by=by)
    assert reverse("directory:provider_concern_new", args=[ride.provider_id]) in web.get(url).content.decode()
