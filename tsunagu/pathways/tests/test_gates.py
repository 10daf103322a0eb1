"""What must hold before an act, and how what is missing is said."""

from datetime import date

import pytest

from tsunagu.pathways.tests.story import HOME, JP, KR, LIBRARY, NY, STAFF_RULES, Story

GOOD_GOAL = {
    "term": "short",
    "measure": "walks to the shop",
    "target_date": date(2026, 8, 1),
    "individual": True,
    "own_words": True,
    "strength": "likes to walk",
}
GOOD_PLAN = {
    "goal": {"g1": GOOD_GOAL},
    "service": {"s1": {"responsible": "case manager"}},
    "plan": {"p": {"person_took_part": True}},
}


def mends(story: Story, gate: str, at: str, **how) -> set[str]:
    return {m.mend for m in story.lacks(gate, at, **how)}


def test_the_answer_names_all_that_is_missing_with_the_place_where_it_is_put_right():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add(
        "2026-02-01", "goal.set", ref="g1", term="short", measure="walks to the shop", target_date=date(2026, 8, 1)
    )
    story.add("2026-02-01", "goal.set", ref="g2", term="short")
    lacks = {(m.mend, m.about) for m in story.lacks("plan.activate", "2026-02-02")}
    assert {
        ("planning:goals", "g2"),
        ("planning:agreement", None),
        ("planning:agreement", "ana"),
        ("cases:meeting", None),
        ("assessment:start?assessment=jp23", "ana"),
        ("planning:section?section=weekly_schedule", None),
    } <= lacks
    assert ("planning:goals", "g1") not in lacks


def test_everything_missing_is_said_in_three_languages_with_its_layer():
    story = Story(KR, programme="kr_integrated", jurisdiction="kr", model="strengths")
    for lack in story.lacks("plan.activate", "2026-02-02"):
        assert set(lack.says) == {"en", "ja", "ko"}
        assert all(lack.says.values())
        assert LIBRARY.layer(lack.layer)


def test_a_room_hands_over_the_records_it_keeps():
    story = Story(NY)
    story.add("2026-02-01", "plan.drafted")
    story.add("2026-02-01", "plan.agreed", how="spoken")
    assert story.lacks("plan.activate", "2026-02-02", GOOD_PLAN) == []
    assert mends(story, "plan.activate", "2026-02-02") == {"planning:goals", "planning:participation"}


@pytest.mark.parametrize(
    ("noun", "fields", "lacking"),
    [
        ("goal", {**GOOD_GOAL, "measure": ""}, "planning:goals"),
        ("goal", {**GOOD_GOAL, "target_date": None}, "planning:goals"),
        ("goal", {**GOOD_GOAL, "individual": False}, "planning:goals"),
        ("service", {"responsible": ""}, "planning:services"),
    ],
)
def test_a_plan_that_falls_short_is_not_activated(noun, fields, lacking):
    story = Story(NY)
    story.add("2026-02-01", "plan.agreed", how="spoken")
    records = {**GOOD_PLAN, noun: {"x": fields}}
    assert [m.mend for m in story.lacks("plan.activate", "2026-02-02", records)] == [lacking]


def test_a_long_term_goal_has_a_short_term_goal_on_the_way_to_it():
    story = Story(NY)
    story.add("2026-02-01", "plan.agreed", how="spoken")
    goals = {"long": {**GOOD_GOAL, "term": "long"}, "short": {**GOOD_GOAL, "parent": "other"}}
    assert [m.about for m in story.lacks("plan.activate", "2026-02-02", {**GOOD_PLAN, "goal": goals})] == ["long"]
    goals["short"] = {**GOOD_GOAL, "parent": "long"}
    assert story.lacks("plan.activate", "2026-02-02", {**GOOD_PLAN, "goal": goals}) == []


def test_agreement_counts_only_after_the_draft_it_is_about():
    story = Story(NY)
    story.add("2026-01-10", "plan.agreed", how="signature")
    story.add("2026-02-01T14:00", "plan.drafted")
    assert mends(story, "plan.activate", "2026-02-02", records=GOOD_PLAN) == {"planning:agreement"}
    story.add("2026-02-01T00:00", "plan.agreed", how="spoken")  # known by its day alone
    assert story.lacks("plan.activate", "2026-02-02", GOOD_PLAN) == []


def test_a_documented_refusal_opens_the_gate_too():
    story = Story(NY)
    story.add("2026-02-01", "plan.refusal_recorded", reason="will not sign anything")
    assert story.lacks("plan.activate", "2026-02-02", GOOD_PLAN) == []


def test_required_assessments_hold_the_plan_and_expire():
    story = Story(NY, model="intensive")
    story.add("2026-01-10", "plan.agreed", how="spoken")
    for code in ("needs", "functional", "risk"):
        story.add("2026-01-09", "assessment.completed", assessment=code)
    sections = {name: {"section": name} for name in LIBRARY.sections(model="intensive")}
    assert story.lacks("plan.activate", "2026-02-02", {**GOOD_PLAN, "section": sections}) == []
    late = mends(story, "plan.activate", "2026-08-01", records={**GOOD_PLAN, "section": sections})
    assert late == {"assessment:start?assessment=risk"}


def test_sections_already_written_are_read_off_facts():
    story = Story(NY, model="brokerage")
    story.add("2026-02-01", "plan.section_written", ref="plan", section="schedule")
    asked = mends(story, "plan.activate", "2026-02-02")
    assert "planning:section?section=links" in asked
    assert "planning:section?section=schedule" not in asked


def test_an_interim_plan_needs_less():
    story = Story(NY, model="intensive")
    assert mends(story, "plan.activate_interim", "2026-02-02") == {"planning:services", "planning:agreement"}


@pytest.mark.parametrize("model", ["brokerage", "targeted"])
def test_a_treatment_session_is_refused_where_the_case_manager_gives_no_treatment(model):
    (refused,) = Story(NY, model=model).lacks("contact.session", "2026-02-02")
    assert refused.mend == "cases:model"
    assert "treatment" in refused.says["en"]


@pytest.mark.parametrize("model", ["clinical", "intensive", "act", "strengths"])
def test_a_treatment_session_is_accepted_elsewhere(model):
    assert Story(NY, model=model).lacks("contact.session", "2026-02-02") == []


def test_two_people_go_where_violence_was_seen_until_ninety_days_have_passed():
    story = Story(NY)
    story.add("2026-02-01", "flag.raised", flag="violence")
    assert mends(story, "contact.visit", "2026-03-01") == {"cases:visit"}
    assert story.lacks("contact.visit", "2026-03-01", {"visit": {"v": {"two_people": True}}}) == []
    assert story.lacks("contact.visit", "2026-05-03") == []
    story.add("2026-02-10", "flag.cleared", flag="violence")
    assert story.lacks("contact.visit", "2026-03-01") == []


def test_an_assessment_is_completed_only_when_the_person_was_met():
    story = Story(NY)
    story.add("2026-02-01", "contact.made", mode="phone", by="worker", **{"with": "family"})
    assert mends(story, "assessment.complete", "2026-02-02") == {"cases:contact"}
    assert (
        story.lacks("assessment.complete", "2026-02-02", {"assessment": {"a": {"proxy_reason": "unconscious"}}}) == []
    )
    story.add("2026-02-01", "contact.made", by="worker", **HOME)
    assert story.lacks("assessment.complete", "2026-02-02") == []


def test_an_act_for_one_of_a_household_asks_about_them_alone():
    story = Story(NY)
    story.add("2026-01-01", "person.joined", persons=["ben"])
    story.add("2026-02-01", "contact.made", by="worker", **HOME)
    assert [m.about for m in story.lacks("assessment.complete", "2026-02-02")] == ["ben"]
    assert story.lacks("assessment.complete", "2026-02-02", person="ana") == []


def test_one_who_has_left_the_household_holds_nothing_up():
    story = Story(NY)
    story.add("2026-01-01", "person.joined", persons=["ben"])
    story.add("2026-01-20", "person.left", persons=["ben"])
    story.add("2026-02-01", "contact.made", by="worker", **HOME)
    assert story.lacks("assessment.complete", "2026-02-02") == []


def test_nobody_is_unreachable_before_three_attempts_in_three_ways():
    story = Story(NY)
    for day, mode in (("2026-03-01", "phone"), ("2026-03-05", "phone"), ("2026-03-10", "letter")):
        story.add(day, "contact.attempted", mode=mode, outcome="no_answer")
    assert mends(story, "case.close_unreachable", "2026-03-20") == {"cases:contact"}
    story.add("2026-03-15", "contact.attempted", mode="in_person", outcome="no_answer")
    assert story.lacks("case.close_unreachable", "2026-03-20") == []
    assert mends(story, "case.close_unreachable", "2026-04-20") == {"cases:contact"}


def test_a_case_is_not_closed_over_an_open_response_to_suicide_risk():
    story = Story(NY)
    story.add("2026-03-01", "evaluation.completed")
    assert story.lacks("case.close", "2026-03-02") == []
    story.add("2026-03-01T10:00", "safety_path.opened", instrument="cssrs", level="high")
    assert mends(story, "case.close", "2026-03-02") == {"cases:safety"}
    assert len(story.lacks("safety.close", "2026-03-01T11:00")) == 1  # the screener has been asked: plan and clinician
    story.add("2026-03-01T12:00", "safety_plan.made")
    story.add("2026-03-01T12:10", "clinician.notified")
    assert story.lacks("safety.close", "2026-03-01T13:00") == []
    story.add("2026-03-01T14:00", "disposition.recorded", outcome="safety_plan")
    assert story.lacks("case.close", "2026-03-02") == []


def test_brokerage_closes_what_is_linked_and_stable():
    story = Story(NY, model="brokerage")
    story.add("2026-03-20", "evaluation.completed")
    story.add("2026-03-10", "service.started", ref="s")
    assert mends(story, "case.close", "2026-04-01") == {"web:timeline"}
    assert story.lacks("case.close", "2026-04-15") == []


def test_a_report_is_closed_by_reporting_or_by_reasons():
    story = Story(NY)
    assert mends(story, "report.close", "2026-03-02") == {"cases:concerns"}
    story.add("2026-03-01T10:00", "concern.not_reported", reason="not founded")
    assert story.lacks("report.close", "2026-03-02") == []


def test_a_credential_is_a_certification_and_its_end_shuts_the_gate():
    story = Story(NY)
    story.add("2024-06-01", "credential.granted", ref="rn", until=date(2026, 6, 1))
    duty = story.one("renew", rules=STAFF_RULES)
    assert (story.day(duty.opens), story.day(duty.due)) == ("2026-03-03", "2026-06-01")
    assert [story.day(at) for at in duty.warnings] == ["2026-03-03", "2026-04-02", "2026-05-02"]
    assert story.lacks("case.assign", "2026-06-01", rules=STAFF_RULES) == []
    assert mends(story, "case.assign", "2026-06-02", rules=STAFF_RULES) == {"staffing:credentials"}


def test_two_layers_that_ask_for_one_thing_are_answered_once():
    story = Story(NY, programme="mental_health", model="intensive")
    asked = [m.mend for m in story.lacks("plan.activate", "2026-02-02")]
    assert asked.count("planning:section?section=crisis_plan") == 1
    assert asked.count("assessment:start?assessment=risk") == 1
