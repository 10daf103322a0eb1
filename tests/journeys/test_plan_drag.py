"""What the assessment found is carried into the plan: with the mouse, and the same with the keyboard alone (R-047)."""

from __future__ import annotations

import pytest

from tsunagu.assessment.choices import FindingKind, LifeDomain
from tsunagu.assessment.commands import add_finding
from tsunagu.planning.models import Ground, Need
from tsunagu.planning.tests import factories as plans

pytestmark = [pytest.mark.browser]

FOUND = {
    "carry": (FindingKind.NEED, "Cannot carry shopping upstairs"),
    "sleep": (FindingKind.NEED, "Does not sleep through the night"),
    "walked": (FindingKind.STRENGTH, "Walked to the library every Saturday for years"),
    "sol": (FindingKind.STRENGTH, "Sol lives next door"),
}


@pytest.fixture
def draft(visitor):
    v = visitor("en")
    with v.behind_the_scenes("noor") as by:
        case = plans.case(v.agency)
        plan = plans.draft(case, by)
        plans.grown(plan, case, by)
        for kind, text in FOUND.values():
            add_finding(case.id, by=by, kind=kind, domain=LifeDomain.HEALTH, text=text)
    v.sign_in("noor").open("planning:plan", case_id=case.id)
    return v, plan


def found(v, name):
    return v.page.locator(f'#found li[data-drag]:has-text("{FOUND[name][1]}")')


def grounds(v, plan):
    with v.behind_the_scenes("noor"):
        return set(Ground.objects.filter(goal__plan=plan).values_list("goal__term", "finding__text"))


def test_with_the_mouse(draft):
    """R-047: a need or a strength is dropped on a goal, a need on the plan."""
    v, plan = draft
    v.page.set_viewport_size({"width": 1280, "height": 3200})  # a drag does not scroll
    short = v.page.locator("li.short > .node")
    for name in ("carry", "walked"):
        with v.page.expect_navigation():
            found(v, name).locator("span").first.drag_to(short)
    assert grounds(v, plan) == {("short", FOUND["carry"][1]), ("short", FOUND["walked"][1])}
    with v.page.expect_navigation():
        found(v, "sleep").locator("span").first.drag_to(v.page.locator("li.need > .node").first)
    with v.behind_the_scenes("noor"):
        assert Need.objects.filter(plan=plan, text=FOUND["sleep"][1]).exists()
    v.sees("Answers: Cannot carry shopping upstairs")


def test_with_the_keyboard_alone(draft):
    """R-047."""
    v, plan = draft
    chooser = found(v, "sol").locator("select")
    chooser.focus()
    v.page.keyboard.press("ArrowDown")
    v.page.keyboard.press("Tab")
    with v.page.expect_navigation():
        v.page.keyboard.press("Enter")
    assert grounds(v, plan) == {("short", FOUND["sol"][1])}
    v.page.locator('#found button:has-text("Add")').first.focus()
    with v.page.expect_navigation():
        v.page.keyboard.press("Enter")
    with v.behind_the_scenes("noor"):
        assert Need.objects.filter(plan=plan).count() == 2
