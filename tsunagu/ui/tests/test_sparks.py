"""Small drawings stay in their field, whatever the values."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tsunagu.ui.sparks import HEIGHT, WIDTH, bars, line, steps

shares = st.floats(0, 1)
points = st.lists(st.tuples(shares, shares), min_size=1, max_size=20).map(sorted)


def numbers(text):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)]


@given(points)
def test_lines_and_steps_stay_inside_and_end_at_their_last_value(values):
    for spark in (line(values), steps(values)):
        assert all(0 <= n <= WIDTH for n in numbers(spark.d))
        assert 0 <= float(spark.end[1]) <= HEIGHT
    assert line(values).end[1] == steps(values).end[1]


@given(st.lists(shares, min_size=1, max_size=26))
def test_there_is_a_bar_for_each_span_even_where_nothing_happened(heights):
    assert bars(heights).d.count("M") == len(heights)


def test_nothing_to_draw_is_no_drawing():
    assert (line([]), steps([]), bars([])) == (None, None, None)


def test_steps_hold_a_value_until_the_next():
    assert steps([(0, 0), (0.5, 1)]).d == "M3 19H48V3H93"
