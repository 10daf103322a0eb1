"""The browser that the journeys run in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def drawn(page: Page, text: str) -> bytes:
    page.set_content(f"<p style='font-size: 40px'>{text}</p>")
    return page.locator("p").screenshot()


@pytest.mark.parametrize(("one", "other"), [("髙", "﨑"), ("한", "뷁"), ("𠮷", "邊")])
def test_japanese_and_korean_have_glyphs_and_are_not_boxes(page: Page, one: str, other: str) -> None:
    assert drawn(page, one) != drawn(page, other)
