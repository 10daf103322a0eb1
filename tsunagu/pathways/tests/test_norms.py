"""The worked vectors of the practice norms, each by its number in the clock table."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tsunagu.pathways.rules import parse_period, ways
from tsunagu.pathways.tests.story import HOME, JP, KR, LA, NY, RULES, Story


def home_care() -> Story:
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-01-28", "service.started")
    return story


def on_video() -> Story:
    story = home_care()
    story.add("2026-03-01", "consent.given", purpose="video_monitoring", until=date(2027, 3, 1), how="signature")
    story.add("2026-03-02", "meeting.held", about="video_monitoring", stable=True, can_express=True, others_inform=True)
    story.visit("2026-03-10")
    story.visit("2026-04-10", mode="video")
    story.visit("2026-05-10", mode="video")
    return story


def test_t14_the_month_in_which_service_starts_counts():
    story = home_care()
    months = story.by_period("monthly_visit", "2026-02-10")
    assert [story.day(d.due) for d in months.values()] == ["2026-01-31", "2026-02-28"]


def test_t15_video_counts_only_between_home_visits():
    story = on_video()
    months, now = story.by_period("monthly_visit"), story.moment("2026-06-05")
    assert months["2026-04"].state(now) == "met"
    assert months["2026-05"].state(now) == "missed"


def test_t15_the_screen_can_say_that_a_home_visit_is_what_video_lacks():
    story = on_video()
    _in_person, (_video, lacking) = ways(story.by_period("monthly_visit")["2026-05"], RULES, story.ledger())
    assert [need.in_the_last for need in lacking] == [parse_period("2 calendar months")]


def test_t15_video_without_written_consent_does_not_count():
    story = home_care()
    story.visit("2026-03-10")
    story.visit("2026-04-10", mode="video")
    assert story.by_period("monthly_visit")["2026-04"].outcome == "open"


def test_t15_a_team_that_takes_back_its_agreement_ends_monitoring_by_video():
    story = on_video()
    story.add(
        "2026-04-02", "meeting.held", about="video_monitoring", stable=True, can_express=False, others_inform=True
    )
    assert story.by_period("monthly_visit")["2026-04"].outcome == "open"


def test_t16_only_the_persons_side_excuses_the_visit():
    story = home_care()
    story.add("2026-02-20", "exception.recorded", reason="worker_unavailable")
    assert story.by_period("monthly_visit")["2026-02"].outcome == "open"
    story.add("2026-02-21", "exception.recorded", reason="person_refused")
    assert story.by_period("monthly_visit")["2026-02"].outcome == "excused"


def test_t17_preventive_care_is_visited_each_three_months():
    story = Story(JP, programme="jp_preventive", jurisdiction="jp")
    story.add("2026-01-10", "service.started")
    first, second = story.duties("quarterly_visit", "2026-05-01")
    assert (story.day(first.due), story.day(second.due)) == ("2026-03-31", "2026-06-30")


def test_t07_t09_korean_days_run_through_the_holidays_and_thirty_days_are_a_rule_of_their_own():
    story = Story(KR, programme="kr_integrated", jurisdiction="kr")
    story.add("2026-09-01", "referral.received")
    assert story.day(story.one("survey").due) == "2026-09-11"
    assert story.day(story.one("plan_in_all").due) == "2026-10-01"


def test_t08_t09_each_korean_step_counts_from_the_step_before():
    story = Story(KR, programme="kr_integrated", jurisdiction="kr")
    story.add("2026-09-01", "referral.received")
    story.add("2026-09-10", "assessment.completed", assessment="kr_needs_crisis")
    assert story.day(story.one("selection").due) == "2026-09-15"
    story.add("2026-09-14", "selection.decided", outcome="integrated")
    assert story.day(story.one("plan_from_selection").due) == "2026-09-29"


def test_t19_the_renewal_may_be_applied_for_from_sixty_days_before():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-01-10", "certification.granted", until=date(2026, 12, 31))
    duty = story.one("renewal")
    assert (story.day(duty.opens), story.day(duty.due)) == ("2026-11-01", "2026-12-31")
    assert [story.day(at) for at in duty.warnings] == ["2026-11-01", "2026-12-01", "2026-12-24"]


def test_t20_the_claim_is_due_by_the_tenth_of_the_next_month():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-02-03", "service.month_confirmed", ref="m", month=date(2026, 1, 1))
    assert story.day(story.one("monthly_claim").due) == "2026-02-10"


def test_t23_t24_after_discharge_on_the_eve_of_a_holiday():
    story = Story(NY, programme="us_hospital_discharge", jurisdiction="us")
    story.add("2026-11-25", "stay.ended", setting="hospital", complexity="high")
    assert story.day(story.one("interactive_contact").due) == "2026-11-30"
    assert story.day(story.one(".visit_high").due) == "2026-12-02"
    assert story.day(story.one("hospital-discharge.visit$").due) == "2026-12-09"


def test_t23_counts_federal_holidays_in_a_state_that_has_others():
    story = Story(LA, programme="us_hospital_discharge", jurisdiction="us_ca")
    story.add("2026-11-25", "stay.ended", setting="hospital")
    assert not LA.is_business(date(2026, 11, 27))  # the day after Thanksgiving, in California
    assert story.day(story.one("interactive_contact").due) == "2026-11-30"


def test_t23_a_machine_or_a_booking_call_is_no_conversation():
    story = Story(NY, programme="us_hospital_discharge")
    story.add("2026-11-25", "stay.ended", setting="hospital")
    phone = {"mode": "phone", "with": "person"}
    story.add("2026-11-27", "contact.made", by="machine", **phone)
    story.add("2026-11-27", "contact.made", by="worker", purpose="booking", **phone)
    assert story.one("interactive_contact").outcome == "open"
    story.add("2026-11-30", "contact.made", by="worker", **phone)
    assert story.one("interactive_contact").outcome == "met"


def test_thirty_six_hours_elapse_across_daylight_saving():
    story = Story(LA, jurisdiction="us_ca")
    aware = datetime(2026, 3, 7, 22, tzinfo=ZoneInfo("America/Los_Angeles"))
    story.add("2026-03-08T13:00", "concern.suspected", ref="r1", group="child", aware_at=aware)
    assert story.local(story.one("child_written").due) == "Mon 2026-03-09 11:00"


def test_two_working_days_for_an_older_person_in_california():
    story = Story(LA, jurisdiction="us_ca")
    aware = datetime(2026, 11, 25, 16, tzinfo=ZoneInfo("America/Los_Angeles"))
    story.add("2026-11-25T17:00", "concern.suspected", ref="r1", group="elder", aware_at=aware)
    assert story.day(story.one("elder_written").due) == "2026-12-01"  # Thursday and Friday are holidays of the state


def test_t26_hospice_counts_hours_and_every_fifteen_days():
    story = Story(NY, programme="hospice")
    story.add("2026-05-01T10:00", "referral.decided", decision="accept")
    story.add("2026-05-03", "plan.activated", interim=False)
    assert story.local(story.one("hospice.initial").due) == "Sun 2026-05-03 10:00"
    assert story.day(story.one("hospice.comprehensive").due) == "2026-05-06"
    assert story.day(story.one("hospice.plan_review").due) == "2026-05-18"


def test_t27_family_plan_in_forty_five_days():
    story = Story(NY, programme="early_intervention")
    story.add("2026-04-10", "referral.received")
    assert story.day(story.one(".ifsp$").due) == "2026-05-25"


def test_t27_a_child_referred_near_the_third_birthday_is_exempt():
    story = Story(NY, programme="early_intervention")
    story.add("2026-01-01", "person.described", born=date(2023, 5, 10))
    story.add("2026-04-10", "referral.received")
    assert story.duties(".ifsp$") == []
    assert story.day(story.one("transition_notice").due) == "2026-02-09"


def test_t13_grace_is_neither_on_time_nor_late():
    story = Story(NY, payer="ncqa_plan")
    story.add("2026-01-15", "plan.activated", interim=False)
    (duty,) = [d for d in story.duties() if d.topic == "plan_review"]
    assert (story.day(duty.due), story.day(duty.grace_until)) == ("2027-01-15", "2027-03-15")
    states = [duty.state(story.moment(t)) for t in ("2026-06-01", "2027-01-15", "2027-01-16", "2027-03-16")]
    assert states == ["upcoming", "due", "in grace", "overdue"]


def test_a_model_change_counts_from_its_day_and_forgives_nothing():
    story = Story(NY, model="intensive")
    story.add("2026-04-24", "referral.decided", decision="accept")
    story.add("2026-04-25", "contact.made", **HOME)
    story.add("2026-05-10", "model.set", persons=[], model="brokerage")
    overdue, new = [d for d in story.duties(".contact$") if d.outcome == "open"]
    assert (overdue.clock, story.day(overdue.due)) == ("model/intensive.contact", "2026-05-02")
    assert overdue.state(story.moment("2026-05-20")) == "overdue"
    assert (new.clock, story.day(new.anchor), story.day(new.due)) == (
        "model/brokerage.contact",
        "2026-05-10",
        "2026-08-08",
    )


def test_records_may_not_be_destroyed_too_early():
    story = Story(JP, programme="jp_home_care", jurisdiction="jp")
    story.add("2026-03-31", "service.ended")
    duty = story.one("keep_record", until="2032-01-01")
    assert story.day(duty.opens) == "2031-04-01"
    assert [duty.state(story.moment(t)) for t in ("2031-03-31", "2031-04-01")] == ["upcoming", "due"]
    story.add("2026-03-31T10:00", "case.closed", reason="moved")
    assert [m.mend for m in story.lacks("record.destroy", "2031-03-31")] == ["cases:retention"]
    assert story.lacks("record.destroy", "2031-04-01") == []


def test_korean_records_have_a_floor_and_a_ceiling():
    story = Story(KR, programme="kr_integrated", jurisdiction="kr")
    story.add("2026-03-31", "service.ended")
    duty = story.one("law/kr.destroy_record", until="2032-01-01")
    assert (story.day(duty.opens), story.day(duty.due)) == ("2031-04-01", "2031-04-06")
    story.add("2030-01-01", "hold.placed")
    assert story.one("law/kr.destroy_record", until="2032-01-01").state(story.moment("2031-05-01")) == "paused"
