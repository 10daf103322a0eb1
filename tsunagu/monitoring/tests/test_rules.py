"""The conditions of monitoring by video, and the arithmetic of months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.monitoring.rules import CONDITIONS, Agreed, last_day, months_before, next_month, video_lacks

ALL = Agreed(stable=True, can_express=True, others_inform=True)
APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)
firsts = st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1))


def test_after_a_visit_in_march_april_may_be_by_video_and_may_may_not():
    """T15: the worked example of the norm."""
    visited = date(2026, 3, 18)
    assert video_lacks(APRIL, consent=True, agreed=ALL, home_visit=visited) == []
    assert video_lacks(MAY, consent=True, agreed=ALL, home_visit=visited) == ["home_visit"]
    assert video_lacks(date(2026, 8, 1), consent=True, agreed=ALL, home_visit=visited, months=6) == []
    assert video_lacks(date(2026, 9, 1), consent=True, agreed=ALL, home_visit=visited, months=6) == ["home_visit"]


@pytest.mark.parametrize("point", ["stable", "can_express", "others_inform"])
def test_each_point_of_the_team_counts_and_silence_is_no_agreement(point):
    """T15."""
    said = {"stable": True, "can_express": True, "others_inform": True, point: None}
    assert video_lacks(APRIL, consent=True, agreed=Agreed(**said), home_visit=APRIL) == [point]
    assert video_lacks(APRIL, consent=False, agreed=Agreed(), home_visit=None) == list(CONDITIONS)


@given(firsts, st.integers(0, 40))
def test_months_go_back_and_forth(first, count):
    back = months_before(first, count)
    assert back.day == 1
    assert months_before(back, -count) == first
    assert last_day(first) < next_month(first) == months_before(first, -1)
    assert (next_month(first) - last_day(first)).days == 1
