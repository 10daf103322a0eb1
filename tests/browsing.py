"""Fixtures for tests that look at the product through a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launch_options


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium a process. Fails, and does not skip, where there is none."""
    with sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, in which Django would otherwise refuse to touch the database.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own for each test: no cookies, and a patience that a busy machine needs."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()
