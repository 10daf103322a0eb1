"""An instrument is filled in by keyboard alone, saved at every answer, and taken up again where the machine failed."""

import os
from pathlib import Path

import pytest

from tests.journeys.test_keyboard import enter, tab_to
from tests.journeys.visitor import Visitor
from tsunagu.assessment.models import Response
from tsunagu.assessment.tests.factories import make_case
from tsunagu.assessment.tests.small_forms import begin, load, sleep_form
from tsunagu.cases.models import SafetyPath

pytestmark = pytest.mark.browser
SAVED = "() => document.querySelector('#progress').textContent.includes('{}')"
PICTURES = os.environ.get("PICTURES", "")


def begun(v: Visitor, **more):
    with v.behind_the_scenes("noor"):
        case = make_case(v.agency)
        response = begin(v.agency, case, load(v.agency, sleep_form(**more)))
    return case, response


def picture(v: Visitor, name: str) -> None:
    if PICTURES:
        for width in (1280, 360):
            v.page.set_viewport_size({"width": width, "height": 860})
            v.page.screenshot(path=str(Path(PICTURES) / f"{name}-{v.language}-{width}.png"), full_page=True)
        v.page.set_viewport_size({"width": 1280, "height": 860})


def done(v: Visitor, number: int) -> None:
    """The page says how many answers are saved."""
    v.page.wait_for_function(
        f"() => (document.querySelector('#progress').textContent.match(/\\d+/g) || []).includes('{number}')"
    )


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_a_loaded_questionnaire_is_filled_in_by_keyboard(visitor, language):
    v = visitor(language, "en")
    case, response = begun(v)
    v.sign_in("noor").open("assessment:response", case_id=case.id, response_id=response.id)
    tab_to(v, '[name="q0"]')
    v.page.keyboard.press("ArrowDown")
    v.page.keyboard.press("ArrowDown")
    v.page.wait_for_selector('[name="q1"]')
    done(v, 1)
    assert v.page.evaluate("document.activeElement.name") == "q0", "the hand stays where it was"
    tab_to(v, '[name="q1"]')
    v.page.keyboard.press("Space")
    done(v, 2)
    tab_to(v, '[name="q2-absent"]')
    v.page.keyboard.press("ArrowDown")
    v.page.keyboard.press("ArrowDown")
    tab_to(v, '[name="q3"]')
    v.page.keyboard.type("Since the move")
    tab_to(v, "main .savebar button.primary")
    picture(v, "filling")
    enter(v)
    v.look()
    picture(v, "result")
    with v.behind_the_scenes("noor"):
        response.refresh_from_db()
        assert response.completed_at
        assert response.answers.get(link="3").absent == "refused"
        assert response.answers.get(link="note").values == [{"valueString": "Since the move"}]
    for name, where in (("responses", {}), ("response_share", {"response_id": response.id}), ("response_start", {})):
        v.open(f"assessment:{name}", case_id=case.id, **where)
        picture(v, name)
    for name, where in (
        ("instruments", {}),
        ("instrument_version", {"version_id": response.instrument_id}),
        ("instrument", {"code": "phq9"}),
    ):
        v.open(f"assessment:{name}", **where)
        picture(v, name)


def test_after_a_crash_it_goes_on_where_it_was(visitor):
    v = visitor()
    case, response = begun(v)
    v.sign_in("noor").open("assessment:response", "?ask=first", case_id=case.id, response_id=response.id)
    v.page.locator('[name="q0"]').nth(2).check()
    done(v, 1)
    v.page.goto("about:blank")  # the browser is gone; nobody pressed Save
    v.open("assessment:response", "?ask=first", case_id=case.id, response_id=response.id)
    assert v.page.locator('[name="q1"]').count() == 3, "the next open question"
    assert "Question 2 of 4" in v.page.locator("main").inner_text()
    picture(v, "one")


def test_a_critical_answer_opens_the_safety_path_while_the_sheet_is_still_open(visitor):
    """Thoughts of self-harm on a form that only its codes make known; nobody completes it."""
    v = visitor()
    never = {"valueCoding": {"system": "http://loinc.org", "code": "LA6568-5", "display": "Never"}}
    often = {"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3", "display": "Sometimes"}}
    item = {"linkId": "x", "type": "choice", "text": "Question nine", "answerOption": [never, often]}
    item |= {"code": [{"system": "http://loinc.org", "code": "44260-8"}]}
    case, response = begun(v, item=[item])
    v.sign_in("noor").open("assessment:response", case_id=case.id, response_id=response.id)
    v.page.locator('[name="q0"]').nth(1).check()
    v.page.wait_for_selector("#alarms .notice.stop")
    v.look()
    picture(v, "alarm")
    with v.behind_the_scenes("noor"):
        assert SafetyPath.objects.get(case=case).is_open
        assert Response.objects.get(id=response.id).is_open
