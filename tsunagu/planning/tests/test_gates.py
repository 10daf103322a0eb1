"""Each thing that keeps a plan from coming into force: refused in words, with a link to the page on which it is mended."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Case
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Refused
from tsunagu.planning.commands.activate_plan import activate_plan, missing_before_activation
from tsunagu.planning.commands.draft_plan import copy_from_previous, propose_revision
from tsunagu.planning.commands.review_plan import Judgement, review_plan
from tsunagu.planning.models import Agreement, Goal, Need, Plan, Section, ServiceLine
from tsunagu.planning.tests import factories
from tsunagu.planning.tests.test_plan_pages import web  # noqa: F401 - the signed-in client

pytestmark = pytest.mark.django_db


def goals(plan, **values):
    Goal.objects.filter(plan=plan, term="short").update(**values)


def without_sections(plan, noor):
    """R-020: a required part is empty."""
    Section.objects.filter(plan=plan, key="risk_backup").update(text="")


def without_part_of_its_type(plan, noor):
    """R-020, R-049."""
    Section.objects.filter(plan=plan, key="watched_by").update(text="")


def without_a_goal(plan, noor):
    """R-020."""
    ServiceLine.objects.filter(plan=plan).update(dropped_at=now())
    Goal.objects.filter(plan=plan).update(dropped_at=now())
    Need.objects.filter(plan=plan).update(dropped_at=now())


def without_a_measure(plan, noor):
    """R-052."""
    goals(plan, measure="")


def without_a_date(plan, noor):
    """R-052."""
    goals(plan, target_date=None)


def without_a_nearer_date(plan, noor):
    """R-053."""
    goals(plan, target_date=plan.goals.get(term="long").target_date)


def without_a_step(plan, noor):
    """R-053."""
    ServiceLine.objects.filter(plan=plan).update(dropped_at=now())
    goals(plan, dropped_at=now())


def without_an_answer(plan, noor):
    """R-057: this very version was not answered."""
    Agreement.objects.filter(plan=plan).delete()


def without_a_goal_of_its_own(plan, noor):
    """R-108."""
    Goal.objects.filter(plan=plan).update(individual=False)


def without_the_persons_part(plan, noor):
    """R-110."""
    Agreement.objects.filter(plan=plan).update(participants=["provider"])
    Goal.objects.filter(plan=plan).update(own_words=False)


DEFECTS = {
    without_sections: "section=risk_backup",
    without_part_of_its_type: "section=watched_by",
    without_a_goal: "/plan/goals/",
    without_a_measure: "/plan/goals/",
    without_a_date: "/plan/goals/",
    without_a_nearer_date: "/plan/goals/",
    without_a_step: "/plan/goals/",
    without_an_answer: "/plan/agreement/",
    without_a_goal_of_its_own: "/plan/goals/",
    without_the_persons_part: "/plan/participation/",
}


@pytest.mark.parametrize("spoil", DEFECTS, ids=[spoil.__name__ for spoil in DEFECTS])
def test_what_is_missing_is_named_and_its_link_opens(case, noor, web, spoil):  # noqa: F811
    """R-020, R-052, R-053, R-057, R-108, R-110."""
    plan = factories.ready(case, noor)
    spoil(plan, noor)
    plan.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        activate_plan(plan_id=plan.id, by=noor)
    assert any(DEFECTS[spoil] in one.mend for one in refusal.value.missing)
    for one in refusal.value.missing:
        assert str(one.says)
        assert web.get(one.mend, follow=True).status_code == 200
    assert Plan.objects.get(id=plan.id).is_draft


def test_every_service_has_one_who_answers_for_it_before_it_can_be_written(case, noor):
    """R-051: the line itself is refused, so no plan gets as far."""
    plan = factories.draft(case, noor)
    _need, _long, short, _line = factories.grown(plan, case, noor)
    with pytest.raises(Refused) as refusal:
        factories.add_service_line(goal_id=short.id, words=factories.line_words(case, party_name="all"), by=noor)
    assert refusal.value.field == "party_name"


def test_an_assessment_that_is_too_old_is_asked_for_again_with_its_link(agency, noor, web):  # noqa: F811
    """R-048: required and expired."""
    made = factories.case(agency, at=now() - timedelta(days=500))
    with frozen(now() - timedelta(days=400)):
        factories.assessed(made, agency)
    plan = factories.ready(Case.objects.get(id=made.id), noor)
    lacking = missing_before_activation(plan.case, plan)
    assert lacking
    for one in lacking:
        assert "assessment=" in one.mend
        assert web.get(one.mend, follow=True).status_code == 200


def test_the_next_version_waits_for_the_review_and_leads_there(case, noor, web):  # noqa: F811
    """R-059."""
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="Moved in with Sol", by=noor)
    Goal.objects.filter(plan=second).update(individual=True)
    factories.written(second, case, noor)
    (one,) = missing_before_activation(case, Plan.objects.get(id=second.id))
    assert "/plan/review/" in one.mend
    assert web.get(one.mend).status_code == 200


def test_a_minor_version_keeps_what_was_there_until_it_takes_effect(case, noor):
    """R-058: draft → active → superseded, never two in force."""
    first = factories.active(case, noor)
    said = {goal.key: Judgement("partly") for goal in first.goals.all()}
    review_plan(plan_id=first.id, ratings=said, summary="As hoped", outlook="change", by=noor)
    second = copy_from_previous(previous_id=first.id, by=noor)
    assert Plan.objects.get(id=first.id).is_active
    Goal.objects.filter(plan=second).update(individual=True)
    factories.written(second, case, noor)
    activate_plan(plan_id=second.id, by=noor)
    assert list(Plan.objects.filter(case=case).order_by("version").values_list("status", flat=True)) == [
        "superseded",
        "active",
    ]


def test_a_strengths_plan_waits_for_a_strength_and_own_words_on_each_goal(agency, noor, web):  # noqa: F811
    """R-035."""
    made = factories.case(agency, model="strengths")
    factories.assessed(made, agency)
    made = Case.objects.get(id=made.id)
    plan = factories.ready(made, noor)
    lacking = [one for one in missing_before_activation(made, plan) if "strength" in str(one.says)]
    short = plan.goals.get(term="short")
    assert [f"about={short.key}" in one.mend for one in lacking] == [True]
    assert web.get(lacking[0].mend).status_code == 200
    goals(plan, own_words=True)
    assert not [one for one in missing_before_activation(made, plan) if "strength" in str(one.says)]
