"""Goal attainment scaling: five levels in own words, ratings over time, and one figure after Kiresuk and Sherman."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.cases.models import Fact
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.core.errors import Conflict, Forbidden, Refused
from tsunagu.planning.commands.attainment import ScaleWords, rate_attainment, set_scale
from tsunagu.planning.commands.draft_plan import propose_revision
from tsunagu.planning.commands.review_plan import Judgement, review_plan
from tsunagu.planning.models import Attainment, Scale
from tsunagu.planning.queries.attainment import attainment_of
from tsunagu.planning.rules.attainment import LEVELS, Rated, Scaled, progress, t_score, trend
from tsunagu.planning.tests import factories
from tsunagu.planning.tests.test_plan_pages import page, web  # noqa: F401 - the signed-in client

WORDS = ScaleWords("Stays in", "Once a week with Sol", "Three times a week with Sol", "Twice alone", "Every day alone")
data = pytest.mark.django_db
levels = st.tuples(st.sampled_from(LEVELS), st.integers(1, 9))


# -- the figure ------------------------------------------------------------------------------------------------------------


def test_the_figure_is_that_of_kiresuk_and_sherman():
    """R-079: one goal moves it by ten a level; two goals as far apart as expected cancel; three equal ones at +1 give 63.7."""
    assert t_score([(0, 1)]) == Decimal("50.0")
    assert t_score([(1, 1)]) == Decimal("60.0")
    assert t_score([(-2, 3)]) == Decimal("30.0")
    assert t_score([(1, 1), (-1, 1)]) == Decimal("50.0")
    assert t_score([(1, 1)] * 3) == Decimal("63.7")
    assert t_score([(2, 3), (-1, 1)]) == Decimal("64.6")
    assert t_score([]) is None


@given(st.lists(levels, min_size=1, max_size=12))
def test_the_figure_stays_in_bounds_and_does_not_depend_on_the_order(scaled):
    """R-079."""
    score = t_score(scaled)
    assert Decimal(10) < score < Decimal(90)
    assert score == t_score(list(reversed(scaled)))
    assert score + t_score([(-level, weight) for level, weight in scaled]) == Decimal(100)


@given(st.lists(levels, min_size=1, max_size=8), st.integers(0, 7))
def test_a_goal_that_goes_up_never_lowers_the_figure(scaled, which):
    """R-079."""
    level, weight = scaled[which % len(scaled)]
    better = [*scaled]
    better[which % len(scaled)] = (min(level + 1, 2), weight)
    assert t_score(better) >= t_score(scaled)


def test_percent_of_the_way_is_counted_from_where_the_goal_began():
    """R-079."""
    assert [progress(level, -2) for level in LEVELS] == [0, 50, 100, 150, 200]
    assert [progress(level, -1) for level in LEVELS] == [-100, 0, 100, 200, 300]
    assert progress(1, 0) is None


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_percent_of_the_way_goes_up_with_the_level(level, baseline):
    """R-079."""
    if baseline < 0 and level < 2:
        assert progress(level, baseline) < progress(level + 1, baseline)
    if baseline < 0:
        assert (progress(baseline, baseline), progress(0, baseline)) == (0, 100)


@pytest.mark.parametrize("wrong", [(3, 1), (-3, 1), (0, 0)])
def test_what_is_no_level_is_no_figure(wrong):
    with pytest.raises(ValueError, match="levels"):
        t_score([wrong])


def test_a_goal_that_was_not_rated_that_day_counts_as_it_stood():
    """R-079."""
    start = date(2026, 1, 1)
    scales = [Scaled("a", start, -2, 1), Scaled("b", start, -1, 1)]
    points = trend(scales, [Rated("a", date(2026, 3, 1), 0), Rated("b", date(2026, 4, 1), 1)])
    assert [(p.on.month, p.score) for p in points] == [
        (1, t_score([(-2, 1), (-1, 1)])),
        (3, t_score([(0, 1), (-1, 1)])),
        (4, t_score([(0, 1), (1, 1)])),
    ]


# -- levels ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(case, noor):
    return factories.draft(case, noor)


@pytest.fixture
def short(case, noor, plan):
    return factories.grown(plan, case, noor)[2]


def scaled(goal, noor, **more):
    return set_scale(goal_id=goal.id, words=ScaleWords(**{**WORDS.__dict__, **more}), by=noor)


@data
def test_five_levels_are_written_each_different(noor, short):
    """R-079."""
    with pytest.raises(Refused) as refusal:
        scaled(short, noor, plus_two=" ")
    assert refusal.value.field == "plus_two"
    with pytest.raises(Refused) as refusal:
        scaled(short, noor, plus_two=WORDS.plus_one)
    assert refusal.value.field in ("plus_one", "plus_two")
    assert scaled(short, noor).levels[0] == "Three times a week with Sol"


@data
def test_two_who_write_levels_at_once_find_out(noor, short):
    scaled(short, noor)
    with pytest.raises(Conflict):
        set_scale(goal_id=short.id, words=WORDS, revision=99, by=noor)


@pytest.fixture
def active(case, noor):
    with frozen(now() - timedelta(days=60)):
        plan = factories.ready(case, noor)
        scaled(plan.goals.get(term="short"), noor)
        return factories.activate_plan(plan_id=plan.id, by=noor)


@data
def test_a_level_is_recorded_with_its_day_as_a_fact(case, noor, active):
    """R-079."""
    goal = active.goals.get(term="short")
    rate_attainment(goal_id=goal.id, level=-1, on=factories.day(case, -30), note="Sol came along", by=noor)
    rate_attainment(goal_id=goal.id, level=1, by=noor)
    facts = Fact.objects.filter(case=case, kind="goal.scaled", ref=goal.key).order_by("occurred_at")
    assert [fact.data["level"] for fact in facts] == [-1, 1]
    found = attainment_of(active)
    assert [point.score for point in found.points] == [Decimal("30.0"), Decimal("40.0"), Decimal("60.0")]
    assert found.goals[0].level == 1


@data
def test_what_cannot_be_rated_is_refused(case, noor, active, agency):
    """R-079."""
    long, short = active.goals.get(term="long"), active.goals.get(term="short")
    with pytest.raises(Refused, match="no levels"):
        rate_attainment(goal_id=long.id, level=0, by=noor)
    with pytest.raises(Refused) as refusal:
        rate_attainment(goal_id=short.id, level=3, by=noor)
    assert refusal.value.field == "level"
    with pytest.raises(Refused, match="later"):
        rate_attainment(goal_id=short.id, level=0, on=factories.day(case, -90), by=noor)
    with acting(agency.actor("dale")) as dale, pytest.raises(Forbidden):
        rate_attainment(goal_id=short.id, level=0, by=dale)


@data
def test_levels_do_not_change_once_somebody_was_measured_by_them(noor, active):
    """R-079."""
    short = active.goals.get(term="short")
    scaled(short, noor, plus_one="Twice on her own")
    rate_attainment(goal_id=short.id, level=0, by=noor)
    with pytest.raises(Refused, match="next version"):
        scaled(short, noor)


@data
def test_a_review_asks_for_the_level_of_each_goal_that_has_levels(noor, active):
    """R-059, R-079."""
    said = {goal.key: Judgement("partly") for goal in active.goals.all()}
    with pytest.raises(Refused, match="Choose the level"):
        review_plan(plan_id=active.id, ratings=said, summary="Slower", outlook="continue", by=noor)
    said[active.goals.get(term="short").key] = Judgement("partly", level=-1)
    review = review_plan(plan_id=active.id, ratings=said, summary="Slower", outlook="continue", by=noor)
    assert review.attainments.get().level == -1


@data
def test_the_line_goes_on_through_the_next_version(noor, active):
    """R-058, R-079."""
    rate_attainment(goal_id=active.goals.get(term="short").id, level=0, by=noor)
    draft = propose_revision(plan_id=active.id, reason="Sol moved away", by=noor)
    assert Scale.objects.filter(goal__plan=draft).count() == 1
    assert [point.score for point in attainment_of(draft).points] == [Decimal("30.0"), Decimal("50.0")]


@data
def test_another_organisation_sees_no_levels(active, elsewhere):
    with acting(elsewhere.actor("noor")):
        assert not Scale.objects.exists()
        assert not Attainment.objects.exists()


# -- pages -----------------------------------------------------------------------------------------------------------------


@data
@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_the_line_is_drawn_and_told_as_a_table(web, case, noor, active, language):  # noqa: F811
    """R-079."""
    rate_attainment(goal_id=active.goals.get(term="short").id, level=1, by=noor)
    web.cookies["language"] = language
    shown = web.get(page("attainment", case)).content.decode()
    assert shown.count('class="trend"') == 2
    assert '<td class="r">60.0</td>' in shown
    assert "Twice alone" in shown
    assert shown.count("150 %") == 2, "the way so far, and beside the rating"


@data
def test_levels_are_written_and_rated_at_the_screen(web, case, noor, active):  # noqa: F811
    """R-079."""
    long, short = active.goals.get(term="long"), active.goals.get(term="short")
    said = {**WORDS.__dict__, "plus_two": ""}
    answer = web.post(page("scale", case, about=long.key), said)
    assert answer.status_code == 422
    assert web.post(page("scale", case, about=long.key), WORDS.__dict__).status_code == 303
    assert web.post(page("rate", case, about=short.key), {"level": "9"}).status_code == 422
    assert web.post(page("rate", case, about=short.key), {"level": "1", "note": "Alone"}).status_code == 303
    assert Attainment.objects.get().note == "Alone"
    review = web.get(page("review", case)).content.decode()
    assert "+1 · Twice alone" in review
