"""A date is read the way it is written, in three languages, or refused with a reason."""

from contextlib import suppress
from datetime import UTC, date, time, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.core import clock
from tsunagu.ui import dates, formats
from tsunagu.ui.dates import Unreadable, parse_date, parse_instant, parse_partial, parse_time

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "令和8年11月23日", "R8.11.23", "r8/11/23", "令8.11.23", "令和８年１１月２３日", "㋿8年11月23日", "2026-11-23",
        "2026/11/23", "２０２６／１１／２３", "2026.11.23", "2026. 11. 23.", "26.11.23", "26-11-23", "2026年11月23日",
        "2026年(令和8年)11月23日(月)", "令和8年11月23日(月)", "2026년 11월 23일", "2026년 11월 23일(월)", "26년 11월 23일",
        "20261123", "23 Nov 2026", "Mon 23 Nov 2026", "Nov 23, 2026", "November 23rd 2026", "23/11/2026", "11/23/2026",
        "11月23日", "11월 23일", "23 Nov", "昨日", "어제", "yesterday", "2026ー11ー23",
    ],
)  # fmt: skip
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert parse_date(text, on=TODAY) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明治6年1月1日", date(1873, 1, 1)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("昭9.4.2生", date(1934, 4, 2)),
        ("S64.1.7", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("H31.4.30", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
    ],
)
def test_the_first_and_last_day_of_each_era(text: str, day: date) -> None:
    assert parse_date(text, "ja") == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昭和64年1月8日", "平成 1"),
        ("平成31年5月1日", "令和 1"),
        ("令和元年4月30日", "平成 31"),
        ("大正15年12月25日", "昭和 1"),
        ("明治5年12月1日", "1873"),
        ("令和0年1月1日", "2019|1873|平成"),
        ("2026-02-29", "no such day"),
        ("2026-13-01", "no such day"),
        ("3/1/2026", "Day or month first"),
        ("2026-11", "whole date"),
        ("next week", "such as"),
        ("", "such as"),
        ("1872-12-31", "1873"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse_date(text, "en", on=TODAY)


@pytest.mark.parametrize(("lang", "day"), [("en-us", date(2026, 3, 1)), ("en-gb", date(2026, 1, 3))])
def test_the_organisation_says_whether_the_month_comes_first(lang: str, day: date) -> None:
    assert parse_date("3/1/2026", lang) == day


def test_a_birth_of_two_digits_is_never_in_the_future() -> None:
    assert parse_date("26.12.1", on=TODAY) == date(2026, 12, 1)
    assert parse_date("30.1.1", on=TODAY, past=True) == date(1930, 1, 1)
    assert parse_date("48.5.21", on=TODAY) == date(1948, 5, 21)
    with pytest.raises(Unreadable, match="year too"):
        parse_date("11月23日", on=TODAY, past=True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1941", "1941"), ("昭和16年", "1941"), ("S16", "1941"), ("1941年3月", "1941-03"), ("昭和16年3月", "1941-03"),
        ("1941-03", "1941-03"),
        ("1941년 3월", "1941-03"), ("Mar 1941", "1941-03"), ("昭和64年", "1989"), ("平成元年", "1989"), ("1941.3.8", "1941-03-08"),
    ],
)  # fmt: skip
def test_what_is_known_of_a_day_is_kept(text: str, iso: str) -> None:
    assert parse_partial(text, "ja").iso == iso


@given(DAYS, st.sampled_from(["en", "ja", "ko"]))
def test_whatever_is_shown_can_be_typed_back(day: date, language: str) -> None:
    with translation.override(language):
        for shown in (
            formats.long_date(day),
            formats.full_date(day),
            formats.typed_date(day),
            formats.partial_date(day.isoformat()),
        ):
            assert parse_date(shown, language, on=TODAY) == day
        assert parse_date(formats.birth(day).replace("b. ", ""), language, on=TODAY, past=True) == day


@given(DAYS)
def test_month_and_year_alone_can_be_typed_back(day: date) -> None:
    for language in ("en", "ja", "ko"):
        with translation.override(language):
            for iso in (day.isoformat()[:7], day.isoformat()[:4]):
                assert parse_partial(formats.partial_date(iso), language, on=TODAY).iso == iso


@given(DAYS)
def test_every_day_has_exactly_one_era(day: date) -> None:
    era, year = dates.era_of(day)
    assert era.first <= day <= era.last
    assert parse_date(f"{era.letter}{year}.{day.month}.{day.day}", "ja", on=TODAY) == day


@given(st.text(max_size=30))
def test_no_text_ever_breaks_the_reading(text: str) -> None:
    with suppress(Unreadable):
        assert date(1873, 1, 1) <= parse_date(text, "ja", on=TODAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:10", time(14, 10)), ("1410", time(14, 10)), ("１４:１０", time(14, 10)), ("2:10 pm", time(14, 10)),
        ("午後2時10分", time(14, 10)),
        ("오후 2시 10분", time(14, 10)), ("14時", time(14)), ("9", time(9)), ("12:05 am", time(0, 5)),
        ("12:05 pm", time(12, 5)), ("午前0時5分", time(0, 5)),
    ],
)  # fmt: skip
def test_a_time_is_typed_not_spun(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["25:00", "14:60", "soon", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="14:10"):
        parse_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "令和8年11月23日 14:10",
        "26.11.23 14:10",
        "2026년 11월 23일 오후 2시 10분",
        "23 Nov 2026, 2:10 pm",
        "2026-11-23T14:10",
        "11月23日14時10分",
    ],
)
def test_a_moment_is_read_on_the_wall_clock_of_the_organisation(text: str) -> None:
    moment = parse_instant(text, "Asia/Tokyo", on=TODAY)
    assert moment.astimezone(UTC).isoformat() == "2026-11-23T05:10:00+00:00"


def test_an_hour_that_the_clocks_skip_does_not_exist() -> None:
    with pytest.raises(Unreadable, match="clocks"):
        parse_instant("2026-03-08 02:30", "America/New_York")


def test_a_time_alone_is_todays() -> None:
    noon = parse_instant("2026-11-24 12:00", "Asia/Seoul")
    with clock.frozen(noon):
        assert parse_instant("9:30", "Asia/Seoul", on=TODAY) == noon - timedelta(hours=2, minutes=30)
