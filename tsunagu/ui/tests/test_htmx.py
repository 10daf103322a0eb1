"""An htmx request gets a fragment or an order; any other gets a page."""

import json

from django.http import HttpResponse
from django.test import RequestFactory

from tsunagu.ui import htmx

PLAIN = RequestFactory().post("/cases/")
ASKED = RequestFactory().post("/cases/", headers={"HX-Request": "true"})
BOOSTED = RequestFactory().post("/cases/", headers={"HX-Request": "true", "HX-Boosted": "true"})


def test_only_an_htmx_request_that_is_not_boosted_wants_a_fragment():
    assert [htmx.fragment(request) for request in (PLAIN, ASKED, BOOSTED)] == [False, True, False]


def test_the_browser_goes_on_after_a_post_with_and_without_scripts():
    assert (htmx.redirect(PLAIN, "/x/").status_code, htmx.redirect(PLAIN, "/x/").headers["Location"]) == (303, "/x/")
    assert (htmx.redirect(ASKED, "/x/").status_code, htmx.redirect(ASKED, "/x/").headers["HX-Redirect"]) == (204, "/x/")
    assert htmx.refresh(ASKED).headers["HX-Refresh"] == "true"
    assert htmx.refresh(PLAIN).headers["Location"] == "/cases/"


def test_events_add_up_and_caches_are_told():
    response = htmx.trigger(htmx.trigger(HttpResponse(), "saved"), "counted", number=3)
    assert json.loads(response.headers["HX-Trigger"]) == {"saved": True, "counted": {"number": 3}}
    assert response.headers["Vary"] == "HX-Request"


def test_a_saved_draft_is_forgotten_by_header_and_by_cookie():
    response = htmx.draft_done(HttpResponse(), "visit_note:1")
    assert response.headers["Draft-Done"] == "visit_note:1"
    assert response.cookies["draft_done"].value == "visit_note%3A1"
