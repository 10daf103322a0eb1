"""From an empty draft to a plan in force, and what stands in the way."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.planning.choices import PlanStatus
from tsunagu.planning.commands.activate_plan import activate_plan, missing_before_activation
from tsunagu.planning.commands.draft_plan import copy_from_previous, draft_plan, propose_revision
from tsunagu.planning.commands.goals import add_goal, change_goal
from tsunagu.planning.commands.review_plan import Judgement, review_plan
from tsunagu.planning.models import Goal, Plan
from tsunagu.planning.queries import current_plan_of
from tsunagu.planning.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def missing(case, plan):
    return missing_before_activation(Case.objects.get(id=case.id), plan)


def says(case, plan):
    return [str(one.says) for one in missing(case, plan)]


def test_a_complete_draft_is_activated_and_the_ledger_says_so(case, noor):
    plan = factories.ready(case, noor)
    assert says(case, plan) == []
    activate_plan(plan_id=plan.id, by=noor)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ACTIVE
    assert plan.activated_by_name == "Noor Haddad"
    fact = Fact.objects.get(case=case, kind="plan.activated")
    assert fact.ref == plan.id
    assert fact.data == {"interim": False, "why": "new", "version": 1}
    assert current_plan_of(case) == plan


def test_an_empty_draft_is_told_everything_at_once_with_where_to_mend_it(case, noor):
    """R-020, R-052, R-057."""
    plan = factories.draft(case, noor)
    with pytest.raises(Refused) as refusal:
        activate_plan(plan_id=plan.id, by=noor)
    lacking = refusal.value.missing
    assert "At least one goal" in [one.says for one in lacking]
    assert all(one.mend.startswith(f"/cases/{case.id}/plan/") for one in lacking)
    assert Plan.objects.get(id=plan.id).is_draft


def test_a_plan_without_an_answer_to_this_very_version_stays_a_draft(case, noor):
    """R-057: neither agreement nor documented refusal."""
    plan = factories.draft(case, noor)
    factories.grown(plan, case, noor)
    assert any("agreement" in one for one in says(case, plan))


def test_activation_waits_for_the_required_assessments(agency, noor):
    """R-048."""
    unassessed = factories.case(agency, factories.cases.person(agency, "Wren Ito-Baptiste"))
    plan = factories.ready(unassessed, noor)
    with pytest.raises(Refused) as refusal:
        activate_plan(plan_id=plan.id, by=noor)
    assert len(refusal.value.missing) >= 1


def test_a_goal_without_measure_or_date_is_named_by_the_list(case, noor):
    """R-052."""
    plan = factories.ready(case, noor)
    goal = Goal.objects.get(plan=plan, term="short")
    change_goal(goal_id=goal.id, words=factories.short_words(case, measure="", target_date=None), by=noor)
    (one,) = missing(case, plan)
    assert f"about={goal.key}" in one.mend


def test_a_long_term_goal_needs_a_step_on_the_way(case, noor):
    """R-053."""
    plan = factories.ready(case, noor)
    need = plan.needs.get()
    add_goal(words=factories.long_words(case, text="River cooks for four again"), need_id=need.id, by=noor)
    assert any("short-term" in one for one in says(case, plan))


def test_an_interim_plan_asks_less_and_ends_after_fourteen_days(agency, noor):
    """R-048, T11: assessments are not complete, support cannot wait."""
    urgent = factories.case(agency, factories.cases.person(agency, "Wren Ito-Baptiste"))
    plan = factories.draft(urgent, noor, interim=True)
    factories.grown(plan, urgent, noor)
    factories.written(plan, urgent, noor)
    activate_plan(plan_id=plan.id, by=noor)
    plan.refresh_from_db()
    today = factories.day(urgent, 0)
    assert plan.expires_on == today + timedelta(days=14)
    assert not plan.has_expired(today + timedelta(days=14))
    assert plan.has_expired(today + timedelta(days=15))
    assert Duty.objects.filter(case=urgent, clock="agency/defaults.interim_plan", outcome="open").exists()


def test_the_next_version_waits_until_each_goal_was_rated(case, noor):
    """R-059."""
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="River moved in with Sol", by=noor)
    goal = second.goals.get(term="short")
    change_goal(goal_id=goal.id, words=factories.short_words(case, target="five times a week"), by=noor)
    factories.written(second, case, noor)
    (one,) = missing(case, second)
    assert "review" in one.mend
    ratings = {g.key: Judgement("partly") for g in first.goals.all()}
    review_plan(plan_id=first.id, ratings=ratings, summary="Slower than hoped", outlook="change", by=noor)
    activate_plan(plan_id=second.id, by=noor)
    first.refresh_from_db()
    assert first.status == PlanStatus.SUPERSEDED
    assert first.superseded_by_name == "Noor Haddad"
    assert current_plan_of(case) == second


def test_an_untouched_copy_is_not_a_plan(case, noor):
    """R-108: at least one goal is this person's own."""
    first = factories.active(case, noor)
    ratings = {g.key: Judgement("partly") for g in first.goals.all()}
    review_plan(plan_id=first.id, ratings=ratings, summary="As hoped", outlook="continue", by=noor)
    copy = copy_from_previous(previous_id=first.id, by=noor)
    factories.written(copy, case, noor)
    assert any("not copied" in one for one in says(case, copy))
    goal = copy.goals.get(term="short")
    change_goal(goal_id=goal.id, words=factories.short_words(case, target_date=factories.day(case, 90)), by=noor)
    assert says(case, copy) == []


def test_services_that_were_not_carried_over_end_with_the_old_version(case, noor):
    first = factories.active(case, noor)
    line = first.lines.get()
    ratings = {g.key: Judgement("dropped", "River wants something else") for g in first.goals.all()}
    review_plan(plan_id=first.id, ratings=ratings, summary="A new start", outlook="change", by=noor)
    second = factories.draft(case, noor, why="plan_change")
    factories.grown(second, case, noor)
    factories.written(second, case, noor)
    activate_plan(plan_id=second.id, by=noor)
    assert Fact.objects.filter(case=case, kind="service.cancelled", ref=line.key).exists()


def test_only_those_who_may_activate_do(case, noor, agency):
    plan = factories.ready(case, noor)
    with acting(agency.actor("imani")) as imani, pytest.raises(Forbidden):
        activate_plan(plan_id=plan.id, by=imani)


def test_an_active_plan_is_not_activated_again(case, noor):
    plan = factories.active(case, noor)
    with pytest.raises(Refused, match="draft"):
        activate_plan(plan_id=plan.id, by=noor)


def test_another_organisation_sees_no_plan(case, noor, elsewhere):
    plan = factories.ready(case, noor)
    with acting(elsewhere.actor("noor")):
        assert not Plan.objects.filter(id=plan.id).exists()


def test_a_household_has_a_plan_beside_those_of_its_members(agency, noor):
    """Needs may be of one person or of all together."""
    home = factories.case(
        agency, factories.cases.person(agency, "June Abara"), factories.cases.person(agency, "Eli Abara")
    )
    together = draft_plan(case_id=home.id, by=noor)
    alone = factories.draft(home, noor)
    assert together.person_id is None
    assert alone.person_id
    assert together.lineage != alone.lineage
    with pytest.raises(Refused, match="already a draft"):
        draft_plan(case_id=home.id, by=noor)


@pytest.fixture
def home(agency):
    june = factories.cases.person(agency, "June Abara")
    return factories.case(agency, june, factories.cases.person(agency, "Eli Abara"))


def test_a_household_is_told_whose_assessment_is_missing_with_a_link_to_theirs(home, noor):
    """R-048: in a household the list says whose."""
    lacking = missing(home, draft_plan(case_id=home.id, by=noor))
    for member in home.members.all():
        (one,) = [one for one in lacking if one.says == f"Needs assessment – {member.person.name}"]
        assert one.mend.endswith(f"assessment=needs&person={member.person_id}")


def test_a_member_s_own_plan_waits_for_that_member_alone(home, noor):
    """R-048."""
    lacking = [one.says for one in missing(home, factories.draft(home, noor))]
    assert "Needs assessment – June Abara" in lacking
    assert not any("Eli" in one for one in lacking)


def test_one_person_is_not_named_again_in_their_own_list(agency, noor):
    alone = factories.case(agency, factories.cases.person(agency, "Wren Ito-Baptiste"))
    assert "Needs assessment" in says(alone, factories.draft(alone, noor))
