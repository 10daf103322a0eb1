"""Numbers that stay, copies that are marked, moves, and what is refused while a plan is written."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tsunagu.cases import queries as cases
from tsunagu.cases.models import Fact
from tsunagu.core.clock import now
from tsunagu.core.errors import Conflict, Refused
from tsunagu.planning.choices import GoalStatus, LineStatus, PlanStatus
from tsunagu.planning.commands.agree import record_agreement, record_copy_given, record_refusal
from tsunagu.planning.commands.barriers import add_barrier
from tsunagu.planning.commands.draft_plan import copy_from_previous, propose_revision
from tsunagu.planning.commands.goals import add_goal, change_goal, drop_goal
from tsunagu.planning.commands.needs import add_need, change_need, drop_need
from tsunagu.planning.commands.options import OptionWords, choose_option, offer_options
from tsunagu.planning.commands.reorder import reorder
from tsunagu.planning.commands.review_plan import Judgement, annotate_plan, review_plan
from tsunagu.planning.commands.run_service import ask_authorisation, cancel_service, end_service, start_service
from tsunagu.planning.commands.services import (
    add_service_line,
    change_service_line,
    drop_service_line,
    record_unmet_need,
)
from tsunagu.planning.commands.write_plan import set_wishes, write_section
from tsunagu.planning.models import Goal, Plan, ServiceLine
from tsunagu.planning.presenters import advice_on, beside_views, change_views, number_text
from tsunagu.planning.queries import (
    contributions,
    difference,
    difference_beside,
    duplicates_of,
    number_of,
    plan_lines_of,
    planned_cost_of,
    quiet_goals,
    records_of,
    unmet_needs,
)
from tsunagu.planning.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def draft(case, noor):
    return factories.draft(case, noor)


@pytest.fixture
def tree(draft, case, noor):
    return factories.grown(draft, case, noor)


def rated(plan, rating="partly", reason=""):
    return {goal.key: Judgement(rating, reason) for goal in plan.goals.all()}


# -- numbers ---------------------------------------------------------------------------------------------------------------


def test_the_tree_is_numbered_from_need_to_service(tree):
    line = tree[3]
    assert [number_of(node) for node in tree] == [(1,), (1, 1), (1, 1, 1), (1, 1, 1, 1)]
    assert number_text(number_of(line), line=True, language="ko") == "1-1-1-가"
    assert number_text(number_of(line), line=True, language="ja") == "1-1-1-ア"


def test_a_number_is_never_given_twice(draft, case, noor, tree):
    need = tree[0]
    second = add_need(plan_id=draft.id, text="Money worries", by=noor)
    drop_need(need_id=second.id, reason="Solved by the benefits office", by=noor)
    third = add_need(plan_id=draft.id, text="Rent is late", by=noor)
    assert third.number == 3
    extra = add_goal(words=factories.long_words(case, text="Swims on Fridays"), need_id=need.id, by=noor)
    drop_goal(goal_id=extra.id, reason="Pool closed", by=noor)
    again = add_goal(words=factories.long_words(case, text="Dances on Fridays"), need_id=need.id, by=noor)
    assert (extra.number, again.number) == (2, 3)


def test_numbers_and_names_hold_through_versions(case, noor):
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="Moved in with Sol", by=noor)
    assert second.version == 2
    assert {g.key: number_of(g) for g in first.goals.all()} == {g.key: number_of(g) for g in second.goals.all()}
    assert all(goal.copied and not goal.individual for goal in second.goals.all())
    new = add_need(plan_id=second.id, text="Sleeps badly", by=noor)
    assert new.number == 2


def test_moving_changes_the_order_and_not_the_number(draft, noor, tree):
    second = add_need(plan_id=draft.id, text="Money worries", by=noor)
    reorder(node=second, direction="up", by=noor)
    assert [need.number for need in draft.needs.all()] == [2, 1]
    reorder(node=second, direction="up", by=noor)
    assert [need.number for need in draft.needs.all()] == [2, 1]


def test_only_safety_comes_before_the_persons_own_order(draft, noor, tree):
    """R-117."""
    fire = add_need(plan_id=draft.id, text="The stove is left on", safety_override=True, by=noor)
    assert draft.needs.first() == fire


# -- goals -----------------------------------------------------------------------------------------------------------------


def test_a_short_term_goal_comes_before_its_long_term_goal(case, noor, tree):
    """R-053."""
    with pytest.raises(Refused) as refusal:
        add_goal(words=factories.short_words(case, target_date=factories.day(case, 200)), parent_id=tree[1].id, by=noor)
    assert refusal.value.field == "target_date"
    with pytest.raises(Refused):
        change_goal(goal_id=tree[1].id, words=factories.long_words(case, target_date=factories.day(case, 30)), by=noor)


def test_goals_of_school_and_work_have_their_place(case, noor, tree):
    """R-053: education, work, leisure."""
    for category in ("education", "work", "leisure"):
        add_goal(words=factories.long_words(case, category=category), need_id=tree[0].id, by=noor)


def test_each_goal_is_a_fact_that_clocks_can_read(case, tree):
    fact = Fact.objects.get(case=case, kind="goal.set", ref=tree[2].key)
    assert fact.data["term"] == "short"
    assert fact.data["measure"]


def test_gates_are_handed_the_tree(draft, tree):
    """R-020."""
    records = records_of(draft)
    assert records["goal"][str(tree[2].key)]["parent"] == str(tree[1].key)
    assert records["service"][str(tree[3].key)]["responsible"] == "Harbour Physiotherapy"
    assert "schedule" in records["section"]


def test_somebody_who_was_faster_is_not_overwritten(case, noor, tree):
    need = tree[0]
    change_need(need_id=need.id, text="One", words="", category="", safety_override=False, by=noor, revision=1)
    with pytest.raises(Conflict):
        change_need(need_id=need.id, text="Two", words="", category="", safety_override=False, by=noor, revision=1)


# -- services --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("party_name", ["", " ", "all", "Everyone", "関係者", "全員", "전원", "ALL"])
def test_a_line_that_names_nobody_is_refused(case, noor, tree, party_name):
    """R-001, R-051."""
    with pytest.raises(Refused) as refusal:
        add_service_line(goal_id=tree[2].id, words=factories.line_words(case, party_name=party_name), by=noor)
    assert refusal.value.field == "party_name"


def test_a_line_without_any_party_is_refused(case, noor, tree):
    """R-001."""
    with pytest.raises(Refused, match="unmet need"):
        add_service_line(goal_id=tree[2].id, words=factories.line_words(case, party="", party_name=""), by=noor)


def test_the_database_too_knows_one_party_only(tree):
    """R-051."""
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceLine.objects.filter(id=tree[3].id).update(party="", party_name="")


def test_a_worker_of_ours_can_answer_for_a_line(case, noor, tree):
    words = factories.line_words(case, party="worker", party_name="", worker_id=noor.id, payer="")
    line = add_service_line(goal_id=tree[2].id, words=words, by=noor)
    assert line.worker.name == "Noor Haddad"
    with pytest.raises(Refused):
        add_service_line(
            goal_id=tree[2].id,
            words=factories.line_words(case, party="worker", party_name="", worker_id=case.id),
            by=noor,
        )


def test_a_line_keeps_its_cost_and_the_case_adds_it_up(case, noor):
    """R-002."""
    plan = factories.active(case, noor)
    assert plan.lines.get().expected_total == Decimal("2052.00")
    (cost,) = planned_cost_of(case)
    assert (cost.payer, cost.currency, cost.total) == ("State plan", "USD", Decimal("2052.00"))


def test_a_payer_is_not_asked_before_the_need_was_judged(case, noor, tree):
    """R-006."""
    words = factories.line_words(case, necessity="pending", rationale="")
    line = add_service_line(goal_id=tree[2].id, words=words, by=noor)
    with pytest.raises(Refused) as refusal:
        ask_authorisation(line_id=line.id, request=factories.request(case), by=noor)
    assert refusal.value.field == "necessity"
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceLine.objects.filter(id=line.id).update(authorisation_asked_at=now())
    asked = ask_authorisation(line_id=tree[3].id, request=factories.request(case), by=noor)
    assert (asked.payer, asked.line, asked.justification) == ("State plan", tree[3].key, tree[3].rationale)
    assert ServiceLine.objects.get(id=tree[3].id).authorisation_asked_at


def test_a_judged_line_says_why(case, noor, tree):
    """R-006: rationale."""
    with pytest.raises(Refused) as refusal:
        add_service_line(goal_id=tree[2].id, words=factories.line_words(case, rationale=""), by=noor)
    assert refusal.value.field == "rationale"


def test_what_nobody_gives_is_kept_and_counted(case, noor):
    """R-055."""
    plan = factories.ready(case, noor)
    goal = plan.goals.get(term="short")
    line = record_unmet_need(goal_id=goal.id, what="Evening transport", reason="Asked three firms", by=noor)
    factories.activate_plan(plan_id=plan.id, by=noor)
    assert list(unmet_needs(noor)) == [line]
    assert Fact.objects.filter(case=case, kind="need.unmet", ref=line.key).exists()
    with pytest.raises(Refused):
        start_service(line_id=line.id, by=noor)


def test_found_at_last_an_unmet_need_becomes_a_service(case, noor, tree):
    line = record_unmet_need(goal_id=tree[2].id, what="Evening transport", reason="Asked three firms", by=noor)
    found = change_service_line(line_id=line.id, words=factories.line_words(case, party_name="Night Cabs"), by=noor)
    assert not found.unmet


def test_the_same_service_twice_in_the_same_weeks_is_pointed_out(case, noor, tree):
    """R-065."""
    other = add_service_line(
        goal_id=tree[2].id,
        words=factories.line_words(case, party_name="City Rehab", start=factories.day(case, 20)),
        by=noor,
    )
    assert duplicates_of(other) == [tree[3]]
    later = factories.line_words(
        case, party_name="City Rehab", start=factories.day(case, -90), end=factories.day(case, -1)
    )
    assert duplicates_of(change_service_line(line_id=other.id, words=later, by=noor)) == []


def test_the_same_service_in_another_case_of_the_person_is_pointed_out(agency, case, noor):
    """R-065: another programme."""
    factories.active(case, noor)
    second = factories.case(agency, case.members.first().person)
    plan = factories.draft(second, noor)
    *_above, line = factories.grown(plan, second, noor)
    assert duplicates_of(line) == []
    words = factories.line_words(second, party_name="City Rehab")
    assert duplicates_of(change_service_line(line_id=line.id, words=words, by=noor))


def test_a_service_starts_ends_and_says_so(case, noor):
    line = factories.active(case, noor).lines.get()
    start_service(line_id=line.id, by=noor)
    with pytest.raises(Refused):
        cancel_service(line_id=line.id, reason="No", by=noor)
    end_service(line_id=line.id, by=noor)
    line.refresh_from_db()
    assert line.status == LineStatus.ENDED
    assert set(Fact.objects.filter(ref=line.key).values_list("kind", flat=True)) == {
        "service.planned",
        "service.started",
        "service.ended",
    }


def test_no_service_starts_before_its_plan_holds(noor, tree):
    """T10."""
    with pytest.raises(Refused):
        start_service(line_id=tree[3].id, by=noor)


def test_monitoring_asks_about_every_line_in_force(case, noor):
    """R-070."""
    line = factories.active(case, noor).lines.get()
    assert plan_lines_of(case) == [line]
    (asked,) = cases.plan_lines(case)
    assert asked.id == line.key
    assert "Physiotherapy" in asked.text


# -- options and barriers --------------------------------------------------------------------------------------------------


def test_options_stand_side_by_side_and_somebody_chooses_with_a_reason(case, noor, tree):
    """R-062, R-092: and nothing is chosen by itself."""
    cheap, near = (
        OptionWords("Far Rehab", cost=Decimal(40), currency="USD"),
        OptionWords("Near Rehab", cost=Decimal(60), currency="USD"),
    )
    comparison = offer_options(goal_id=tree[2].id, what="Who gives physiotherapy", options=[cheap, near], by=noor)
    assert comparison.chosen is None
    option = comparison.options.get(name="Near Rehab")
    with pytest.raises(Refused) as refusal:
        choose_option(comparison_id=comparison.id, option_id=option.id, chosen_by="person", reason="", by=noor)
    assert refusal.value.field == "reason"
    chosen = choose_option(
        comparison_id=comparison.id, option_id=option.id, chosen_by="person", reason="Sol can walk along", by=noor
    )
    assert chosen.chosen.name == "Near Rehab"
    words = factories.line_words(case, party_name="Near Rehab")
    line = add_service_line(goal_id=tree[2].id, words=words, comparison_id=comparison.id, by=noor)
    assert line.comparison.reason == "Sol can walk along"


def test_one_option_needs_its_reason(noor, tree):
    """R-062."""
    with pytest.raises(Refused):
        offer_options(goal_id=tree[2].id, what="Who", options=[OptionWords("Only Rehab")], by=noor)
    assert offer_options(
        goal_id=tree[2].id,
        what="Who",
        options=[OptionWords("Only Rehab")],
        only_one_reason="No other within 80 km",
        by=noor,
    )


def test_a_barrier_has_an_action_or_a_reason_for_none(draft, noor, tree):
    """R-046."""
    with pytest.raises(Refused) as refusal:
        add_barrier(plan_id=draft.id, code="transport", text="No bus after six", by=noor)
    assert refusal.value.field == "no_action_reason"
    add_barrier(plan_id=draft.id, code="transport", text="No bus after six", line_id=tree[3].id, by=noor)
    with pytest.raises(Refused, match="barrier"):
        drop_service_line(line_id=tree[3].id, reason="Too far", by=noor)


# -- agreement, review, versions -------------------------------------------------------------------------------------------


def test_participation_is_kept_with_the_answer(case, draft, noor, tree):
    """R-057."""
    with pytest.raises(Refused) as refusal:
        record_agreement(plan_id=draft.id, participants=[], how="", form="spoken", name="River", by=noor)
    assert refusal.value.field == "participants"
    record_agreement(
        plan_id=draft.id,
        participants=["person"],
        how="By phone",
        form="spoken",
        name="River",
        disagreement="Not on Mondays",
        by=noor,
    )
    record_copy_given(plan_id=draft.id, to="person", by=noor)
    assert Fact.objects.get(case=case, kind="plan.agreed").data == {"how": "spoken"}
    assert Fact.objects.get(case=case, kind="plan.delivered").data == {"to": "person"}


def test_a_refusal_has_its_reason_and_can_end_the_draft(case, draft, noor, tree):
    """R-057."""
    with pytest.raises(Refused):
        record_refusal(plan_id=draft.id, reason=" ", by=noor)
    record_refusal(plan_id=draft.id, reason="River wants no plan at all", lay_aside=True, by=noor)
    assert Plan.objects.get(id=draft.id).status == PlanStatus.REFUSED
    assert Fact.objects.filter(case=case, kind="goal.dropped").count() == 2
    assert factories.draft(case, noor).version == 2


def test_a_review_rates_every_goal(case, noor):
    """R-029, R-059."""
    plan = factories.active(case, noor)
    ratings = rated(plan)
    ratings.pop(plan.goals.get(term="short").key)
    with pytest.raises(Refused, match="Rate every goal"):
        review_plan(plan_id=plan.id, ratings=ratings, summary="Fine", outlook="continue", by=noor)
    with pytest.raises(Refused, match="reason"):
        review_plan(plan_id=plan.id, ratings=rated(plan, "not"), summary="Fine", outlook="continue", by=noor)


def test_a_review_closes_what_was_achieved_and_points_to_independence(case, noor):
    """R-116."""
    plan = factories.active(case, noor)
    review = review_plan(plan_id=plan.id, ratings=rated(plan, "achieved"), summary="Done", outlook="close", by=noor)
    assert review.outlook == "close"
    assert set(plan.goals.values_list("status", flat=True)) == {GoalStatus.ACHIEVED}
    assert Fact.objects.filter(case=case, kind="goal.achieved").count() == 2


def test_a_minor_change_keeps_the_version(case, noor):
    """R-058."""
    plan = factories.active(case, noor)
    note = annotate_plan(plan_id=plan.id, text="Tuesdays at eleven now", by=noor)
    plan.refresh_from_db()
    assert (plan.version, note.on) == (1, factories.day(case, 0))


def test_the_difference_of_two_versions_is_told_knot_by_knot(case, noor):
    """R-058."""
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="Moved in with Sol", by=noor)
    goal = second.goals.get(term="short")
    change_goal(goal_id=goal.id, words=factories.short_words(case, target="five times a week"), by=noor)
    drop_service_line(line_id=second.lines.get().id, reason="Sol does it", by=noor)
    changes = {change.number: change for change in difference(first, second)}
    assert changes[(1, 1, 1)].fields == ("target",)
    assert changes[(1, 1, 1, 1)].new is None


def test_only_drafts_are_written(case, noor):
    plan = factories.active(case, noor)
    with pytest.raises(Refused, match="no longer a draft"):
        add_need(plan_id=plan.id, text="Another", by=noor)
    with pytest.raises(Refused):
        set_wishes(plan_id=plan.id, wishes="x", family_wishes="", policy="", by=noor)


# -- worth a look ----------------------------------------------------------------------------------------------------------


def test_a_plan_for_one_side_of_life_is_pointed_out(draft, noor, tree):
    """R-109."""
    assert any("social life" in str(one.says) for one in advice_on(draft))
    Goal.objects.filter(id=tree[2].id).update(category="health")
    assert not any("All goals" in str(one.says) for one in advice_on(draft))


def test_a_plan_to_which_the_person_brings_nothing_is_pointed_out(case, draft, noor, tree):
    """R-110."""
    assert contributions(draft)["provider"] == [tree[3]]
    assert any("by the person or the family" in str(one.says) for one in advice_on(draft))
    words = factories.line_words(case, party="person", party_name="", kind="person", payer="")
    add_service_line(goal_id=tree[2].id, words=words, by=noor)
    assert not any("by the person or the family" in str(one.says) for one in advice_on(draft))


def test_words_nobody_can_check_are_pointed_out(case, draft, noor, tree):
    """R-052."""
    change_goal(goal_id=tree[2].id, words=factories.short_words(case, text="Improve health"), by=noor)
    assert any("cannot be checked" in str(one.says) for one in advice_on(draft))


def test_goals_about_which_nothing_happened_for_thirty_days_are_found(case, noor):
    """R-054."""
    plan = factories.active(case, noor)
    short = plan.goals.get(term="short")
    later = plan.activated_at + timedelta(days=31)
    assert quiet_goals(noor) == []
    assert quiet_goals(noor, at=later) == [short]


def test_a_copy_carries_the_wishes_and_only_what_stands(case, noor):
    first = factories.draft(case, noor)
    set_wishes(
        plan_id=first.id, wishes="I want my Saturdays back", family_wishes="", policy="Walk, then wander", by=noor
    )
    factories.grown(first, case, noor)
    factories.written(first, case, noor)
    factories.activate_plan(plan_id=first.id, by=noor)
    review_plan(plan_id=first.id, ratings=rated(first, "achieved"), summary="Done", outlook="change", by=noor)
    copy = copy_from_previous(previous_id=first.id, by=noor)
    assert copy.wishes == "I want my Saturdays back"
    assert copy.goals.count() == 0
    assert copy.needs.count() == 1


def test_what_changed_beside_the_tree_is_told_word_by_word(case, noor):
    """R-058."""
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="Moved in with Sol", by=noor)
    set_wishes(plan_id=second.id, wishes="To live with Sol", family_wishes="", policy="", by=noor)
    write_section(plan_id=second.id, key="risk_backup", text="As talked over with Sol on Tuesday.", by=noor)
    second.refresh_from_db()
    told = {change.what: (change.old, change.new) for change in difference_beside(first, second)}
    assert set(told) == {"wishes", "section:risk_backup"}
    assert told["wishes"] == ("", "To live with Sol")
    ((label, words), *_more) = [
        view for view in beside_views(second, difference_beside(first, second)) if "risk" in view[0].lower()
    ]
    assert label == "Risks and back-up plan"
    assert ("del", "Monday") in words
    assert ("ins", "Tuesday") in words


def test_what_went_says_why_and_what_was_achieved_says_so(case, noor):
    """R-058."""
    first = factories.active(case, noor)
    second = propose_revision(plan_id=first.id, reason="Moved in with Sol", by=noor)
    drop_service_line(line_id=second.lines.get().id, reason="Sol does it", by=noor)
    (gone,) = [view for view in change_views(difference(first, second)) if view.number == "1-1-1-a"]
    assert (gone.state, gone.reason) == ("went", "Sol does it")


def test_a_goal_that_was_achieved_before_the_next_version_says_so(case, noor):
    """R-058, R-059."""
    first = factories.active(case, noor)
    said = {goal.key: Judgement("partly" if goal.is_long else "achieved") for goal in first.goals.all()}
    review_plan(plan_id=first.id, ratings=said, summary="Done", outlook="change", by=noor)
    second = propose_revision(plan_id=first.id, reason="On to the library", by=noor)
    states = {view.number: view.state for view in change_views(difference(first, second))}
    assert states["1-1-1"] == "achieved"
