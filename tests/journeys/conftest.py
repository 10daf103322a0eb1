"""Journeys: a fresh agency, a live server, a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import make_agency
from tests.journeys.visitor import Visitor


@pytest.fixture
def visitor(transactional_db, live_server, page) -> Callable[..., Visitor]:
    """`visitor("ja")`: an agency of its own, read in Japanese; nobody is signed in yet."""

    def come(language: str = "en", agency_language: str | None = None) -> Visitor:
        return Visitor(page, live_server.url, make_agency(agency_language or language), language)

    return come


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What was on the screen when a journey broke stands in its report."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if report.when == "call" and report.failed and page is not None:
        report.sections.append((f"The page: {page.url}", page.locator("body").inner_text()[:3000]))
    return report
