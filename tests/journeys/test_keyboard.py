"""Tab and Enter are enough: from what is due to the note that meets it, and from a refusal to what it asks for."""

import pytest

from tests.journeys.visitor import Visitor
from tsunagu.cases.models import Contact, Duty
from tsunagu.cases.tests import factories as cases
from tsunagu.planning.tests import factories as plans

pytestmark = pytest.mark.browser
FOCUSED = "selector => document.activeElement.matches(selector)"


def tab_to(v: Visitor, selector: str, limit: int = 120) -> None:
    for _ in range(limit):
        if v.page.evaluate(FOCUSED, selector):
            return
        v.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector} on {v.page.url}")


def enter(v: Visitor) -> None:
    with v.page.expect_navigation():
        v.page.keyboard.press("Enter")


def test_from_my_day_to_a_contact_that_is_saved(visitor):
    """No mouse: the skip link, the row's action, the note, the save. The row is gone afterwards."""
    v = visitor()
    with v.behind_the_scenes("noor"):
        case = cases.case(v.agency, worker="noor", model="clinical")
        owed = Duty.objects.get(case=case, clock="model/clinical.first_contact")
    v.sign_in("noor").open("web:my_day")
    v.page.keyboard.press("Tab")
    assert v.page.evaluate(FOCUSED, ".skip"), "the first stop skips to the content"
    v.page.keyboard.press("Enter")
    tab_to(v, f"#due-{owed.id} [data-act]", limit=12)
    enter(v)
    tab_to(v, 'main [name="note"]')
    v.page.keyboard.type("We met at the library. River would like mornings.")
    tab_to(v, "main button.primary")
    enter(v)
    with v.behind_the_scenes("noor"):
        assert Contact.objects.get(case=case).note.startswith("We met at the library")
        owed.refresh_from_db()
        assert owed.outcome == "met"
    v.open("web:my_day")
    assert v.page.locator(f"#due-{owed.id}").count() == 0


def test_a_refused_activation_takes_the_focus_and_leads_to_what_is_missing(visitor):
    """The list is read at once, each line is a link, and the first is one Tab away."""
    v = visitor()
    with v.behind_the_scenes("noor") as by:
        case = plans.case(v.agency, model="strengths")
        plans.grown(plans.draft(case, by), case, by)
    v.sign_in("noor").open("planning:plan", case_id=case.id)
    tab_to(v, 'form[action*="/activation/"] button')
    enter(v)
    assert v.page.evaluate(FOCUSED, "#missing.refusal")
    listed = v.page.locator("#missing li")
    assert listed.count() >= 2
    assert v.page.locator("#missing li > a").count() == listed.count(), "each line leads to where it is mended"
    v.page.keyboard.press("Tab")
    assert v.page.evaluate(FOCUSED, "#missing li:first-child a")
    enter(v)
    assert v.page.locator("h1").count() == 1


def test_the_first_thing_wrong_takes_the_focus(visitor):
    """What was typed stays, and the reader stands where the fault is said."""
    v = visitor()
    with v.behind_the_scenes("noor"):
        case = cases.case(v.agency, worker="noor")
    v.sign_in("noor").open("cases:promise_new", case_id=case.id)
    tab_to(v, 'main [name="due"]')
    v.page.keyboard.type("the day after never")
    tab_to(v, "main button.primary")
    enter(v)
    assert v.page.evaluate("document.activeElement.closest('[data-takes-focus], .field') !== null")
    assert v.page.locator('main [name="due"]').input_value() == "the day after never"
