"""The arithmetic of tiers, without a database."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsunagu.risk.rules import RANK, Evidence, SchemeError, assess, is_lower, load_scheme

SHIPPED = Path(__file__).parent.parent / "library" / "tiers.yaml"
SCHEME = load_scheme(SHIPPED)


def by_factors(*codes):
    return assess([Evidence(code, "stated") for code in codes], SCHEME)


@pytest.mark.parametrize(
    ("factors", "points", "tier"),
    [
        ((), 0, "low"),
        (("income_short",), 1, "low"),
        (("recent_discharge",), 2, "standard"),
        (("recent_discharge", "repeated_admissions"), 5, "standard"),
        (("recent_discharge", "repeated_admissions", "missed_contacts"), 6, "high"),
        (("safety_concern",), 0, "crisis"),
    ],
)
def test_points_make_the_tiers_of_the_norms(factors, points, tier):
    """Practice norms 2.3a."""
    assert (by_factors(*factors).points, by_factors(*factors).tier) == (points, tier)


def test_a_factor_counts_once_and_a_record_speaks_before_a_statement():
    twice = assess([Evidence("recent_discharge", "stated"), Evidence("recent_discharge", "stay")], SCHEME)
    assert (twice.points, twice.evidence[0].source) == (2, "stay")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(SCHEME.factors))), st.sampled_from(sorted(SCHEME.factors)))
def test_one_more_factor_never_lowers_the_tier(codes, more):
    assert not is_lower(by_factors(*codes, more).tier, by_factors(*codes).tier)


def test_every_factor_is_named_in_three_languages():
    for scheme in (SCHEME, SCHEME.for_programme("kr_integrated")):
        assert all(set(f.label) == {"en", "ja", "ko"} for f in scheme.factors.values())


def test_an_agency_changes_single_lines(tmp_path):
    own = tmp_path / "tiers.yaml"
    own.write_text("factors: {income_short: {points: 3}}\ntiers: {low: 0, standard: 3, high: 9}\n")
    scheme = load_scheme(SHIPPED, own)
    assert scheme.factors["income_short"].points == 3
    assert scheme.factors["income_short"].label == SCHEME.factors["income_short"].label
    assert scheme.tier_of(8) == "standard"


@pytest.mark.parametrize(
    "text", ["tiers: {huge: 0}", "factors: {x: {points: 1, label: {}, colour: red}}", "tiers: {high: 6}", "a: ["]
)
def test_a_mistaken_file_is_refused(tmp_path, text):
    own = tmp_path / "tiers.yaml"
    own.write_text(text)
    with pytest.raises(SchemeError):
        load_scheme(SHIPPED, own)


def test_every_question_that_counts_is_asked_by_an_outline():
    from tsunagu.assessment.rules import load_library

    outlines = load_library(SHIPPED.parents[2] / "assessment" / "library")
    asked = {
        f"{section.code}.{item.code}": item
        for outline in outlines.today.values()
        for section in outline.sections
        for item in section.items
    }
    for scheme in (SCHEME, SCHEME.for_programme("kr_integrated")):
        for factor in scheme.factors.values():
            for question, values in factor.answers.items():
                assert question in asked
                if isinstance(values, list):
                    assert all(asked[question].option(value) for value in values)
    assert RANK["crisis"] > RANK["high"]
