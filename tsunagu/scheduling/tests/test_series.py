"""Series: the wall clock counts, exceptions stay exceptions, and visits are counted down."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.errors import Refused
from tsunagu.scheduling.commands.move_appointment import move_appointment
from tsunagu.scheduling.commands.series import Repeats, change_series_from, end_series, extend_series
from tsunagu.scheduling.commands.steps import keep_appointment
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.queries import coming_of, countdowns
from tsunagu.scheduling.rules import layout, make_rule, parts_of
from tsunagu.scheduling.tests.factories import TUESDAY, book, series, words

ZONES = ["America/New_York", "Asia/Tokyo", "Asia/Seoul", "Europe/London", "Australia/Lord_Howe"]


@given(
    st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from(ZONES),
    st.integers(8, 20),
)
def test_what_is_at_ten_stays_at_ten_when_the_clocks_change(first, weekdays, zone, hour):
    start = datetime(first.year, first.month, first.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    moments = layout(
        make_rule("weekly", first, weekdays=weekdays, times=60), start, zone, to=start + timedelta(days=500)
    )
    walls = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
    assert {wall.hour for wall in walls} == {hour}
    assert {wall.weekday() for wall in walls} <= weekdays
    assert moments == sorted(set(moments))


def test_a_wall_time_that_a_change_skips_is_read_with_the_offset_before_it():
    """RFC 5545, 3.3.5: 2:30 on 14 March 2027 does not exist in New York; it is 3:30 by the new time."""
    start = datetime(2027, 3, 7, 7, 30, tzinfo=UTC)
    moments = layout("FREQ=WEEKLY;COUNT=3", start, "America/New_York", to=start + timedelta(days=60))
    assert moments == [start, datetime(2027, 3, 14, 7, 30, tzinfo=UTC), datetime(2027, 3, 21, 6, 30, tzinfo=UTC)]


@given(
    st.sampled_from(["weekly", "fortnightly", "monthly"]),
    st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    st.integers(1, 50),
)
def test_a_rule_is_read_back_as_it_was_made(every, first, times):
    parts = parts_of(make_rule(every, first, times=times))
    assert (parts.every, parts.times, parts.weekdays) == (every, times, (first.weekday(),))


@pytest.fixture
def case(agency, db):
    with frozen(TUESDAY - timedelta(days=7)):
        yield cases.case(agency)


def test_a_series_is_one_fact_and_a_row_for_each_visit(agency, case):
    with acting(agency.actor("noor")) as by:
        made = series(agency, case, by=by, times=12, authorised=12)
    rows = list(Appointment.objects.filter(series=made).order_by("starts_at"))
    assert len(rows) == 12
    assert {row.starts_at.astimezone(ZoneInfo(case.zone)).hour for row in rows} == {10}
    assert case.facts.get(kind="series.booked").data["times"] == 12
    assert not case.facts.filter(kind="appointment.booked").exists()


def test_if_one_visit_cannot_be_none_is_booked(agency, case):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by, start=TUESDAY + timedelta(days=14))
        with pytest.raises(Refused, match="2026-12-08"):
            series(agency, case, by=by)
    assert Appointment.objects.count() == 1


def test_this_one_moves_and_the_others_stay(agency, case):
    with acting(agency.actor("noor")) as by:
        made = series(agency, case, by=by, times=3)
        second = made.appointments.order_by("starts_at")[1]
        moved = move_appointment(
            second.id,
            starts_at=second.starts_at + timedelta(hours=2),
            ends_at=second.ends_at + timedelta(hours=2),
            by=by,
        )
    assert (moved.series_id, moved.slot) == (made.id, second.starts_at)
    assert coming_of(made).count() == 3


def test_from_here_on_it_goes_by_another_rule_and_the_number_left_is_kept(agency, case):
    with acting(agency.actor("noor")) as by:
        old = series(agency, case, by=by, times=6, authorised=6)
        third = old.appointments.order_by("starts_at")[2]
        thursday = words(agency, start=third.starts_at + timedelta(days=2))
        new = change_series_from(
            third.id, booking=thursday, repeats=Repeats("weekly", (3,)), by=by, reason="Dialysis on Tuesdays"
        )
    assert (coming_of(old).count(), coming_of(new).count()) == (2, 4)
    assert new.follows == old
    assert {row.starts_at.astimezone(ZoneInfo(case.zone)).weekday() for row in coming_of(new)} == {3}


def test_visits_are_counted_down_through_a_change(agency, case):
    """R-077: 4 of 12 left."""
    with acting(agency.actor("noor")) as by:
        old = series(agency, case, by=by, times=6, authorised=6)
        rows = list(old.appointments.order_by("starts_at"))
        with frozen(rows[1].ends_at):
            keep_appointment(rows[0].id, by=by)
            keep_appointment(rows[1].id, by=by)
            new = change_series_from(
                rows[2].id, booking=words(agency, start=rows[2].starts_at), repeats=Repeats("weekly", (1,)), by=by
            )
            count = countdowns([new])[new.id]
    assert (count.allowed, count.used, count.left, count.ahead, count.over) == (6, 2, 4, 4, False)


def test_a_series_ends_with_a_reason_and_its_time_is_free(agency, case):
    with acting(agency.actor("noor")) as by:
        made = series(agency, case, by=by, times=5)
        second = made.appointments.order_by("starts_at")[1]
        with pytest.raises(Refused):
            end_series(second.id, reason="", by=by)
        end_series(second.id, reason="Moved to her son", by=by)
        assert coming_of(made).count() == 1
        assert book(agency, case, by=by, start=second.starts_at)
    assert case.facts.get(kind="series.ended").data["reason"] == "Moved to her son"


def test_a_series_without_an_end_is_laid_out_further_and_leaves_out_where_somebody_is_taken(agency, case):
    with acting(agency.actor("noor")) as by:
        made = series(agency, case, by=by, times=None)
        before = coming_of(made).count()
        later = made.laid_out_to + timedelta(days=30)
        with frozen(TUESDAY + timedelta(days=30)):
            assert extend_series(made.id, by=by) > 0
            assert extend_series(made.id, by=by) == 0, "once is enough"
    assert 24 <= before <= 27
    assert made.appointments.count() > before
    assert later
