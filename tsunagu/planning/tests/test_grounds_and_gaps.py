"""What of the assessment is in the plan: taken into goals, seen in three lights, missed, or set aside with a reason."""

import pytest

from tsunagu.assessment.choices import FindingKind, LifeDomain
from tsunagu.assessment.commands import add_finding
from tsunagu.audit.models import Entry
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.planning.commands.draft_plan import propose_revision
from tsunagu.planning.commands.goals import change_goal
from tsunagu.planning.commands.ground_goal import ground_goal, unground_goal
from tsunagu.planning.commands.set_aside import set_aside_gap
from tsunagu.planning.models import Ground, SetAside
from tsunagu.planning.queries import found_for, sides_of
from tsunagu.planning.queries.gaps import gaps_of
from tsunagu.planning.tests import factories
from tsunagu.planning.tests.test_plan_pages import page, web  # noqa: F401 - the signed-in client

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(case, noor):
    return factories.draft(case, noor)


@pytest.fixture
def short(case, noor, plan):
    return factories.grown(plan, case, noor)[2]


@pytest.fixture
def finding(case, noor):
    def make(kind, text, domain=LifeDomain.HEALTH, **more):
        return add_finding(case.id, by=noor, kind=kind, domain=domain, text=text, **more)

    return make


# -- into a goal -----------------------------------------------------------------------------------------------------------


def test_a_need_and_a_strength_are_taken_into_a_goal(case, noor, plan, short, finding):
    """R-035, R-047."""
    need = finding(FindingKind.NEED, "Cannot carry shopping upstairs")
    strength = finding(FindingKind.STRENGTH, "Walked daily until March")
    change_goal(goal_id=short.id, words=factories.short_words(case, strength=""), by=noor)
    for one in (need, strength):
        ground_goal(goal_id=short.id, finding_id=one.id, by=noor)
    short.refresh_from_db()
    assert {ground.finding for ground in short.grounds.all()} == {need, strength}
    assert (short.strength, short.strength_found) == ("Walked daily until March", strength)
    assert need not in found_for(plan).needs


def test_a_second_strength_stands_beside_the_first(case, noor, short, finding):
    """R-035."""
    strength = finding(FindingKind.STRENGTH, "Sol lives next door")
    ground_goal(goal_id=short.id, finding_id=strength.id, by=noor)
    ground_goal(goal_id=short.id, finding_id=strength.id, by=noor)
    short.refresh_from_db()
    assert short.strength == "Knows the way by heart"
    assert short.grounds.count() == 1


def test_a_need_that_was_untied_is_open_again(noor, plan, short, finding):
    """R-047."""
    need = finding(FindingKind.NEED, "Cannot carry shopping upstairs")
    ground_goal(goal_id=short.id, finding_id=need.id, by=noor)
    unground_goal(goal_id=short.id, finding_id=need.id, by=noor)
    assert need in found_for(plan).needs


def test_only_needs_and_strengths_of_this_case_are_taken(agency, noor, short, finding):
    """R-047."""
    elsewhere = factories.case(agency, factories.cases.person(agency, "Wren Ito-Baptiste"))
    foreign = add_finding(elsewhere.id, by=noor, kind=FindingKind.NEED, domain=LifeDomain.HOME, text="Damp")
    for one in (foreign, finding(FindingKind.BARRIER, "No lift")):
        with pytest.raises(Refused):
            ground_goal(goal_id=short.id, finding_id=one.id, by=noor)
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        ground_goal(goal_id=short.id, finding_id=foreign.id, by=dale)


def test_a_goal_goes_on_standing_on_it_in_the_next_version(case, noor, finding):
    """R-058."""
    need = finding(FindingKind.NEED, "Cannot carry shopping upstairs")
    plan = factories.ready(case, noor)
    ground_goal(goal_id=plan.goals.get(term="short").id, finding_id=need.id, by=noor)
    factories.activate_plan(plan_id=plan.id, by=noor)
    draft = propose_revision(plan_id=plan.id, reason="Moved", by=noor)
    assert Ground.objects.get(goal__plan=draft).finding == need


def test_taken_in_and_out_at_the_screen(web, case, short, finding):  # noqa: F811
    """R-047: the same by button as by drop."""
    need = finding(FindingKind.NEED, "Cannot carry shopping upstairs")
    said = {"about": short.key, "finding": need.id}
    assert web.post(page("ground", case), said).status_code == 303
    assert "Answers: Cannot carry shopping upstairs" in web.get(page("plan", case)).content.decode()
    assert web.post(page("ground", case), {**said, "out": "yes"}).status_code == 303
    assert not Ground.objects.exists()


# -- three lights ----------------------------------------------------------------------------------------------------------


def test_three_lights_say_which_side_of_a_life_the_plan_leaves_out(case, noor, plan, short, finding, web):  # noqa: F811
    """R-109."""
    finding(FindingKind.NEED, "Does not sleep", LifeDomain.MIND)
    assert [(side.aspect.value, side.state) for side in sides_of(plan)] == [
        ("mind", "open"),
        ("body", "quiet"),
        ("social", "met"),
    ]
    shown = web.get(page("plan", case)).content.decode()
    assert "Found, not planned" in shown
    assert "Goals: 0 · needs not in the plan: 1" in shown


# -- gaps ------------------------------------------------------------------------------------------------------------------


def test_a_need_that_bears_on_safety_is_expected_in_the_plan(plan, noor, finding):
    """R-117."""
    need = finding(FindingKind.NEED, "No food in the house", LifeDomain.MONEY, safety=True)
    (gap,) = gaps_of(plan)
    assert gap.says == "No action for: No food in the house"
    factories.add_need(plan_id=plan.id, text=need.text, finding_id=need.id, by=noor)
    assert gaps_of(plan) == []


def test_a_gap_is_set_aside_with_its_reason_and_stays_visible(case, noor, plan, finding, web):  # noqa: F811
    """Nothing is dismissed unseen."""
    finding(FindingKind.NEED, "No food in the house", LifeDomain.MONEY, safety=True)
    (gap,) = gaps_of(plan)
    assert web.post(page("gap", case, key=gap.key), {"reason": " "}).status_code == 422
    assert web.post(page("gap", case, key=gap.key), {"reason": "The daughter shops since Monday"}).status_code == 303
    assert gaps_of(plan) == []
    shown = web.get(page("plan", case)).content.decode()
    assert "The daughter shops since Monday" in shown
    assert Entry.objects.filter(verb="set_aside_gap").exists()


def test_what_is_not_missing_cannot_be_set_aside(noor, plan, agency):
    with pytest.raises(Refused, match="no longer missing"):
        set_aside_gap(plan_id=plan.id, key="finding:none", reason="No", by=noor)
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        set_aside_gap(plan_id=plan.id, key="finding:none", reason="No", by=dale)


def test_what_was_set_aside_stays_so_in_the_next_version(case, noor, finding):
    finding(FindingKind.NEED, "No food in the house", LifeDomain.MONEY, safety=True)
    plan = factories.active(case, noor)
    set_aside_gap(plan_id=plan.id, key=gaps_of(plan)[0].key, reason="The daughter shops", by=noor)
    assert gaps_of(propose_revision(plan_id=plan.id, reason="Moved", by=noor)) == []


def test_another_organisation_sees_nothing_of_it(noor, plan, finding, elsewhere):
    finding(FindingKind.NEED, "No food in the house", LifeDomain.MONEY, safety=True)
    set_aside_gap(plan_id=plan.id, key=gaps_of(plan)[0].key, reason="The daughter shops", by=noor)
    with acting(elsewhere.actor("noor")):
        assert not SetAside.objects.exists()
