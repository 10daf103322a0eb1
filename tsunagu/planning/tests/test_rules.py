"""Plain judgements about a plan."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.planning import rules
from tsunagu.planning.rules.wording import SHIPPED, Hint, found_in


def smart(**more):
    said = {
        "text": "River walks to the library alone",
        "measure": "counted",
        "baseline": "0",
        "target": "1",
        "target_date": date(2027, 5, 31),
        "relevance": "reads there",
        "strength": "",
        "own_words": False,
    }
    return rules.smart(**{**said, **more})


def test_a_goal_that_can_be_checked_is_smart():
    """R-052."""
    assert smart().all


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ({"text": "무릎 통증을 줄여 건강하게 생활한다"}, "specific"),
        ({"text": "健康に暮らす"}, "specific"),
        ({"measure": " "}, "measurable"),
        ({"baseline": ""}, "achievable"),
        ({"relevance": ""}, "relevant"),
        ({"target_date": None}, "timed"),
    ],
)
def test_each_missing_part_is_named(more, lacking):
    """R-052."""
    found = smart(**more)
    assert not getattr(found, lacking)
    assert not found.all


def test_an_organisation_adds_its_own_abstract_words():
    """R-052: the list is configurable."""
    thrive = Hint("en", "thrive", "What would one see?")
    assert found_in("Thrive at home", [thrive]) == [thrive]


def test_services_are_lettered_as_each_language_counts():
    assert [rules.letter(2, language) for language in ("en", "ja", "ko")] == ["b", "イ", "나"]
    assert rules.letter(40, "en") == "40"


def test_cost_is_rounded_as_an_invoice_rounds():
    assert rules.expected_total(Decimal("1.5"), Decimal("0.33")) == Decimal("0.50")
    assert rules.expected_total(None, Decimal(3)) is None


def test_periods_without_an_end_stay_open():
    a, b, c = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    assert rules.overlap((a, b), (b, c))
    assert not rules.overlap((a, a), (b, None))
    assert rules.overlap((None, None), (b, c))


def test_a_night_is_two_days():
    assert rules.read_slots(6, "22:00", "6:00") == [(6, "22:00", "24:00"), (0, "00:00", "06:00")]
    assert rules.read_slots(0, "9:00", "10:30") == [(0, "09:00", "10:30")]
    for wrong in ((7, "9:00", "10:00"), (0, "9", "10"), (0, "9:00", "9:00"), (0, "9:00", "24:30")):
        with pytest.raises(ValueError):
            rules.read_slots(*wrong)


def test_an_hour_that_is_touched_is_filled():
    assert list(rules.hours_filled("09:30", "11:00")) == [9, 10]
    assert list(rules.hours_filled("22:00", "24:00")) == [22, 23]


def test_horizons_of_japanese_home_care():
    """T21."""
    start = date(2026, 11, 23)
    assert not rules.horizon_advice(True, date(2027, 11, 22), start)
    assert rules.horizon_advice(True, date(2027, 2, 28), start)
    assert not rules.horizon_advice(False, date(2027, 2, 28), start)
    assert rules.horizon_advice(False, date(2027, 11, 22), start)


@given(st.text(), st.text())
def test_a_difference_holds_both_texts(old, new):
    found = rules.pieces(old, new)
    assert "".join(text for op, text in found if op != "ins") == old
    assert "".join(text for op, text in found if op != "del") == new


def test_a_difference_is_told_in_words():
    """R-058."""
    assert rules.pieces("three times a week", "five times a week")[:2] == [("del", "three"), ("ins", "five")]


def test_an_ordinary_day_is_read_as_it_is_typed():
    """R-056."""
    assert rules.read_day("22:00 bed\n\n７：３０ 起床\n12:00-13:00 lunch") == [
        ["07:30", "起床"],
        ["12:00", "lunch"],
        ["22:00", "bed"],
    ]
    with pytest.raises(ValueError, match="supper"):
        rules.read_day("18:00 tea\nsupper at six")


def test_the_parts_of_a_day_hold_each_hour_once():
    assert [hour for _part, hours in rules.PARTS_OF_DAY for hour in hours] == list(range(24))


def test_shipped_words_have_a_hint_in_their_own_language():
    """R-052."""
    assert {hint.language for hint in SHIPPED} == {"en", "ja", "ko"}
    assert all(hint.hint for hint in SHIPPED)
    assert [hint.word for hint in found_in("ＡＤＬの向上")] == ["向上"]
