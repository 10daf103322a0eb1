"""What an instrument is: read from its document, checked, scored with an explanation. The example is made up."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tsunagu.assessment.rules.instruments import (
    About,
    Answers,
    Band,
    Coding,
    Given,
    Missing,
    alarms,
    band_of,
    read_document,
    result_of,
    score_of,
    score_only,
)

DOCUMENT = """
instrument: tea
version: "1"
title: {en: Tea questions, ja: お茶の質問, ko: 차 질문}
about: {en: How tea goes, ja: お茶のこと, ko: 차에 관하여}
notice: {en: Our own, ja: 自作, ko: 자체 제작}
licence: own
source: written for this test
answers:
  often:
    - {code: never, score: 0, text: {en: Never}}
    - {code: some, score: 1, text: {en: Sometimes}}
    - {code: often, score: 3, text: {en: Often}}
items:
  - {link: "1", text: {en: "Too hot?"}, answers: often}
  - {link: "2", text: {en: "Too cold?"}, answers: often, when: [{item: "1", answer: never}]}
  - {link: "3", text: {en: "Spilt?"}, answers: often, code: 44260-8}
scores:
  - code: total
    rule: sum
    title: {en: Total, ja: 合計, ko: 총점}
    range: [0, 9]
    missing: {allowed: 1, how: prorate}
    bands:
      - {code: fine, from: 0, to: 4, label: {en: Fine, ja: 良好, ko: 양호}, state: met}
      - {code: bad, from: 5, to: 9, label: {en: Bad, ja: 不良, ko: 불량}, state: over, level: high}
criticals:
  - {item: "3", answers: [often], why: {en: Burns, ja: やけど, ko: 화상}}
"""


def tea(text=DOCUMENT):
    problems = []
    instrument = read_document("tea.yaml", text, problems)
    assert problems == []
    return instrument


def answered(instrument, **codes):
    given = {(link.strip("q"), ()): Given((Coding(code),)) for link, code in codes.items()}
    return Answers(instrument, given)


def test_a_document_becomes_an_instrument():
    found = tea()
    assert [item.link for item in found.questions] == ["1", "2", "3"]
    assert found.by_link["3"].codes == (Coding("44260-8", "http://loinc.org"),)
    assert found.languages() == ("en",)


def test_a_score_explains_itself_and_has_a_band():
    instrument = tea()
    (total,) = instrument.scores
    scored = score_of(total, answered(instrument, q1="some", q2="never", q3="often"))
    assert scored.value == 4
    assert [(part.link, part.points) for part in scored.parts] == [("1", 1), ("2", 0), ("3", 3)]
    assert band_of(total, scored).code == "fine"


def test_missing_answers_are_prorated_only_as_far_as_allowed():
    instrument = tea()
    (total,) = instrument.scores
    one_gap = score_of(total, answered(instrument, q1="some", q3="often"))
    assert (one_gap.value, one_gap.notes, one_gap.missing) == (6, ("prorated",), ("2",))
    assert score_of(total, answered(instrument, q3="often")).value is None
    leaving = replace(total, missing=Missing(2, "leave"))
    assert score_of(leaving, answered(instrument, q3="often")).value == 3
    assert score_of(replace(total, missing=Missing(2, "refuse")), answered(instrument, q3="often")).value is None


@drawn(st.lists(st.sampled_from(["never", "some", "often", ""]), min_size=3, max_size=3))
def test_a_total_lies_in_its_range_and_grows_with_each_answer(codes):
    instrument = tea()
    (total,) = instrument.scores
    given = {f"q{n}": code for n, code in enumerate(codes, 1) if code}
    value = score_of(total, answered(instrument, **given)).value
    assert (value is None) == (codes.count("") > 1)
    if value is None:
        return
    assert 0 <= value <= 9
    worse = {link: "often" for link in given}
    assert score_of(total, answered(instrument, **worse)).value >= value


def test_a_critical_answer_is_known_before_anything_is_finished():
    instrument = tea()
    (alarm,) = alarms(answered(instrument, q3="often"))
    assert (alarm.critical.link, alarm.answer) == ("3", "often")
    assert result_of(answered(instrument, q3="some")).alarms == ()


def test_a_band_for_one_sex_goes_before_one_for_all():
    instrument = tea()
    (total,) = instrument.scores
    bands = (Band("fine", {}, low=Decimal(0)), Band("women", {}, low=Decimal(3), sex="female"))
    scored = score_of(total, answered(instrument, q1="often", q2="never", q3="never"))
    assert band_of(total, scored, About(sex="female"), bands).code == "women"
    assert band_of(total, scored, About(sex="male"), bands).code == "fine"


def test_without_wording_the_total_is_typed_in():
    bare = score_only(tea())
    (total,) = bare.scores
    scored = score_of(total, Answers(bare, {("total", ()): Given((Decimal(7),))}))
    assert scored.value == 7
    assert band_of(total, scored).code == "bad"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('link: "3"', 'link: "1"', "item 1"),
        ('item: "1", answer', 'item: "9", answer', "item 2"),
        ('item: "1", answer', 'item: "2", answer', "item 2"),
        ("rule: sum", "rule: magic", "scores[0].rule"),
        ("answers: [often]", "answers: [always]", "critical 3"),
        ("to: 4", "to: 6", "score total"),
        ("ja: 合計, ", "", "scores[0].title"),
        ("licence: own", "licence: maybe", "licence"),
        ("answers: often}", "answers: seldom}", "items[0].answers"),
        ("score: 3", "score: lots", "answers.often[2].score"),
        ("", "", ""),
    ],
)
def test_a_mistake_is_named_with_its_file_and_place(old, new, place):
    problems = []
    text = DOCUMENT.replace(old, new, 1) if place else DOCUMENT + "spilt: no\n"
    assert read_document("tea.yaml", text, problems) is None
    assert any(problem.startswith(f"tea.yaml: {place or 'spilt'}") for problem in problems), problems
