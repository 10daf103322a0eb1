"""What a supervisor would ask about: what counts, what does not, what leads, what pauses, what is forgiven."""

from datetime import date

from tsunagu.pathways.rules import refresh
from tsunagu.pathways.tests.story import HOME, JP, KR, NY, RULES, VOCABULARY, Story


def home_care() -> Story:
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-01-28", "service.started")
    return story


# -- what meets it ----------------------------------------------------------------------------------------------------


def test_one_visit_meets_several_duties():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp", model="intensive")
    story.add("2026-06-01", "service.started")
    story.add("2026-06-01", "referral.decided", decision="accept")
    story.visit("2026-06-02")
    met = {d.clock for d in story.duties(until="2026-06-03") if d.outcome == "met"}
    assert {"programme/jp-home-care.monthly_visit", "model/intensive.first_contact", "model/intensive.contact"} <= met


def test_a_visit_written_up_late_counts_on_its_day():
    story = home_care()
    story.add("2026-01-30", "contact.made", recorded="2026-02-05", **HOME)
    story.add("2026-01-30", "monitoring.recorded", recorded="2026-02-05")
    duty = story.by_period("monthly_visit")["2026-01"]
    assert duty.state(story.moment("2026-02-06")) == "met"
    assert story.day(duty.recorded_at) == "2026-02-05"


def test_a_month_that_has_gone_is_missed_and_the_next_visit_is_of_its_own_month():
    story = home_care()
    story.visit("2026-02-02")
    months, now = story.by_period("monthly_visit", "2026-03-05"), story.moment("2026-03-05")
    assert [(month, duty.state(now)) for month, duty in months.items()] == [
        ("2026-01", "missed"),
        ("2026-02", "met"),
        ("2026-03", "upcoming"),
    ]
    assert months["2026-01"].outcome == "open"  # for good: it is counted, and no later visit mends it


def test_what_is_counted_by_intervals_may_be_met_late():
    story = Story(NY, model="intensive")
    story.add("2026-06-01", "referral.decided", decision="accept")
    story.add("2026-06-12", "contact.made", **HOME)
    first, second = story.duties("intensive.contact", "2026-06-13")
    assert first.state(story.moment("2026-06-13")) == "met late"
    assert (second.outcome, story.day(second.due)) == ("open", "2026-06-19")


def test_an_answer_meets_its_own_referral_only():
    story = Story(NY)
    story.add("2026-04-01", "referral.sent", ref="a")
    story.add("2026-04-01", "referral.sent", ref="b")
    story.add("2026-04-02", "referral.answered", ref="b", answer="accepted")
    assert {d.subject: d.outcome for d in story.duties("referral_answer")} == {"a": "open", "b": "met"}


def test_four_contacts_and_two_hours_are_counted_together():
    story = Story(NY, model="act")
    story.add("2026-06-01", "referral.decided", decision="accept")
    for day in ("02", "03", "04"):
        story.add(f"2026-06-{day}", "contact.made", by="team", minutes=30, **HOME)
    assert story.duties("model/act.contacts", "2026-06-05")[0].outcome == "open"
    story.add("2026-06-05", "contact.made", by="team", minutes=30, **HOME)
    duty = story.duties("model/act.contacts", "2026-06-05")[0]
    assert (duty.outcome, story.day(duty.met_at)) == ("met", "2026-06-05")


def test_each_person_of_a_household_is_owed_their_own():
    story = Story(NY, programme="foster_child")
    story.add("2026-04-02", "person.joined", persons=["ben"])
    story.add("2026-04-01", "placement.started", persons=[])
    story.add("2026-04-10", "contact.made", persons=["ana"], **HOME)
    april = {d.person: d for d in story.duties("foster-child.monthly_visit", "2026-04-30")}
    assert (april["ana"].outcome, april["ben"].outcome) == ("met", "open")
    story.add("2026-04-12", "contact.made", persons=["ana", "ben"], **HOME)
    assert {d.outcome for d in story.duties("foster-child.monthly_visit", "2026-04-30")} == {"met"}


def test_a_plan_of_one_person_is_reviewed_apart_from_that_of_another():
    story = Story(NY)
    story.add("2026-01-01", "person.joined", persons=["ben"])
    story.add("2026-01-10", "plan.activated", persons=["ana"], interim=False)
    story.add("2026-01-20", "plan.activated", persons=["ben"], interim=False)
    story.add("2026-06-01", "plan.reviewed", persons=["ben"])
    due = [(d.person, story.day(d.due)) for d in story.duties("annual_review") if d.outcome == "open"]
    assert due == [("ana", "2027-01-10"), ("ben", "2027-06-01")]


def test_the_plan_of_a_household_is_one_duty_and_its_review_counts_for_all():
    story = Story(NY)
    story.add("2026-01-01", "person.joined", persons=["ben"])
    story.add("2026-01-10", "plan.activated", persons=[], interim=False)
    assert [(d.person, story.day(d.due)) for d in story.duties("annual_review")] == [(None, "2027-01-10")]
    story.add("2026-03-01", "plan.activated", persons=["ben"], interim=False)
    story.add("2026-06-01", "plan.reviewed", persons=[])
    assert {d.person for d in story.duties("annual_review") if story.day(d.anchor) == "2026-06-01"} == {None, "ben"}


def test_treatment_sessions_meet_the_clinical_model():
    story = Story(NY, model="clinical")
    story.add("2026-06-01", "plan.activated", interim=False)
    story.add("2026-06-03", "contact.made", mode="video", purpose="session", **{"with": "person"})
    assert story.duties("clinical.session", "2026-06-05")[0].outcome == "met"


# -- promises and dates that facts speak of ------------------------------------------------------------------------------


def test_a_promise_is_a_duty_until_it_is_kept():
    story = Story(NY)
    promise = story.add("2026-04-01", "promise.made", ref="p", persons=[], by="N", due=date(2026, 4, 10))
    duty = story.one("always.promise")
    assert (story.local(duty.due), duty.occurrence) == ("Fri 2026-04-10 23:59", promise.id)
    story.add("2026-04-03", "promise.kept", ref="p", persons=[])
    assert story.one("always.promise").state(story.moment("2026-04-04")) == "met"


def test_a_promise_is_met_by_its_own_keeping_and_ended_by_its_own_dropping():
    story = Story(NY)
    for name in ("a", "b", "c"):
        story.add("2026-04-01", "promise.made", ref=name, by="N", due=date(2026, 4, 10))
    story.add("2026-04-02", "promise.kept", ref="a")
    story.add("2026-04-03", "promise.dropped", ref="b")
    assert {d.subject: d.outcome for d in story.duties("always.promise")} == {"a": "met", "c": "open"}


def test_a_slipped_start_moves_the_date_and_keeps_the_duty():
    story = Story(JP, programme="jp_home_care")
    story.add("2026-04-01", "service.planned", ref="bath", start=date(2026, 4, 20))
    first = story.one("plan_before_service")
    story.add("2026-04-10", "service.planned", ref="bath", start=date(2026, 5, 11))
    moved = story.one("plan_before_service")
    assert (story.day(first.due), story.day(moved.due)) == ("2026-04-20", "2026-05-11")
    assert first.key == moved.key


def test_a_review_that_sets_the_next_one_does_not_meet_it():
    story = Story(NY, programme="child_protection")
    story.add("2026-01-10", "plan.reviewed", ref="plan", next_review=date(2026, 3, 1))
    assert story.one("review_set").outcome == "open"
    story.add("2026-02-20", "plan.reviewed", ref="plan", next_review=date(2026, 6, 1))
    met, after = story.duties("review_set")
    assert (met.outcome, story.day(met.due), after.outcome, story.day(after.due)) == (
        "met",
        "2026-03-01",
        "open",
        "2026-06-01",
    )


def test_goals_are_rated_on_their_date_and_within_half_a_year():
    story = Story(NY)
    story.add("2026-01-10", "goal.set", ref="g", term="short", target_date=date(2026, 4, 1))
    assert [story.day(d.due) for d in story.duties("defaults.goal_")] == ["2026-04-01", "2026-07-10"]
    story.add("2026-02-01", "goal.changed", ref="g", term="short", target_date=date(2026, 5, 1))
    assert story.day(story.one("goal_date").due) == "2026-05-01"


# -- what leads -------------------------------------------------------------------------------------------------------


def test_when_the_strictest_is_met_the_next_one_leads():
    story = Story(NY, programme="foster_child", model="brokerage")
    story.add("2026-06-01", "placement.started")
    story.add("2026-06-01", "referral.decided", decision="accept")
    story.add("2026-06-01", "tier.set", tier="high")
    story.add("2026-06-03", "contact.made", mode="phone", **{"with": "person"})
    contact = [d for d in story.duties(until="2026-06-05") if d.topic == "contact" and d.outcome == "open"]
    (leading,) = [d for d in contact if d.lead_from and d.lead_from < story.moment("2026-06-04")]
    assert [(clock, story.day(due)) for clock, due in leading.because] == [
        ("tier/high.contact", "2026-06-10"),
        ("programme/foster-child.monthly_visit", "2026-06-30"),
        ("model/brokerage.contact", "2026-09-01"),
    ]


def test_plan_reviews_of_all_layers_are_one_duty_of_the_case():
    story = Story(NY, programme="mental_health", model="intensive")
    story.add("2026-06-01", "tier.set", tier="high")
    story.add("2026-06-02", "plan.activated", interim=False)
    reviews = [d for d in story.duties(until="2026-06-05") if d.topic == "plan_review"]
    (leading,) = [d for d in reviews if d.lead_from]
    assert (leading.clock, story.day(leading.due)) == ("tier/high.plan_review", "2026-07-02")
    assert {clock for clock, _ in leading.because} == {
        "tier/high.plan_review",
        "model/intensive.plan_review",
        "programme/mental-health.plan_review",
        "always.annual_review",
    }


# -- pauses, excuses, endings -------------------------------------------------------------------------------------------


def test_days_in_hospital_are_added():
    story = Story(NY, model="brokerage")
    story.add("2026-01-01", "referral.decided", decision="accept")
    story.add("2026-02-01", "stay.started", setting="hospital")
    assert story.one("brokerage.contact").state(story.moment("2026-03-01")) == "paused"
    story.add("2026-02-11", "stay.ended", setting="hospital")
    assert story.day(story.one("brokerage.contact").due) == "2026-04-11"


def test_a_clock_that_stands_still_escalates_to_nobody():
    story = Story(NY, model="intensive")
    story.add("2026-01-01", "referral.decided", decision="accept")
    assert story.one("intensive.contact").escalations[0][1] == "supervisor"
    story.add("2026-01-03", "stay.started", setting="hospital")
    assert story.one("intensive.contact").escalate_at is None


def test_a_whole_month_in_hospital_owes_no_visit_but_a_part_does():
    story = home_care()
    story.add("2026-02-10", "stay.started", setting="hospital")
    story.add("2026-04-05", "stay.ended", setting="hospital")
    assert list(story.by_period("monthly_visit", "2026-05-15")) == ["2026-01", "2026-02", "2026-04", "2026-05"]
    story.add("2026-02-27", "exception.recorded", reason="person_in_hospital")
    assert story.by_period("monthly_visit", "2026-05-15")["2026-02"].outcome == "excused"


def test_visits_are_owed_while_any_service_runs():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-02-03", "service.started", ref="bath")
    story.add("2026-02-05", "service.started", ref="meals")
    story.add("2026-03-10", "service.ended", ref="meals")
    story.add("2026-05-10", "service.ended", ref="bath")
    assert list(story.by_period("monthly_visit")) == ["2026-02", "2026-03", "2026-04"]


def test_what_was_overdue_when_the_case_closed_has_ended_and_stays_counted():
    story = Story(NY, model="intensive")
    story.add("2026-01-01", "referral.decided", decision="accept")
    story.add("2026-02-01", "case.closed", reason="moved")
    duty = story.one("intensive.first_contact")
    assert (duty.outcome, story.day(duty.due)) == ("ended", "2026-01-02")


def test_a_case_that_is_opened_again_is_owed_contact_again():
    story = Story(NY, model="intensive")
    story.add("2026-01-01", "referral.decided", decision="accept")
    story.add("2026-01-02", "contact.made", **HOME)
    story.add("2026-01-05", "case.closed", reason="moved")
    story.add("2026-03-02", "case.reopened")
    assert [story.day(d.due) for d in story.duties("intensive.contact") if d.outcome == "open"] == ["2026-03-09"]


def test_a_window_not_yet_due_goes_with_its_model():
    story = Story(NY, model="intensive")
    story.add("2026-05-01", "referral.decided", decision="accept")
    story.add("2026-05-06", "contact.made", **HOME)
    story.add("2026-05-10", "model.set", persons=[], model="brokerage")
    story.add("2026-05-11", "contact.made", **HOME)
    since = [d for d in story.duties(".contact$") if d.anchor >= story.moment("2026-05-06")]
    assert [(d.clock, d.outcome) for d in since] == [
        ("model/brokerage.contact", "met"),
        ("model/brokerage.contact", "open"),
    ]


def test_a_decision_not_to_report_ends_the_duty_with_its_reason_on_record():
    story = Story(KR, jurisdiction="kr")
    aware = story.moment("2026-04-01T10:00")
    story.add("2026-04-01T11:00", "concern.suspected", ref="r", group="child", aware_at=aware)
    story.add("2026-04-02", "case.closed", reason="moved")
    assert story.one("law/kr.abuse_report").outcome == "open"
    story.add("2026-04-03", "concern.not_reported", ref="r", reason="the bruise is a birthmark")
    assert story.one("law/kr.abuse_report").outcome == "ended"


def test_aftercare_is_owed_to_those_who_finished():
    story = Story(NY)
    story.add("2026-01-10", "case.closed", reason="goals_met")
    assert [story.day(d.due) for d in story.duties("aftercare")] == ["2026-02-09", "2026-04-10"]
    other = Story(NY)
    other.add("2026-01-10", "case.closed", reason="died")
    assert other.duties("aftercare") == []


# -- law, safety, change, history -----------------------------------------------------------------------------------------


def test_law_cannot_be_waived_but_a_default_can():
    story = Story(NY, jurisdiction="us")
    referral = story.add("2026-04-01", "referral.received")
    story.add(
        "2026-04-20",
        "duty.waived",
        persons=[],
        clock="agency/defaults.screen",
        occurrence=referral.id,
        reason="duplicate",
    )
    assert story.one("defaults.screen").outcome == "waived"
    other = home_care()
    clock = "programme/jp-home-care.monthly_visit"
    other.add("2026-02-02", "duty.waived", clock=clock, occurrence="2026-01", reason="busy")
    assert other.by_period("monthly_visit")["2026-01"].outcome == "open"


def test_safety_is_in_every_model():
    for model in ("brokerage", "clinical", "strengths", "intensive", "act", "targeted"):
        story = Story(NY, model=model)
        story.add("2026-04-01T10:00", "safety_path.opened", instrument="phq9", level="medium")
        story.add("2026-04-02T10:00", "concern.suspected", ref="r", group="elder", aware_at=story.moment("2026-04-02"))
        assert story.one("suicide_screen").due == story.moment("2026-04-01T10:00")
        assert story.one("safety.concern_reported").outcome == "open"


def test_a_missed_contact_of_someone_who_lives_alone_is_followed_the_same_day():
    story = Story(NY)
    story.add("2026-01-01", "person.described", lives_alone=True)
    story.add("2026-01-05", "person.described", born=date(1940, 1, 1))
    story.add("2026-04-01T10:00", "contact.missed")
    assert story.local(story.one("welfare_check").due) == "Wed 2026-04-01 23:59"


def test_a_change_of_situation_asks_for_a_review_the_same_day():
    story = Story(NY)
    story.add("2026-04-01", "stay.started", setting="hospital")
    assert story.duties("change_review") == []  # no plan yet
    story.add("2026-04-10", "plan.activated", interim=False)
    story.add("2026-05-04", "stay.ended", setting="hospital")
    story.add("2026-06-01", "tier.set", tier="high")
    first, second = story.duties("change_review")
    assert (story.day(first.due), story.day(first.grace_until), story.day(second.due)) == (
        "2026-05-04",
        "2026-05-06",
        "2026-06-01",
    )


def test_reminders_of_the_yearly_review_come_at_sixty_thirty_and_seven_days():
    story = Story(NY)
    story.add("2026-01-15", "plan.activated", interim=False)
    duty = story.one("annual_review")
    assert [story.day(at) for at in duty.warnings] == ["2026-11-16", "2026-12-16", "2027-01-08"]
    assert duty.warn == duty.warnings[0]


def test_an_early_review_restarts_the_year():
    story = Story(NY)
    story.add("2026-01-15", "plan.activated", interim=False)
    story.add("2026-09-01", "plan.reviewed", persons=[])
    assert [story.day(d.due) for d in story.duties("annual_review")] == ["2027-01-15", "2027-09-01"]


def test_imported_history_describes_the_case_and_starts_nothing():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2024-02-01", "referral.received")
    story.add("2026-03-02", "referral.received")
    since = story.moment("2026-03-01T00:00")
    assert [story.day(d.due) for d in story.duties("defaults.screen", since=since)] == ["2026-03-09"]


def test_after_one_fact_only_its_clocks_are_worked_out_again():
    story = home_care()
    story.visit("2026-03-10")
    horizon = story.moment("2026-12-31")
    stored = story.duties(until="2026-12-31")
    story.add("2026-06-02", "contact.made", **HOME)
    fresh = refresh(stored, RULES, {"contact.made"}, story.facts, VOCABULARY, JP, horizon)
    assert fresh == sorted(story.duties(until="2026-12-31"), key=lambda d: d.key)
    assert len(RULES.touched_by({"contact.made"})) < len(RULES.clocks) / 2
