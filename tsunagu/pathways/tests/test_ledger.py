"""What stands in the ledger of a case, and what is true of it from when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tsunagu.pathways.rules import RETRACTED, effective, refresh
from tsunagu.pathways.rules.grammar import Grammar
from tsunagu.pathways.tests.story import HOME, JP, NY, RULES, VOCABULARY, Story

GRAMMAR = Grammar(VOCABULARY)


# -- corrections --------------------------------------------------------------------------------------------------------


def test_the_last_recorded_version_speaks_under_the_first_ones_id():
    story = Story(NY)
    first = story.add("2026-01-10", "contact.made", mode="phone")
    second = story.add("2026-01-11", "contact.made", mode="video", corrects=first.id, recorded="2026-01-20")
    story.add("2026-01-12", "contact.made", mode="in_person", corrects=second.id, recorded="2026-01-15")
    (standing,) = [f for f in effective(story.facts) if f.kind == "contact.made"]
    assert (standing.id, standing.data["mode"], story.day(standing.at)) == (first.id, "video", "2026-01-11")


def test_a_correction_that_arrives_before_its_original_already_counts():
    story = Story(NY)
    late = story.add("2026-01-11", "contact.made", mode="video", corrects="unseen")
    assert [f.id for f in effective(story.facts) if f.kind == "contact.made"] == ["unseen"]
    story.facts.append(replace(late, id="unseen", corrects=None, data={"mode": "phone"}))
    assert [f.data["mode"] for f in effective(story.facts) if f.kind == "contact.made"] == ["video"]


def test_what_was_retracted_was_never_there():
    story = Story(NY)
    first = story.add("2026-01-10", "contact.made", mode="phone")
    story.add("2026-01-10", RETRACTED, corrects=first.id, recorded="2026-01-12")
    assert "contact.made" not in story.ledger().by_kind


# -- finding ------------------------------------------------------------------------------------------------------------


def test_facts_of_several_kinds_come_in_order_of_time():
    story = Story(NY)
    story.add("2026-03-01", "goal.set", term="long")
    story.add("2026-02-01", "goal.changed", term="long")
    story.add("2026-01-01", "goal.set", term="long")
    found = story.ledger().matching(GRAMMAR.selectors(["goal.set", "goal.changed"]), None)
    assert [story.day(f.at) for f in found] == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_facts_about_the_whole_case_count_for_each_where_that_is_asked():
    story = Story(NY)
    story.add("2026-01-01", "condition.changed", persons=[])
    story.add("2026-01-02", "condition.changed", persons=["ana"])
    story.add("2026-01-03", "condition.changed", persons=["ben"])
    ledger, selectors = story.ledger(), GRAMMAR.selectors("condition.changed")
    assert [len(ledger.matching(selectors, "ana", named)) for named in (True, False)] == [1, 2]


def test_a_date_in_a_fact_is_its_first_moment_and_a_time_is_that_instant():
    story = Story(JP)
    on_day = story.add("2026-01-01", "certification.granted", until=date(2026, 3, 1))
    at_time = story.add("2026-01-01", "concern.suspected", aware_at=datetime(2026, 1, 1, 9, 30, tzinfo=JP.zone))
    ledger = story.ledger()
    assert story.local(ledger.moment(on_day, "until")) == "Sun 2026-03-01 00:00"
    assert ledger.moment(at_time, "aware_at") == datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    assert ledger.moment(on_day, "from") is None


# -- properties ---------------------------------------------------------------------------------------------------------


def true_on(story: Story, name: str, *days: str) -> list[bool]:
    ledger = story.ledger()
    return [ledger.value(name, "ana", story.moment(day)) for day in days]


def test_a_fact_that_does_not_speak_of_a_property_leaves_it_as_it_was():
    story = Story(NY)
    story.add("2026-01-01", "person.described", lives_alone=True)
    story.add("2026-02-01", "person.described", born=date(1950, 1, 1))
    assert true_on(story, "lives_alone", "2026-01-15", "2026-02-15") == [True, True]


def test_a_consent_ends_by_itself_on_its_day_or_when_it_is_withdrawn():
    story = Story(JP)
    story.add("2026-01-01", "consent.given", purpose="meeting", until=date(2026, 3, 1))
    assert true_on(story, "meeting_consent", "2026-03-01", "2026-03-02") == [True, False]
    story.add("2026-02-01", "consent.revoked", purpose="meeting")
    assert true_on(story, "meeting_consent", "2026-01-31", "2026-02-02") == [True, False]


def test_a_state_that_lasts_so_long_may_be_renewed():
    story = Story(NY)
    story.add("2026-01-01", "flag.raised", flag="violence")
    assert true_on(story, "two_person_visits", "2026-04-01", "2026-04-02") == [True, False]
    story.add("2026-03-20", "flag.raised", flag="violence")
    assert true_on(story, "two_person_visits", "2026-06-18", "2026-06-19") == [True, False]


def test_an_age_is_reached_on_its_day():
    story = Story(NY)
    story.add("2024-01-01", "person.described", born=date(2023, 5, 10))
    assert true_on(story, "nearly_three", "2026-03-25", "2026-03-26") == [False, True]


def test_the_whole_case_is_true_for_anyone_and_paused_for_everyone():
    story = Story(NY)
    story.add("2026-01-01", "person.joined", persons=["ben"])
    story.add("2026-02-01", "stay.started", persons=["ben"], setting="hospital")
    ledger, condition = story.ledger(), GRAMMAR.condition(_map(in_hospital=True))
    assert len(ledger.intervals(condition, None)) == 1
    assert ledger.intervals(condition, None, everyone=True) == []


def _map(**values):
    from tsunagu.pathways.rules.reading import Map

    found = Map(1)
    found.update(values)
    return found


def test_open_records_are_as_the_facts_about_them_left_them():
    story = Story(NY)
    story.add("2026-01-01", "goal.set", ref="a", term="short")
    story.add("2026-01-02", "goal.changed", ref="a", term="short", measure="walks")
    story.add("2026-01-03", "goal.set", ref="b", term="long")
    story.add("2026-01-04", "goal.achieved", ref="b")
    story.add("2026-01-05", "goal.changed", ref="unknown", term="long")
    assert story.ledger().records("goal", None) == {"a": {"term": "short", "measure": "walks"}}


# -- one more fact ------------------------------------------------------------------------------------------------------

MORE = [
    ("exception.recorded", {"reason": "person_refused"}, ("ana",)),
    ("contact.made", HOME, ("ana",)),
    ("stay.started", {"setting": "hospital"}, ("ana",)),
    ("stay.ended", {"setting": "hospital"}, ("ana",)),
    ("model.set", {"model": "brokerage"}, ()),
    ("tier.set", {"tier": "high"}, ("ana",)),
    ("service.ended", {}, ("ana",)),
    ("case.held", {}, ()),
    ("case.closed", {"reason": "goals_met"}, ()),
    ("plan.reviewed", {}, ()),
    ("person.joined", {}, ("ben",)),
    ("person.left", {}, ("ana",)),
    ("duty.waived", {"clock": "agency/defaults.screen", "occurrence": "screen"}, ()),
]


@pytest.mark.parametrize(("kind", "data", "persons"), MORE, ids=[kind for kind, _data, _persons in MORE])
def test_one_more_fact_moves_exactly_what_a_rebuild_would(kind, data, persons):
    story = Story(JP, programme="jp_home_care", jurisdiction="jp", model="intensive")
    received = story.add("2026-01-05", "referral.received")
    story.add("2026-01-06T10:00", "referral.decided", decision="accept")
    story.add("2026-01-08", "plan.activated", interim=False)
    story.add("2026-01-10", "service.started", persons=[])
    if kind == "duty.waived":
        story.facts = [f for f in story.facts if f.kind != "referral.decided"]
        data = {**data, "occurrence": received.id}
    horizon = story.moment("2026-05-01")
    stored = story.duties(until="2026-05-01")
    story.add("2026-02-26T10:00", kind, persons=persons, **data)
    rebuilt = sorted(story.duties(until="2026-05-01"), key=lambda d: d.key)
    assert refresh(stored, RULES, {kind}, story.facts, VOCABULARY, JP, horizon) == rebuilt
    assert rebuilt != sorted(stored, key=lambda d: d.key), "this fact was meant to move something"
