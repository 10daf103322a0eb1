"""In which order a worker reads what is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tsunagu.cases.models import Duty
from tsunagu.web.ranking import grouped, rank

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)


def duty(days=0.0, *, weight=10, urgent=False):
    due = AT + timedelta(days=days)
    return Duty(due_at=due, warn_at=due - timedelta(days=2), weight=weight, urgent=urgent)


def test_danger_comes_before_everything_however_late_the_rest():
    danger, late = duty(-0.1, urgent=True), duty(-90, weight=30)
    assert grouped([late, danger], AT, "UTC").past == [danger, late]


def test_a_high_risk_a_little_late_comes_before_a_low_risk_as_late():
    high, low = duty(-3, weight=30), duty(-3, weight=10)
    assert grouped([low, high], AT, "UTC").past == [high, low]


def test_what_is_due_today_is_by_the_calendar_of_the_agency():
    """At ten in the morning in Seoul, 23:30 there is today; in Tokyo's evening of the day before it is not."""
    evening = Duty(due_at=datetime(2026, 11, 20, 14, 30, tzinfo=UTC), warn_at=AT - timedelta(days=3), weight=10)
    assert grouped([evening], datetime(2026, 11, 20, 1, tzinfo=UTC), "Asia/Seoul").today == [evening]
    assert grouped([evening], datetime(2026, 11, 19, 14, tzinfo=UTC), "Asia/Seoul").later == [evening]


durations = st.floats(-400, 400, allow_nan=False)
duties = st.lists(
    st.builds(duty, durations, weight=st.sampled_from([3, 10, 20, 30]), urgent=st.booleans()), max_size=20
)


@given(duties)
def test_nobody_is_lost_between_the_groups(found):
    assert sorted(map(id, grouped(found, AT, "UTC").all)) == sorted(map(id, found))


@given(duties)
def test_the_order_does_not_depend_on_where_it_began(found):
    ordered = [rank(one, AT) for one in grouped(found, AT, "UTC").past]
    assert ordered == [rank(one, AT) for one in grouped(reversed(found), AT, "UTC").past] == sorted(ordered)
