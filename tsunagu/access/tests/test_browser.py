"""What a browser is told about every page."""

import pytest

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_no_page_runs_a_script_or_style_that_is_not_a_file_of_ours(agency, client):
    policy = client.get("/sign-in/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_of_somebody_signed_in_is_kept_in_no_cache(agency, client):
    assert "Cache-Control" not in client.get("/ui/offline/").headers
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD, "next": "/me/"})
    assert client.get("/me/").headers["Cache-Control"] == "private, no-store"
