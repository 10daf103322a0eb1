"""The screens of intake: the list, taking in, comparing, screening, deciding, handing over."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.cast import PASSWORD
from tsunagu.audit.models import Look
from tsunagu.cases.models import Assignment, Case
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.ids import uuid7
from tsunagu.intake.choices import Decision, Urgency
from tsunagu.intake.commands import About, decide_referral, identify_person
from tsunagu.intake.models import Referral
from tsunagu.intake.panels import case_panel
from tsunagu.intake.queries import group, imported_without_case
from tsunagu.intake.tests.factories import HANA, inpatient, person, refer, screen
from tsunagu.people.choices import Source
from tsunagu.people.models import Person

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "ja", "ko"]


@pytest.fixture
def imani(agency):
    by = agency.actor("imani")
    with acting(by):
        yield by


def signed_in(login, language="en"):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD})
    client.cookies["language"] = language
    return client


@pytest.fixture
def client(agency):
    return signed_in("imani")


def said(**fields):
    """What the take-in form posts."""
    return {
        "id": str(uuid7()),
        "reason": "母の物忘れが進み、火の始末が心配です。",
        "reason_language": "ja",
        "urgency": "routine",
        "agreement": "not_asked",
        "received_at": "2026-11-20 14:10",
        "way": "phone",
        "referrer_kind": "family",
        "reply_channel": "paper",
        "reply_language": "ja",
        "setting": "home",
        "programme": "mental_health",
        "sex": "female",
        "family": "渡辺",
        "given": "華",
        "reading_family": "ワタナベ",
        "reading_given": "ハナ",
        "born": "昭和16年3月8日",
    } | fields


def screening(**fields):
    blocks = dict.fromkeys(["records", "history", "financial", "living", "social_support"], "Known")
    return blocks | fields


def path(referral, page=""):
    return f"/cases/{referral.case_id}/referral/{page}"


# -- every page, in every language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(agency, imani, language):
    river = person(imani)
    referral, unnamed = refer(imani, where=inpatient(), model="targeted"), refer(imani, about=About())
    refer(imani)
    identify_person(referral.case_id, river, by=imani)
    screen(referral, imani)
    client = signed_in("imani", language)
    pages = [
        path(one, page) for one in (referral, unnamed) for page in ("", "sheet/", "match/", "screening/", "decision/")
    ]
    for url in [
        "/referrals/",
        "/referrals/?group=waiting",
        "/referrals/new/",
        f"/referrals/new/?person={river.id}",
        *pages,
    ]:
        response = client.get(url)
        assert response.status_code == 200, url
        assert f'lang="{language}"' in response.content.decode()


def test_a_page_about_one_person_begins_with_their_name_and_is_kept_in_the_trail(imani, client):
    referral = refer(imani)
    identify_person(referral.case_id, person(imani), by=imani)
    page = client.get(path(referral)).content.decode()
    assert "<title>River Aldana-Whitfield" in page
    assert Look.objects.filter(case_id=referral.case_id, page="intake:referral", actor_id=imani.id).exists()


# -- the list ---------------------------------------------------------------------------------------------------------------------


def test_the_list_says_why_each_is_here_and_what_is_due(imani, client):
    refer(imani, urgency=Urgency.URGENT)
    page = client.get("/referrals/").content.decode()
    assert "River Aldana-Whitfield" in page
    assert "Referred by St Brigid&#x27;s Hospital" in page
    assert "Acknowledge the referral" in page
    assert "Head injury" in page


def test_an_empty_list_says_what_to_do(client):
    page = client.get("/referrals/").content.decode()
    assert "No referrals to take in." in page
    assert "/referrals/new/" in page


def test_the_most_urgent_come_first_and_a_page_goes_on_where_the_last_ended(imani):
    at = now()
    for hours, urgency in ((5, "routine"), (3, "soon"), (1, "urgent"), (4, "soon")):
        refer(imani, urgency=Urgency(urgency), received_at=at - timedelta(hours=hours))
    first = group("received", imani, limit=2)
    rest = group("received", imani, limit=2, after=first.after)
    assert [r.urgency for r in (*first.rows, *rest.rows)] == ["urgent", "soon", "soon", "routine"]
    assert first.rows[1].received_at < rest.rows[0].received_at
    assert (first.count, rest.after) == (4, None)


def test_the_list_asks_the_same_questions_however_long_it_is(imani, client, django_assert_max_num_queries):
    for _n in range(2):
        refer(imani)
    with django_assert_max_num_queries(40) as few:
        client.get("/referrals/")
    for _n in range(6):
        refer(imani)
    with django_assert_max_num_queries(len(few)):
        client.get("/referrals/")


def test_what_was_decided_leaves_the_list_after_two_weeks(imani):
    referral = refer(imani)
    with frozen(now() + timedelta(minutes=1)):
        decide_referral(referral.case_id, Decision.DECLINE, reason="Outside our area", by=imani)
        assert group("decided", imani).count == 1
    with frozen(now() + timedelta(days=15)):
        assert group("decided", imani).count == 0


def test_imported_people_without_a_case_are_one_click_from_a_referral(imani, client):
    hana = person(imani, HANA, date(1941, 3, 8), source=Source.IMPORT)
    assert imported_without_case(imani)[:2] == ([hana], 1)
    page = client.get("/referrals/").content.decode()
    assert f"/referrals/new/?person={hana.id}" in page
    client.post("/referrals/new/", said(person=str(hana.id)))
    assert Referral.objects.get().person == hana
    assert imported_without_case(imani)[1] == 0


@pytest.mark.parametrize("login", ["dale", "alex", "odile"])
def test_who_takes_in_no_referrals_sees_none(imani, login):
    referral, client = refer(imani), signed_in(login)
    for url in (
        "/referrals/",
        "/referrals/new/",
        path(referral),
        path(referral, "match/"),
        path(referral, "decision/"),
    ):
        assert client.get(url).status_code in (403, 404), url


def test_another_organisations_referral_is_not_found(imani, elsewhere):
    other = elsewhere.actor("imani")
    with acting(other):
        theirs = refer(other)
    client = signed_in("imani")
    for page in ("", "match/", "screening/", "decision/", "sheet/"):
        assert client.get(path(theirs, page)).status_code == 404


def test_once_accepted_only_those_on_the_case_open_it(agency, imani):
    referral = refer(imani)
    assert signed_in("tomas").get(path(referral)).status_code == 200
    identify_person(referral.case_id, person(imani), by=imani)
    screen(referral, imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert signed_in("tomas").get(path(referral)).status_code == 404
    assert signed_in("imani").get(path(referral)).status_code == 200


# -- taking in --------------------------------------------------------------------------------------------------------------------


def test_taking_in_leads_to_the_comparison(client, imani):
    response = client.post("/referrals/new/", said())
    referral = Referral.objects.get()
    assert response.status_code == 303
    assert response.headers["Location"] == path(referral, "match/")
    assert [name.whole for name in referral.names] == ["渡辺 華", "ワタナベ ハナ"]
    assert referral.said_born == date(1941, 3, 8)
    assert not Person.objects.exists()


def test_a_form_sent_twice_makes_one_referral(client, imani):
    form = said()
    client.post("/referrals/new/", form)
    client.post("/referrals/new/", form)
    assert Referral.objects.count() == 1


def test_what_is_missing_is_asked_again_and_nothing_typed_is_lost(client, imani):
    response = client.post("/referrals/new/", said(reason="", given="華子"))
    assert response.status_code == 422
    assert "華子" in response.content.decode()
    response = client.post("/referrals/new/", said(reply_channel="mail", reply_address=""))
    assert response.status_code == 422
    assert not Referral.objects.exists()


# -- who it is --------------------------------------------------------------------------------------------------------------------


def test_records_alike_are_compared_in_words(client, imani):
    """Study 04."""
    person(imani, (HANA[0].__class__("kanji", "渡邉", "華"), HANA[1]), date(1941, 3, 18))
    referral = refer(imani, about=About(names=HANA, born=date(1941, 3, 8)))
    page = client.get(path(referral, "match/")).content.decode()
    assert "forms of one character" in page
    assert "one digit of the day differs" in page


def test_this_person_is_chosen(client, imani):
    river, referral = person(imani), refer(imani)
    assert client.post(path(referral, "match/"), {"person": str(river.id)}).status_code == 303
    assert Referral.objects.get(id=referral.id).person == river


def test_somebody_else_needs_a_reason(client, imani):
    person(imani)
    referral = refer(imani)
    assert client.post(path(referral, "match/"), {"someone": "new"}).status_code == 422
    assert client.post(path(referral, "match/"), {"someone": "new", "reason": "A cousin, met both"}).status_code == 303
    assert Person.objects.count() == 2


def test_the_referral_goes_into_their_open_case(client, imani):
    first = refer(imani)
    identify_person(first.case_id, person(imani), by=imani)
    second = refer(imani)
    assert client.post(path(second, "match/"), {"case": str(first.case_id)}).status_code == 303
    assert Referral.objects.get(id=second.id).joined_case == first.case


def test_a_case_that_is_nobodys_candidate_cannot_be_joined_from_outside(agency, imani):
    hers = refer(imani)
    second = refer(imani)
    assert signed_in("tomas").post(path(second, "match/"), {"case": str(hers.case_id)}).status_code == 404


def test_somebody_is_found_whom_nobody_named(client, imani):
    river, referral = person(imani), refer(imani, about=About())
    page = client.get(path(referral, "match/") + "?q=river").content.decode()
    assert str(river.id) in page


def test_more_is_written_of_what_was_said(client, imani):
    referral = refer(imani, about=About())
    client.post(path(referral, "said/"), {"family": "渡辺", "given": "華", "sex": "unknown"})
    assert Referral.objects.get(id=referral.id).said_name == "渡辺 華"
    assert client.post(path(referral, "said/"), {"born": "someday", "sex": "unknown"}).status_code == 422


# -- screening and deciding --------------------------------------------------------------------------------------------------------


def test_one_page_screens_and_decides(client, imani):
    """R-017, R-037."""
    referral = refer(imani)
    identify_person(referral.case_id, person(imani), by=imani)
    form = screening(result="eligible", rule="County", evidence="Lease", decision="accept")
    assert client.post(path(referral, "screening/"), form).status_code == 303
    assert Case.objects.get(id=referral.case_id).accepted_at


def test_a_refused_decision_keeps_what_was_written_and_says_where_to_mend_it(client, imani):
    referral = refer(imani)
    response = client.post(path(referral, "screening/"), screening(decision="accept"))
    page = response.content.decode()
    assert response.status_code == 422
    assert path(referral, "match/") in page
    assert Referral.objects.get(id=referral.id).screening.history == "Known"


def test_an_unreasoned_result_keeps_nothing_half_done(client, imani):
    referral = refer(imani)
    response = client.post(path(referral, "screening/"), screening(result="not_eligible", rule="Age"))
    assert response.status_code == 422
    assert not hasattr(Referral.objects.get(id=referral.id), "screening")


def test_evidence_is_written_on_the_screening_page(client, imani):
    """R-014."""
    referral = refer(imani, model="targeted")
    form = screening(target_group="chronic_mental_illness") | {"chronic_mental_illness-diagnosis": "Dr Ito, 3 May"}
    client.post(path(referral, "screening/"), form)
    assert Referral.objects.get(id=referral.id).criterion_evidence.get().evidence == "Dr Ito, 3 May"


def test_the_page_shows_word_for_word_what_the_referrer_will_be_told(client, imani):
    referral = refer(imani)
    page = client.get(path(referral, "decision/")).content.decode()
    assert f"(our number {referral.case.number}) has not been accepted." in page
    assert "For questions call Imani Castellanos" in page


def test_declining_needs_no_screening(client, imani):
    referral = refer(imani)
    assert client.post(path(referral, "decision/"), {"decision": "decline"}).status_code == 422
    form = {"decision": "decline", "decision_reason": "Outside our area"}
    assert client.post(path(referral, "decision/"), form).status_code == 303


# -- answering and handing over -----------------------------------------------------------------------------------------------------


def test_a_worklist_leads_to_the_words_that_will_be_sent(client, imani):
    referral = refer(imani)
    assert client.get(path(referral, "acknowledgement/")).headers["Location"] == path(referral) + "#answer"
    assert client.post(path(referral, "acknowledgement/")).status_code == 303
    assert Referral.objects.get(id=referral.id).acknowledged_at


def test_from_the_referral_to_a_case_manager_in_two_clicks(agency, client, imani):
    """Personas 5.4: 접수 → 담당 배정 in three clicks or fewer: choose the worker, hand over."""
    referral = refer(imani)
    identify_person(referral.case_id, person(imani), by=imani)
    screen(referral, imani)
    decide_referral(referral.case_id, Decision.ACCEPT, by=imani)
    assert "Noor Haddad" in client.get(path(referral)).content.decode()
    worker = {"worker": str(agency.members["noor"].id)}
    assert client.post(path(referral, "assignment/"), worker).status_code == 303
    assert Assignment.objects.get(case=referral.case, role="primary").worker == agency.members["noor"].user
    assert client.post(path(referral, "assignment/"), {"worker": str(uuid7())}).status_code == 422


def test_the_case_file_shows_who_referred_and_why(imani):
    referral = refer(imani)
    panel = case_panel(referral.case, imani)
    assert panel.referral == referral
    assert panel.step.url.endswith("#answer")


# -- target groups ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_administrator_writes_target_groups(agency, language):
    """R-014."""
    client = signed_in("alex", language)
    assert client.get("/referrals/target-groups/?code=chronic_mental_illness").status_code == 200
    form = {"title": "Young carers", "criteria": "Under 25\nCares for a relative"}
    assert client.post("/referrals/target-groups/", form).status_code == 303
    assert "Young carers" in client.get("/referrals/target-groups/").content.decode()
    assert client.post("/referrals/target-groups/", {"title": "", "criteria": ""}).status_code == 422
    assert signed_in("imani").get("/referrals/target-groups/").status_code == 403
