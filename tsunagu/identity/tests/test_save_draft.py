"""A draft is kept for its writer, replaced as they go on, and gone once it is done with."""

import json

import pytest
from django.test import Client

from tests.cast import PASSWORD
from tsunagu.core.actor import acting
from tsunagu.core.ids import uuid7
from tsunagu.identity.commands.save_draft import forget_draft, save_draft, split_key
from tsunagu.identity.queries import draft_of, drafts_of

pytestmark = pytest.mark.django_db


def test_the_last_writing_is_kept_once(agency):
    noor, about = agency.actor("noor"), uuid7()
    with acting(noor):
        save_draft(key=f"visit_note:{about}", fields={"said": ["My knee"]}, by=noor)
        save_draft(key=f"visit_note:{about}", fields={"said": ["My knee is better"]}, version="3", by=noor)
        assert draft_of(noor, "visit_note", about).fields == {"said": ["My knee is better"]}
        assert drafts_of(noor).count() == 1


def test_a_form_about_nothing_yet_has_one_draft_too(agency):
    noor = agency.actor("noor")
    with acting(noor):
        save_draft(key="referral", fields={"a": ["1"]}, by=noor)
        save_draft(key="referral", fields={"a": ["2"]}, by=noor)
        assert draft_of(noor, "referral", None).fields == {"a": ["2"]}
        forget_draft(key="referral", by=noor)
        assert not drafts_of(noor).exists()


def test_nobody_reads_the_draft_of_a_colleague(agency):
    noor, tomas = agency.actor("noor"), agency.actor("tomas")
    with acting(noor):
        save_draft(key="referral", fields={}, by=noor)
    with acting(tomas):
        assert draft_of(tomas, "referral", None) is None


@pytest.mark.parametrize("key", ["referral:new", "plan:/cases/0193/plan/goals/new/?under=0193"])
def test_a_form_known_by_its_page_has_a_draft_of_its_own(agency, key):
    noor = agency.actor("noor")
    with acting(noor):
        save_draft(key=key, fields={"a": ["1"]}, by=noor)
        save_draft(key=key.partition(":")[0], fields={"a": ["2"]}, by=noor)
        assert draft_of(noor, *split_key(key)).fields == {"a": ["1"]}
        forget_draft(key=key, by=noor)
        assert draft_of(noor, *split_key(key)) is None


@pytest.fixture
def browser_of_noor(agency):
    client = Client()
    client.post("/sign-in/", {"login": agency.members["noor"].user.login, "password": PASSWORD, "next": "/"})
    return client


def post(client, body):
    return client.post("/drafts/", json.dumps(body), content_type="application/json")


def test_the_browser_keeps_reads_and_discards(browser_of_noor):
    assert post(browser_of_noor, {"key": "referral", "fields": {"a": ["1"]}, "version": "2"}).status_code == 200
    kept = browser_of_noor.get("/drafts/?key=referral")
    assert kept.json()["fields"] == {"a": ["1"]}
    assert kept.json()["version"] == "2"
    assert post(browser_of_noor, {"key": "referral", "discard": True}).status_code == 204
    assert browser_of_noor.get("/drafts/?key=referral").status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"key": "referral"},
        {"key": "referral", "fields": []},
        {"key": "x" * 501, "fields": {}},
        {"key": 1, "fields": {}},
        [],
    ],
)
def test_what_is_no_draft_is_not_kept(browser_of_noor, body):
    assert post(browser_of_noor, body).status_code == 400


def test_too_much_is_not_kept(browser_of_noor):
    assert post(browser_of_noor, {"key": "referral", "fields": {"a": ["x" * 600_000]}}).status_code == 413


def test_a_stranger_is_sent_to_sign_in(agency):
    assert Client().get("/drafts/?key=referral").status_code == 302
