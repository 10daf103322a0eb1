"""LACE, HOSPITAL and Charlson: published vectors, and what holds for every amount known or not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.risk.rules.comorbidity import (
    Code,
    Condition,
    TableError,
    charlson,
    groups_in,
    lace_weight,
    load_table,
    without_lighter,
)
from tsunagu.risk.rules.readmission import UNKNOWN, Span, answer, hospital, lace, length_points

TABLE = load_table(Path(__file__).parents[1] / "library" / "comorbidity.yaml")
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 400), st.integers(0, 400))
answers = st.sampled_from([answer(True), answer(False), UNKNOWN])
groups = st.sets(st.sampled_from(sorted(TABLE.groups)))


def at(n):
    return Span.exactly(n)


def has(*codes, system="http://hl7.org/fhir/sid/icd-10", status="active"):
    return groups_in([Condition((Code(system, code),), status=status) for code in codes], TABLE)


def test_lace_as_published():
    """R-019. Five days, urgent, comorbidity 2, one emergency visit: 4 + 3 + 2 + 1 = 10, high."""
    score = lace(days=at(5), urgent=answer(True), comorbidity=at(2), visits=at(1))
    assert ([part.low for part in score.parts], score.total, score.level) == ([4, 3, 2, 1], 10, "high")


@pytest.mark.parametrize(
    ("days", "points"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 4), (7, 5), (13, 5), (14, 7), (27, 7), (90, 7)]
)
def test_the_length_of_stay_counts_in_steps_and_fourteen_days_are_seven_points(days, points):
    assert length_points(days) == points


def test_hospital_counts_admissions_of_the_year_before_as_in_2016():
    def with_(times):
        known = answer(False)
        return hospital(
            low_haemoglobin=known,
            oncology=known,
            low_sodium=known,
            procedure=known,
            urgent=known,
            admissions=at(times),
            days=at(4),
        ).total

    assert [with_(n) for n in (0, 1, 2, 5, 6)] == [0, 0, 2, 2, 5]


def test_everything_at_once_is_the_published_maximum():
    yes, many = answer(True), at(50)
    assert lace(days=many, urgent=yes, comorbidity=many, visits=many).total == 19
    most = hospital(
        low_haemoglobin=yes, oncology=yes, low_sodium=yes, procedure=yes, urgent=yes, admissions=many, days=many
    )
    assert most.total == 13


def test_a_missing_part_makes_the_score_at_least_so_much_and_the_level_open():
    score = lace(days=at(5), urgent=UNKNOWN, comorbidity=at(2), visits=at(1))
    assert (score.total, score.most, score.is_complete, score.level) == (7, 10, False, "")


def test_a_level_is_stated_where_no_missing_part_could_change_it():
    assert lace(days=at(20), urgent=answer(True), comorbidity=UNKNOWN, visits=UNKNOWN).level == "high"
    assert lace(days=at(0), urgent=answer(False), comorbidity=at(0), visits=UNKNOWN).level == "low"


@given(spans, answers, spans, spans)
def test_every_score_stays_within_its_bounds_and_the_least_is_not_above_the_most(days, urgent, weight, visits):
    score = lace(days=days, urgent=urgent, comorbidity=weight, visits=visits)
    assert 0 <= score.total <= score.most <= 19
    assert score.is_complete == all(part.is_known for part in score.parts)
    assert score.level in ("", "low", "medium", "high")


@given(spans, answers, spans, spans, st.integers(0, 20))
def test_knowing_more_never_leaves_the_range_that_was_stated(days, urgent, weight, visits, more):
    unsure = lace(days=days, urgent=urgent, comorbidity=weight, visits=visits)
    exact = Span.exactly(min(days.least + more, days.most))
    surer = lace(days=exact, urgent=urgent, comorbidity=weight, visits=visits)
    assert unsure.total <= surer.total <= surer.most <= unsure.most
    if unsure.level:
        assert surer.level == unsure.level


# -- comorbidity ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("I21.4", "infarction"),
        ("I50.9", "heart_failure"),
        ("J44.9", "lung"),
        ("E11.9", "diabetes"),
        ("E11.2", "diabetes_complicated"),
        ("N18.3", "kidney"),
        ("N18.5", "kidney_severe"),
        ("F00", "dementia"),
        ("C61", "tumour"),
        ("C78.7", "metastasis"),
        ("K74", "mild_liver"),
    ],
)
@pytest.mark.parametrize(
    "system",
    [
        "http://hl7.org/fhir/sid/icd-10-cm",
        "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/ICD10-2013-full",
        "http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8",
    ],
)
def test_the_national_editions_of_icd_10_are_read_by_their_beginnings(code, group, system):
    assert list(has(code, system=system)) == [group]


def test_a_code_of_another_system_and_an_illness_that_does_not_count_say_nothing():
    assert has("I10", "E78.5", "H26.9") == {}
    assert has("I21", system="http://example.org/local") == {}
    assert list(has("44054006", system="http://snomed.info/sct")) == ["diabetes"]


def test_an_infarction_counts_for_good_and_an_ulcer_while_it_is_there():
    assert "infarction" in has("I21", status="resolved")
    assert has("K25", status="resolved") == {}
    assert has("I21", status="refuted") == {}


def test_the_heavier_form_stands_for_the_lighter():
    assert set(has("E11.9", "E11.2", "C18.9", "C78.7")) == {"diabetes_complicated", "metastasis"}
    assert without_lighter(["diabetes", "diabetes_complicated"], TABLE) == ["diabetes_complicated"]


def test_charlson_and_lace_weigh_the_same_illnesses_differently():
    assert (charlson(["dementia"], TABLE), lace_weight(["dementia"], TABLE)) == (1, 3)
    assert [charlson([], TABLE, age=age) for age in (49, 50, 69, 79, 80, 101)] == [0, 1, 2, 3, 4, 4]


@given(groups, groups)
def test_more_illnesses_never_weigh_less(some, more):
    for weigh in (charlson, lace_weight):
        assert weigh(without_lighter(some, TABLE), TABLE) <= weigh(without_lighter(some | more, TABLE), TABLE)


@given(st.lists(st.sampled_from(["I21", "E11.9", "E11.2", "C61", "C78", "N18.1", "N19", "Z00"])))
def test_the_order_of_diagnoses_and_repeating_them_change_nothing(codes):
    assert set(has(*codes)) == set(has(*reversed(codes), *codes))


def test_an_agencys_own_table_changes_single_lines_and_a_mistake_is_named(tmp_path):
    shipped = Path(__file__).parents[1] / "library" / "comorbidity.yaml"
    own = tmp_path / "comorbidity.yaml"
    own.write_text("version: 2\ngroups: {lung: {lace: 1}}")
    changed = load_table(shipped, own)
    assert (changed.version, changed.groups["lung"].lace, changed.groups["lung"].charlson) == (2, 1, 1)
    own.write_text("version: 2\ngroups: {lung: {weight: 1}}")
    with pytest.raises(TableError, match="lung has no “weight”"):
        load_table(shipped, own)
