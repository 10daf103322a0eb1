"""A reader meets days, times, names and sums in the habit of their own language."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.core import clock
from tsunagu.ui import formats

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tokyo():
    with clock.frozen(NOON), timezone.override("Asia/Tokyo"):
        yield


def in_all(function, *arguments):
    found = []
    for language in ("en", "ja", "ko"):
        with translation.override(language):
            found.append(function(*arguments))
    return found


@pytest.mark.parametrize(
    ("function", "value", "written"),
    [
        (formats.long_date, TODAY, ["Tue 24 Nov 2026", "2026年(令和8年)11月24日(火)", "2026년 11월 24일(화)"]),
        (formats.weekday_date, date(2026, 11, 20), ["Fri 20 Nov", "11月20日(金)", "11월 20일(금)"]),
        (formats.short_date, date(2026, 12, 2), ["2 Dec", "12月2日", "12월 2일"]),
        (formats.short_date, date(2027, 1, 31), ["31 Jan 2027", "令和9年1月31日", "2027년 1월 31일"]),
        (formats.full_date, date(2019, 5, 1), ["1 May 2019", "令和元年5月1日", "2019년 5월 1일"]),
        (formats.month, TODAY, ["Nov 2026", "2026年(令和8年)11月", "2026년 11월"]),
        (formats.birth, date(1934, 4, 2), ["b. 2 Apr 1934", "昭9.4.2生", "1934.04.02"]),
        (
            formats.birth_and_age,
            date(1948, 5, 21),
            ["21 May 1948 (78 years)", "昭和23年5月21日(78歳)", "1948.05.21 (78세)"],
        ),
        (formats.partial_date, "1941-03", ["Mar 1941", "1941年(昭和16年)3月", "1941년 3월"]),
        (formats.partial_date, "1941", ["1941", "1941年(昭和16年)", "1941년"]),
        (formats.instant, NOON, ["Tue 24 Nov 12:00", "11月24日(火) 12:00", "11월 24일(화) 12:00"]),
        (formats.clock_time, time(9, 5), ["9:05", "9:05", "9:05"]),
        (formats.duration, 95, ["1 h 35 min", "1時間35分", "1시간 35분"]),
        (formats.duration, 0, ["0 min", "0分", "0분"]),
        (formats.number, 12345, ["12,345"] * 3),
        (formats.number, Decimal("12.40"), ["12.40"] * 3),
        (formats.percent, 0.955, ["96 %", "96%", "96%"]),
    ],
)
def test_it_is_written_as_the_reader_writes_it(function, value, written):
    assert in_all(function, value) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (12300, "JPY", ["¥12,300", "12,300円", "12,300엔"]),
        (12300, "KRW", ["₩12,300", "12,300ウォン", "12,300원"]),
        (Decimal("1234.5"), "USD", ["$1,234.50", "1,234.50ドル", "1,234.50달러"]),
        (5, "EUR", ["5.00 EUR"] * 3),
    ],
)
def test_money_says_its_currency(amount, currency, written):
    assert in_all(formats.money, amount, currency) == written


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (-4, "over", ["4 days over", "4日超過", "4일 지남"]),
        (-1, "over", ["1 day over", "1日超過", "1일 지남"]),
        (0, "soon", ["Due today", "今日まで", "오늘까지"]),
        (3, "soon", ["In 3 days", "あと3日", "3일 남음"]),
        (6, "later", ["In 6 days", "あと6日", "6일 남음"]),
        (8, "later", ["By 2 Dec", "12月2日まで", "12월 2일까지"]),
    ],
)
def test_a_due_date_is_told_as_how_near_it_is(days, state, words):
    due = in_all(formats.due, TODAY + timedelta(days=days))
    assert {one.state for one in due} == {state}
    assert [one.words for one in due] == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (300, "5 hours left"),
        (20, "20 minutes left"),
        (-60, "1 hour over"),
        (-5, "5 minutes over"),
        (3 * 1440, "In 3 days"),
        (-3 * 1440, "3 days over"),
    ],
)
def test_a_legal_clock_runs_by_the_hour(minutes, words):
    assert formats.due_instant(NOON + timedelta(minutes=minutes)).words == words


@given(st.dates(date(1900, 1, 1), date(2026, 11, 24)))
def test_age_is_the_number_of_birthdays_had(born):
    years = formats.age(born, TODAY)
    assert years >= 0
    assert (born.month, born.day) > (11, 24) or years == 2026 - born.year


@pytest.mark.parametrize(
    ("family", "given_name", "name", "script"),
    [
        ("勅使河原", "正太郎", "勅使河原 正太郎", "ja"),
        ("남궁", "순덕", "남궁순덕", "ko"),
        ("Aldana-Whitfield", "River", "River Aldana-Whitfield", ""),
        ("グエン", "", "グエン", "ja"),
    ],
)
def test_a_name_keeps_the_order_and_the_glyphs_of_its_script(family, given_name, name, script):
    assert formats.person_name(family, given_name) == name
    assert formats.script_of(name) == script
