"""Whole sums, months under a limit, units left: arithmetic that no money gets lost in."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.coverage.choices import Scheme
from tsunagu.coverage.queries import SHIPPED
from tsunagu.coverage.rules import (
    Rounding,
    SchemeError,
    Used,
    crosses_low,
    load_schemes,
    masked,
    month_sheet,
    past_the_grant,
    planned_amount,
    usual_order,
)

YEN = Rounding(Decimal(1), "down")
units = st.decimals(min_value="0.25", max_value="500", places=2)
points = st.integers(min_value=1, max_value=40000).map(Decimal)


@pytest.fixture(scope="module")
def schemes():
    return load_schemes(SHIPPED)


def test_every_scheme_that_can_be_chosen_has_its_numbers(schemes):
    assert set(Scheme.values) <= set(schemes)


def test_the_limits_of_japanese_home_care_are_those_in_force(schemes):
    """R-091. 居宅介護サービス費等区分支給限度基準額 since October 2019."""
    info = schemes["jp_ltci"]
    assert [info.limit_on(level, date(2026, 11, 1))[0] for level in info.levels] == [
        *(5032, 10531, 16765, 19705, 27048, 30938, 36217)
    ]
    assert info.limit_on("care_1", date(2019, 9, 30)) is None
    assert "告示" in info.limit_on("care_1", date(2026, 11, 1))[1].source


def test_an_agency_changes_single_lines(schemes, tmp_path):
    own = tmp_path / "schemes.yaml"
    own.write_text(
        "schemes: {jp_ltci: {limits: [{from: 2027-04-01, source: 改定, month: {care_1: 17000}}]}}", encoding="utf-8"
    )
    changed = load_schemes(SHIPPED, own)["jp_ltci"]
    assert changed.limit_on("care_1", date(2027, 4, 1))[0] == 17000
    assert changed.limit_on("care_1", date(2027, 3, 31))[0] == 16765
    own.write_text("schemes: {jp_ltci: {limits: [{from: 2027-04-01, source: 改定, month: {care_9: 1}}]}}")
    with pytest.raises(SchemeError, match="care_9"):
        load_schemes(SHIPPED, own)


def test_medicaid_and_public_expense_pay_last(schemes):
    """R-091."""
    assert usual_order(schemes, ["us_medicaid", "us_medicare", "us_commercial"])[-1] == "us_medicaid"
    assert usual_order(schemes, ["jp_public", "jp_ltci"]) == ["jp_ltci", "jp_public"]


def test_yen_and_won_have_no_cents_and_dollars_round_half_up():
    """R-002."""
    assert planned_amount(Decimal("1.5"), Decimal("85.55"), "USD") == Decimal("128.33")
    assert planned_amount(Decimal("1.5"), Decimal(333), "JPY") == Decimal(500)
    assert planned_amount(Decimal(387), Decimal("11.40"), "JPY", YEN) == Decimal(4411)


def test_a_month_past_its_limit_is_paid_by_the_person_alone():
    """R-091. 第7表: 8 × 387 and 12 × 777 points at care level 1, 1割, first-rate area."""
    used = [Used("訪問介護", Decimal(8 * 387), Decimal("11.40")), Used("通所介護", Decimal(18 * 777), Decimal("10.90"))]
    sheet = month_sheet(used, limit=Decimal(16765), share=Decimal(10), second_share=None, rounding=YEN)
    assert (sheet.counted, sheet.past, sheet.left) == (Decimal(17082), Decimal(317), Decimal(0))
    helped, day = sheet.lines
    assert (helped.cost, helped.payer, helped.person, helped.whole) == (35294, 31764, 3530, 0)
    assert (day.within, day.past, day.cost) == (Decimal(13669), Decimal(317), Decimal(148992))
    assert (day.payer, day.person, day.whole) == (134092, 14900, 3455)


def test_public_expense_takes_what_the_insurance_leaves_but_nothing_past_the_limit():
    """R-091. 生活保護 介護扶助."""
    used = [Used("通所介護", Decimal(20000), Decimal(10))]
    sheet = month_sheet(used, limit=Decimal(16765), share=Decimal(10), second_share=Decimal(0), rounding=YEN)
    assert (sheet.total("person"), sheet.total("second"), sheet.total("whole")) == (0, 16765, 32350)


def test_what_does_not_count_towards_the_limit_is_not_counted():
    used = [
        Used("居宅療養管理指導", Decimal(5000), Decimal(10), limited=False),
        Used("通所", Decimal(5032), Decimal(10)),
    ]
    sheet = month_sheet(used, limit=Decimal(5032), share=Decimal(10), second_share=None, rounding=YEN)
    assert (sheet.past, sheet.left, sheet.total("whole")) == (0, 0, 0)


@given(st.lists(points, max_size=6), points, st.sampled_from([10, 20, 30]), st.sampled_from(["10", "10.90", "11.40"]))
def test_no_yen_is_lost_in_a_month(used, limit, share, price):
    lines = [Used(str(n), one, Decimal(price)) for n, one in enumerate(used)]
    sheet = month_sheet(lines, limit=limit, share=Decimal(share), second_share=None, rounding=YEN)
    assert sheet.total("payer") + sheet.total("person") == sheet.total("cost")
    assert sheet.total("within") + sheet.past == sum(used)
    assert sheet.total("within") <= limit
    assert all(line.person >= line.cost * share / 100 - 1 for line in sheet.lines)


@given(units, st.decimals(min_value="-20", max_value="500", places=2))
def test_units_beyond_are_never_more_than_were_delivered(delivered, left):
    beyond = past_the_grant(delivered, left)
    assert 0 <= beyond <= delivered
    assert (beyond == 0) == (delivered <= left)


@given(units, st.lists(units, max_size=20))
def test_running_low_is_said_once(granted, deliveries):
    used, said = Decimal(0), 0
    for one in deliveries:
        said += crosses_low(granted, used, one)
        used += one
    assert said == (granted - used <= granted * Decimal("0.2"))


def test_a_number_shows_its_end_only():
    assert masked("BSH-4471-0092") == "•••••••••0092"
    assert masked("12") == "••"
