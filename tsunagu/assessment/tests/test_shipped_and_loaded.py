"""Shipped instruments go out as valid Questionnaires and come back as what they were; loaded ones are known by their codes."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tsunagu.assessment.queries.instruments import shelf
from tsunagu.assessment.rules.instruments import Answers, Coding, Given, alarms, band_of, result_of
from tsunagu.assessment.rules.instruments.flow import lay_out
from tsunagu.assessment.rules.instruments.kin import recognised
from tsunagu.assessment.rules.instruments.reading import read_questionnaire
from tsunagu.assessment.rules.instruments.writing import questionnaire_json
from tsunagu.assessment.tests.small_forms import WEIGHT, ask, form

LOINC = "http://loinc.org"
PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
FREQUENCY = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
SHIPPED = [pytest.param(one, id=one.code) for one in shelf()]


def loinc(code, **more):
    return {"system": LOINC, "code": code, **more}


def other_wording(*, codes=FREQUENCY, weights=False, items=PHQ9, **more):
    """The PHQ-9's codes under words that are nobody's."""

    def option(n, code):
        return {
            "valueCoding": {"system": LOINC if code in FREQUENCY else "urn:x", "code": code, "display": f"段階{n}"}
        } | ({"extension": [{"url": WEIGHT, "valueDecimal": n}]} if weights else {})

    offered = [option(n, code) for n, code in enumerate(codes)]
    asked = [ask(f"x{n}", "choice", code=[loinc(code)], answerOption=offered) for n, code in enumerate(items)]
    return read_questionnaire(form(*asked, language="ja", **more))


def filled(instrument, *points):
    given = {}
    for n, point in enumerate(points):
        item = instrument.by_link[f"x{n}"]
        given[f"x{n}", ()] = Given((item.options[point].value,))
    return Answers(instrument, given)


@pytest.mark.parametrize("instrument", SHIPPED)
def test_a_shipped_instrument_is_a_valid_r4_questionnaire(instrument):
    from fhir.resources.R4B.questionnaire import Questionnaire

    for language in ("en", "ja", "ko"):
        Questionnaire.model_validate(questionnaire_json(instrument, language))


@pytest.mark.parametrize("instrument", SHIPPED)
def test_a_shipped_instrument_comes_back_with_its_questions(instrument):
    back = read_questionnaire(questionnaire_json(instrument))
    ours = {item.link: item for item in back.walk() if item.link in instrument.by_link}
    assert list(ours) == [item.link for item in instrument.walk()]
    for link, item in instrument.by_link.items():
        assert (ours[link].kind, ours[link].codes, ours[link].when) == (item.kind, item.codes, item.when)
        assert [(o.value, o.score) for o in ours[link].options] == [(o.value, o.score) for o in item.options]
        assert {**ours[link].text} == {**item.text}


def test_the_sum_that_goes_out_is_the_sum_that_was_meant():
    phq9 = shelf().get("phq9")
    back = read_questionnaire(questionnaire_json(phq9))
    (total,) = [score for score in phq9.scores if score.code == "total"]
    given = {(link, ()): Given((back.by_link[link].options[2].value,)) for link in total.items}
    sheet = lay_out(back, given)
    assert result_of(sheet.answers).scores["total"].value == 18


@settings(max_examples=60)
@drawn(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_another_wording_with_the_same_codes_scores_as_ours_does(points):
    """The official Japanese text may carry codes and nothing else."""
    loaded = recognised(other_wording(), shelf())
    phq9 = shelf().get("phq9")
    assert loaded.code == "phq9"
    scored = result_of(filled(loaded, *points)).scores["total"]
    assert scored.value == sum(points)
    ours = phq9.score()
    assert band_of(loaded.score(), scored).code == band_of(ours, scored).code
    assert bool(alarms(filled(loaded, *points))) == (points[8] > 0)


def test_answers_coded_otherwise_are_known_by_their_points():
    loaded = recognised(other_wording(codes=("a", "b", "c", "d"), weights=True), shelf())
    assert [one.answer for one in alarms(filled(loaded, *[0] * 8, 2))] == ["c"]


def test_one_critical_item_alone_is_watched_without_taking_the_name():
    loaded = recognised(other_wording(items=("44260-8",), name="own"), shelf())
    assert (loaded.code, len(loaded.criticals)) == ("own", 1)
    assert loaded.scores == ()


def test_a_long_form_with_some_of_its_questions_is_another_instrument():
    others = tuple(f"1000{n}-1" for n in range(6))
    loaded = recognised(other_wording(items=(*PHQ9[:2], *others), name="intake"), shelf())
    assert (loaded.code, loaded.scores) == ("intake", ())
    assert recognised(other_wording(items=PHQ9[:2]), shelf()).code == "phq2"


def test_a_form_that_shares_no_code_stays_what_it_is():
    plain = read_questionnaire(form(ask("1")))
    assert recognised(plain, shelf()) == plain


def test_a_systemless_code_is_nobody_elses():
    asked = ask("1", "choice", code=[{"code": "44260-8"}], answerOption=[{"valueCoding": {"code": "LA6569-3"}}])
    assert recognised(read_questionnaire(form(asked)), shelf()).criticals == ()


def test_phq9_item_9_is_critical_whatever_the_total():
    phq9 = shelf().get("phq9")
    (critical,) = phq9.criticals
    link = critical.link
    one = Answers(phq9, {(link, ()): Given((Coding("LA6569-3", LOINC),))})
    assert [alarm.critical.link for alarm in alarms(one)] == [link]
    assert one.points(link) == Decimal(1)
