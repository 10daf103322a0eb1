"""Lengths of time and the calendars they are counted on."""

from datetime import UTC, date, datetime

import pytest

from tsunagu.pathways.rules import add_months, parse_period, parse_span, place_for
from tsunagu.pathways.tests.story import JP, KR, LA, NY


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
        ((2026, 1, 31), 2, (2026, 3, 31)),
    ],
)
def test_months_end_where_months_end(start, months, end):
    assert add_months(date(*start), months) == date(*end)


def test_a_grid_never_drifts():
    origin, until = datetime(2026, 1, 31, 3, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    labels = [label for label, _first, _last in JP.periods(parse_period("month"), origin, until)]
    assert labels == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_a_day_ends_at_its_last_microsecond_where_the_person_lives():
    due = LA.after(parse_span("same day"), datetime(2026, 11, 1, 8, tzinfo=UTC))
    assert due.astimezone(LA.zone).isoformat() == "2026-11-01T23:59:59.999999-08:00"  # the clocks went back that day


def test_a_pause_gives_back_what_it_took():
    at = datetime(2026, 6, 1, 0, tzinfo=UTC)
    pause = [(datetime(2026, 6, 3, 0, tzinfo=UTC), datetime(2026, 6, 5, 0, tzinfo=UTC))]
    assert KR.day(KR.after(parse_span("10 days"), at, pause)) == date(2026, 6, 13)
    assert KR.after(parse_span("72 hours"), at, pause) == datetime(2026, 6, 6, 0, tzinfo=UTC)
    assert KR.day(KR.after(parse_span("5 business days"), at, pause)) == date(
        2026, 6, 10
    )  # 3 June 2026: local elections


@pytest.mark.parametrize(
    "text", ["3 working days", "soon", "3", "1 hour less 2 days", "-1 day", "10th of the month", ""]
)
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(ValueError, match=r"days|length"):
        parse_span(text)


@pytest.mark.parametrize("text", ["2 calendar weeks", "0 days", "a while", "business day"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="is not a period"):
        parse_period(text)


def test_holidays_are_those_of_the_place():
    assert not JP.is_business(date(2026, 9, 22))  # a citizens' holiday between two others
    assert not KR.is_business(date(2026, 9, 25))  # Chuseok
    assert not NY.is_business(date(2026, 11, 26))
    assert place_for(None, "Asia/Seoul").is_business(date(2026, 9, 25))


def test_a_state_has_holidays_of_its_own_and_knows_the_federal_ones():
    after_thanksgiving, columbus_day = date(2026, 11, 27), date(2026, 10, 12)
    assert not LA.is_business(after_thanksgiving)
    assert LA.is_business(columbus_day)
    assert LA.by("us").is_business(after_thanksgiving)
    assert not LA.by("us").is_business(columbus_day)
    assert LA.by("jp") is LA
