"""Somebody is found however their name is typed, in the field on every page; composing a name searches and submits nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tsunagu.people.tests.factories import japanese, make_person, namgung, watanabe

pytestmark = pytest.mark.browser

TYPED = [
    ("わたなべ", "渡辺 華"),
    ("ﾜﾀﾅﾍﾞ", "渡辺 華"),
    ("watanabe", "渡辺 華"),
    ("渡邉", "渡辺 華"),
    ("昭和16年3月18日", "渡辺 華"),
    ("S16.3.18", "渡辺 華"),
    ("１９４１－０３－１８", "渡辺 華"),
    ("００００１２３６０３", "渡辺 華"),
    ("令和3年5月6日", "内海 凪"),
    ("R3.5.6", "内海 凪"),
    ("순덕", "남궁순덕"),
    ("ㄴㄱㅅㄷ", "남궁순덕"),
    ("namgung", "남궁순덕"),
    ("1948-05-21", "남궁순덕"),
]


@pytest.fixture
def office(visitor):
    v = visitor("ja", "en")
    with v.behind_the_scenes("ruth") as by:
        watanabe(by)
        namgung(by)
        make_person(by, japanese("内海", "凪", "ウツミ", "ナギ"), date(2021, 5, 6))
    return v.sign_in("ruth").open("web:my_day")


def test_found_by_kana_romaji_hangul_initials_era_and_wide_digits(office):
    """Name search by kana, Roman letters, hangul, part of a name, birth date; full-width and half-width digits are equal."""
    field, first = office.page.locator("[data-find] input"), office.page.locator("#found [role=option]").first
    for typed, name in TYPED:
        field.fill("")
        field.press_sequentially(typed)
        expect(first, f"“{typed}” finds {name}").to_contain_text(name)
    office.look()
    field.press("ArrowDown")
    with office.page.expect_navigation():
        field.press("Enter")
    office.sees("남궁순덕")


def test_composing_a_name_submits_nothing(office):
    """The Enter that accepts kanji belongs to the input method. Once the text stands, it is searched."""
    page, asked = office.page, []
    page.on("request", lambda request: asked.append(request.url) if "q=" in request.url else None)
    before, field = page.url, page.locator("[data-find] input")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    for text in ("わ", "わた", "わたなべ", "渡辺"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    process = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Process", "code": "Enter"}
    keyboard.send("Input.dispatchKeyEvent", process)
    page.wait_for_timeout(500)
    assert page.url == before
    assert asked == []
    keyboard.send("Input.insertText", {"text": "渡辺"})
    expect(page.locator("#found [role=option]").first).to_contain_text("渡辺 華")
    assert page.url == before
