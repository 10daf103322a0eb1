"""Guidelines: what results ask of a plan, on plain values and on a plan."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tsunagu.assessment.rules.instruments import load_shelf
from tsunagu.assessment.tests.factories import agree, fill_in
from tsunagu.cases.choices import ConsentPurpose
from tsunagu.core.errors import Refused
from tsunagu.directory.choices import ServiceType
from tsunagu.pathways.queries import library
from tsunagu.planning.choices import Category
from tsunagu.planning.commands.set_aside import set_aside_gap
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.queries.gaps import gaps_of
from tsunagu.planning.rules.guidelines import GuidelineError, Result, expected, load_guidelines
from tsunagu.planning.tests import factories

ROOM = Path(__file__).parent.parent
SHIPPED = load_guidelines(ROOM / "library" / "guidelines.yaml")
SHELF = load_shelf(ROOM.parent / "assessment" / "library" / "instruments")
TODAY = date(2026, 11, 21)


def asked(*results):
    return [found.guideline.key for found in expected(SHIPPED.values(), results, TODAY)]


def result(instrument, band="", score="total", on=TODAY, **points):
    return Result(instrument, on, {score: band}, {link: Decimal(n) for link, n in points.items()})


def test_a_positive_food_screen_asks_for_food():
    assert asked(result("hunger_vital_sign", "positive")) == ["food"]
    assert asked(result("hunger_vital_sign", "negative")) == []
    assert asked(result("ahc_hrsn", "positive", "food")) == ["food"]


def test_one_area_in_crisis_asks_for_it_alone():
    assert asked(result("self_sufficiency", "safe", food=1, income=4)) == ["food"]


def test_an_old_result_asks_for_nothing_and_the_newest_speaks():
    old = result("hunger_vital_sign", "positive", on=TODAY - timedelta(days=400))
    assert asked(old) == []
    fresh = result("ahc_hrsn", "positive", "food", on=TODAY - timedelta(days=2))
    recent = result("hunger_vital_sign", "positive", on=TODAY - timedelta(days=1))
    (found,) = expected(SHIPPED.values(), [recent, fresh], TODAY)
    assert found.result is recent


def test_a_line_of_the_kind_or_a_goal_in_the_area_answers():
    assert SHIPPED["food"].is_answered({"meals"}, set())
    assert not SHIPPED["food"].is_answered({"legal"}, {"health"})
    assert SHIPPED["depression"].is_answered(set(), {"mental_health"})


def test_every_guideline_speaks_of_what_there_is():
    instruments = set(library().vocabulary.lists["instrument"])
    for guideline in SHIPPED.values():
        assert guideline.services <= set(ServiceType.values)
        assert guideline.goals <= set(Category.values)
        for trigger in guideline.when:
            assert trigger.instrument in instruments
            form = SHELF.get(trigger.instrument)
            if trigger.item:
                assert trigger.item in form.by_link
            else:
                assert set(trigger.bands) <= {band.code for band in form.score(trigger.score).bands}, guideline.key


def test_all_mistakes_of_a_file_are_named_at_once(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("food:\n  says: {en: Food}\n  whem: []\n", encoding="utf-8")
    with pytest.raises(GuidelineError) as wrong:
        load_guidelines(file)
    assert len(wrong.value.problems) == 5


def test_an_agency_takes_the_place_of_one_and_adds_its_own(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "food:\n  says: {en: a, ja: b, ko: c}\n  when: [{instrument: hunger_vital_sign, bands: [positive]}]\n"
        "  services: [legal]\n  source: Ours\n",
        encoding="utf-8",
    )
    found = load_guidelines(ROOM / "library" / "guidelines.yaml", file)
    assert found["food"].services == {"legal"}
    assert found.keys() == SHIPPED.keys()


@drawn(st.lists(st.sampled_from([(t, g) for g in SHIPPED.values() for t in g.when if not t.item]), max_size=6))
def test_more_results_never_ask_for_less(chosen):
    results = [result(trigger.instrument, trigger.bands[0], trigger.score) for trigger, _guideline in chosen]
    for n in range(len(results)):
        assert set(asked(*results[:n])) <= set(asked(*results))


# -- on a plan ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(case, noor):
    return factories.draft(case, noor)


def keys(plan):
    return {gap.key for gap in gaps_of(plan)}


@pytest.mark.django_db
def test_a_positive_screen_without_an_action_is_a_gap_that_says_why(agency, case, noor, plan):
    """R-048."""
    agree(agency, case, ConsentPurpose.ASSESS)
    fill_in(case, "hunger_vital_sign", [1, 0], by=noor)
    gap = next(gap for gap in gaps_of(plan) if gap.key == "instrument:food")
    assert gap.says == "No action for food insecurity"
    assert gap.why.startswith("Hunger Vital Sign of ")
    assert gap.why.endswith("At risk of food insecurity")


@pytest.mark.django_db
def test_a_line_of_the_right_kind_closes_the_gap_and_a_newer_result_too(agency, case, noor, plan):
    agree(agency, case, ConsentPurpose.ASSESS)
    fill_in(case, "hunger_vital_sign", [1, 0], by=noor)
    _need, _long, _short, line = factories.grown(plan, case, noor)
    assert "instrument:food" in keys(plan)
    ServiceLine.objects.filter(id=line.id).update(type=ServiceType.MEALS)
    assert "instrument:food" not in keys(plan)
    ServiceLine.objects.filter(id=line.id).update(type=ServiceType.LEGAL)
    fill_in(case, "hunger_vital_sign", [0, 0], by=noor)
    assert "instrument:food" not in keys(plan)


@pytest.mark.django_db
def test_a_gap_is_set_aside_with_a_reason_only(agency, case, noor, plan):
    agree(agency, case, ConsentPurpose.ASSESS)
    fill_in(case, "hunger_vital_sign", [1, 0], by=noor)
    with pytest.raises(Refused):
        set_aside_gap(plan_id=plan.id, key="instrument:food", reason=" ", by=noor)
    set_aside_gap(plan_id=plan.id, key="instrument:food", reason="Her sister brings meals now", by=noor)
    assert "instrument:food" not in keys(plan)
