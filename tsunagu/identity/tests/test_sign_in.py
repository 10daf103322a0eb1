"""The door: who comes in, who does not, and what is remembered."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.audit.models import Entry
from tsunagu.core.actor import acting
from tsunagu.identity.models import Membership, User

pytestmark = pytest.mark.django_db
DOOR = "/sign-in/"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


def enter(client, login="noor", password=PASSWORD, **more):
    return client.post(DOOR, {"login": login, "password": password, "next": "/me/", **more})


def test_the_right_password_opens_and_leads_back_to_where_one_was(agency, client):
    answer = enter(client)
    assert (answer.status_code, answer.url) == (302, "/me/")
    assert b"Noor Haddad" in client.get("/me/").content


def test_signing_in_is_on_the_trail(agency, client):
    enter(client)
    assert Entry.objects.get(verb="sign_in").actor_name == "Noor Haddad"


@pytest.mark.parametrize(("login", "password"), [("noor", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_login_and_a_wrong_password_are_told_in_the_same_words(agency, client, login, password):
    answer = enter(client, login, password)
    assert answer.status_code == 422
    assert "The login or the password is not right." in answer.content.decode()


def test_after_five_failures_even_the_right_password_waits(agency, client):
    for _ in range(5):
        enter(client, password="wrong")
    assert "Too many attempts" in enter(client).content.decode()


def test_a_login_is_the_same_in_capitals_and_with_spaces_around(agency, client):
    assert enter(client, " Noor ").status_code == 302


def test_a_stranger_is_sent_to_the_door_and_back(agency, client):
    answer = client.get("/me/")
    assert (answer.status_code, answer.url) == (302, f"{DOOR}?next=%2Fme%2F")


def test_nobody_is_led_to_another_site(agency, client):
    assert enter(client, next="https://elsewhere.example/").url == "/"
    for own in ("http://testserver//elsewhere.example/", "http://testserver/\\\\elsewhere.example/"):
        assert enter(client, next=own).url == "/elsewhere.example/"


def test_a_deactivated_user_is_out_at_the_next_click(agency, client):
    enter(client)
    User.objects.filter(login="noor").update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_somebody_who_left_the_organisation_is_out_at_the_next_click(agency, client):
    enter(client)
    Membership.objects.filter(user__login="noor").update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_a_changed_password_ends_the_other_sessions(agency, client, django_user_model):
    other = client.__class__()
    enter(client)
    enter(other)
    client.post(reverse("identity:password"), {"old": PASSWORD, "new": "another long sentence"})
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_a_short_password_is_refused_with_a_reason(agency, client):
    enter(client)
    answer = client.post(reverse("identity:password"), {"old": PASSWORD, "new": "short"})
    assert answer.status_code == 422


def test_signing_out_is_the_end_of_the_session(agency, client):
    enter(client)
    client.post(reverse("identity:sign_out"))
    assert client.get("/me/").status_code == 302


def test_the_language_is_remembered_and_the_page_kept(agency, client):
    enter(client)
    client.post(reverse("identity:language"), {"language": "ja", "next": "/me/"})
    assert client.get("/me/").headers["Content-Language"] == "ja"


def test_one_cannot_act_in_an_organisation_one_does_not_belong_to(agency, elsewhere, client):
    enter(client)
    answer = client.post(reverse("identity:organisation"), {"organisation": str(elsewhere.organisation.id)})
    assert answer.status_code == 404


def test_colleagues_are_seen_and_strangers_are_not(agency, elsewhere):
    with acting(agency.actor("noor")):
        logins = set(User.objects.values_list("login", flat=True))
    assert "ruth" in logins
    assert not any(
        login.endswith("-" + next(iter(elsewhere.members)).split("-")[-1]) for login in logins if "-" in login
    )
