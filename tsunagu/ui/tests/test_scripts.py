"""Typing is never lost, a name is found through an IME, and the keys work only where nobody is writing."""

import pytest
from playwright.sync_api import Page, expect

from tsunagu.ui.tests.urls import KEPT, LETTERS

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(site, page: Page) -> Page:
    KEPT.clear()
    LETTERS.clear()
    page.goto(f"{site}/desk/")
    return page


def test_a_draft_comes_back_after_a_crash_and_can_be_discarded(desk):
    desk.locator("#id_said").fill("She managed the stairs.")
    desk.locator("#id_said").blur()
    expect(desk.locator("[data-save-state]").first).to_contain_text("Draft saved")
    assert KEPT["gallery"]["fields"]["said"] == ["She managed the stairs."]
    desk.reload()
    expect(desk.locator("#id_said")).to_have_value("She managed the stairs.")
    desk.get_by_role("button", name="Discard the draft").click()
    expect(desk.locator("#id_said")).to_have_value("My knee is better than yesterday.")
    expect(desk.locator("[data-save-state]").first).to_contain_text("discarded")
    assert KEPT == {}


def test_what_the_server_did_not_get_stays_on_the_device(desk):
    desk.route("**/drafts/**", lambda route: route.abort())
    desk.locator("#id_said").fill("No line here.")
    desk.locator("#id_said").blur()
    expect(desk.locator("[data-save-state]").first).to_contain_text("Kept on this device")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.reload()
    expect(desk.locator("#id_said")).to_have_value("No line here.")


def test_a_saved_form_forgets_its_draft(desk):
    KEPT["gallery"] = {"fields": {"said": ["old"]}, "version": "", "at": "2126-11-24T14:32:00+00:00"}
    desk.context.add_cookies([{"name": "draft_done", "value": "gallery", "url": desk.url}])
    with desk.expect_request(
        lambda request: request.url.endswith("/drafts/") and "discard" in (request.post_data or "")
    ):
        desk.reload()


def test_a_form_that_comes_back_empty_after_saving_does_not_bring_the_draft_back(desk, site):
    desk.goto(f"{site}/note/")
    desk.get_by_label("Said").fill("Home before my birthday.")
    desk.get_by_label("Said").blur()
    expect(desk.get_by_label("Said")).to_have_value("Home before my birthday.")
    desk.wait_for_function("() => !Object.keys(localStorage).some((key) => key.endsWith(':note'))")
    assert "note" in KEPT
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save").click()
    desk.wait_for_load_state("networkidle")
    expect(desk.get_by_label("Said")).to_have_value("")
    assert KEPT == {}


def test_a_search_waits_for_the_ime_and_is_worked_by_keys(desk):
    asked = []
    desk.on("request", lambda request: "/search/" in request.url and asked.append(request.url))
    box = desk.get_by_role("combobox", name="Find a person by name")
    box.focus()
    ime = desk.context.new_cdp_session(desk)
    ime.send("Input.imeSetComposition", {"text": "たな", "selectionStart": 2, "selectionEnd": 2})
    desk.wait_for_timeout(500)
    assert asked == []
    ime.send("Input.insertText", {"text": "田中"})
    expect(desk.locator("#found [role=option]")).to_have_count(2)
    assert len(asked) == 1
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(desk.locator("#found [role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    desk.wait_for_url("**/found/1/")


def test_single_keys_move_through_rows_but_not_while_writing(desk):
    desk.locator("main").focus()
    desk.keyboard.press("j")
    expect(desk.locator("#due-a")).to_be_focused()
    desk.keyboard.press("j")
    expect(desk.locator("#due-b")).to_be_focused()
    desk.keyboard.press("k")
    expect(desk.locator("#due-a")).to_be_focused()
    desk.locator("#due-d").focus()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    expect(desk.get_by_role("combobox", name="Find a person by name")).to_be_focused()
    desk.keyboard.type("jk?")
    expect(desk.get_by_role("combobox", name="Find a person by name")).to_have_value("jk?")


def test_a_date_is_read_back_while_it_is_typed(desk):
    desk.locator("#id_visited_on").fill("令和8年11月24日")
    expect(desk.locator("#id_visited_on_read")).to_have_text("Read as Tue 24 Nov 2026")
    desk.locator("#id_visited_on").fill("31.2.2026")
    expect(desk.locator("#id_visited_on_read")).to_contain_text("There is no such day")


def test_a_report_without_a_line_waits_and_is_sent_once(site, desk):
    desk.goto(f"{site}/concern/")
    desk.get_by_label("Seen at").fill("14:10")
    desk.route("**/concern/", lambda route: route.abort())
    desk.get_by_role("button", name="Send").click()
    expect(desk.locator("[data-queue]")).to_contain_text("One record is not sent yet")
    desk.unroute("**/concern/")
    with desk.expect_response("**/concern/"):
        desk.evaluate("dispatchEvent(new Event('online'))")
    expect(desk.locator("[data-queue]")).to_be_hidden()
    desk.reload()
    assert [aware for _key, aware in LETTERS] == ["14:10"]
