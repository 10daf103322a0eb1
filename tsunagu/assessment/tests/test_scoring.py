"""What the shipped instruments say about answers: the worked vectors, and what holds for any answers."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tsunagu.assessment.rules.instruments import (
    About,
    Answers,
    Given,
    alarms,
    band_of,
    load_shelf,
    result_of,
    score_of,
    score_only,
)
from tsunagu.assessment.rules.instruments.scores.alcohol import skipped
from tsunagu.assessment.rules.instruments.scores.suicide import asked

SHELF = load_shelf(Path(__file__).parent.parent / "library/instruments")
FILLED = [instrument for instrument in SHELF if not instrument.score_only]
ANYONE, WOMAN, MAN = About(), About("female"), About("male")


def answered(code, points):
    """Answers that give these points: `{"1": 2}`, or a list for the items in their order."""
    instrument = SHELF.get(code)
    if isinstance(points, list):
        links = [item.link for item in instrument.questions]
        points = dict(zip(links, points, strict=False))
    given = {}
    for link, wanted in points.items():
        if wanted is not None:
            option = next(o for o in instrument.by_link[link].options if o.score == wanted)
            given[link, ()] = Given((option.value,))
    return Answers(instrument, given)


def scored(code, points, about=ANYONE, score="total"):
    return score_of(SHELF.get(code).score(score), answered(code, points), about)


def band(code, points, about=ANYONE, score="total"):
    found = band_of(SHELF.get(code).score(score), scored(code, points, about, score), about)
    return found.code if found else None


# -- the worked vectors -------------------------------------------------------------------------------------------------------


def test_self_harm_alone_is_minimal_and_critical():
    """R-042."""
    points = [0] * 8 + [1]
    assert scored("phq9", points).value == 1
    assert band("phq9", points) == "minimal"
    assert [alarm.critical.link for alarm in alarms(answered("phq9", points))] == ["9"]


def test_no_self_harm_is_no_alarm_however_high_the_total():
    assert alarms(answered("phq9", [3] * 8 + [0])) == ()


def test_phq9_of_thirteen_is_moderate():
    points = [2, 2, 2, 1, 1, 2, 2, 1, 0]
    assert (scored("phq9", points).value, band("phq9", points)) == (13, "moderate")


def test_two_blanks_of_the_phq9_are_prorated_and_labelled_three_leave_no_total():
    found = scored("phq9", [1] * 7)
    assert (found.value, found.notes, found.missing) == (9, ("prorated",), ("8", "9"))
    assert scored("phq9", [1] * 6).value is None


def test_the_phq2_goes_on_from_three():
    assert [band("phq2", [1, n]) for n in (0, 1, 2, 3)] == ["negative", "negative", "positive", "positive"]
    assert SHELF.get("phq2").follows == "phq9"


def test_audit_c_all_from_the_first_question_is_positive_for_a_woman_and_says_so():
    found = scored("audit_c", [3, 0, 0], WOMAN)
    assert (found.value, found.notes) == (3, ("all_from_first",))
    assert band("audit_c", [3, 0, 0], WOMAN) == "positive"
    assert band("audit_c", [3, 0, 0], MAN) == "negative"
    assert scored("audit_c", [3, 0, 0], MAN).notes == ()


def test_audit_c_without_a_recorded_sex_takes_the_lower_cut_off_and_says_so():
    assert band("audit_c", [2, 1, 0]) == "positive"
    assert scored("audit_c", [2, 1, 0]).notes == ("lower_cut_off",)


def test_who_never_drinks_is_asked_three_questions_of_ten():
    points = {"1": 0, "9": 0, "10": 2}
    assert skipped(answered("audit", points)) == tuple("2345678")
    assert scored("audit", points).value == 2
    assert scored("audit", {"1": 0, "9": 0}).value is None


def test_the_zones_of_the_audit():
    assert [band("audit", [4, 4, n, 0, 0, 0, 0, 0, 0, 0]) for n in (0, 4)] == ["zone_2", "zone_2"]
    assert band("audit", [4] * 10) == "zone_4"


def test_the_screener_asks_three_questions_of_somebody_without_thoughts():
    points = {"1": 0, "2": 0, "6": 0}
    assert asked(answered("cssrs", points)) == ("1", "2", "6")
    assert band("cssrs", points) == "none"
    assert [part.link for part in scored("cssrs", points).parts] == ["1", "2", "6"]  # 3 to 5 are not asked, not "no"


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ({"1": 1, "2": 0, "6": 0}, "low"),
        ({"1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}, "low"),
        ({"1": 1, "2": 1, "3": 1, "4": 0, "5": 0, "6": 0}, "medium"),
        ({"1": 0, "2": 0, "6": 1, "6a": 0}, "medium"),
        ({"1": 0, "2": 0, "6": 1, "6a": 1}, "high"),
        ({"2": 1, "4": 1}, "high"),
        ({"2": 1, "5": 1}, "high"),
        ({"1": 0}, None),
    ],
)
def test_the_triage_of_the_screener(points, level):
    assert band("cssrs", points) == level
    assert {alarm.critical.level for alarm in alarms(answered("cssrs", points))} >= ({level} - {None})


def test_independence_has_the_highest_score():
    assert scored("katz", [1] * 6).value == 6
    assert scored("lawton", [1] * 8).value == 8
    barthel = SHELF.get("barthel")
    most = {item.link: max(option.score for option in item.options) for item in barthel.questions}
    assert (scored("barthel", most).value, band("barthel", most)) == (100, "independent")


def test_one_group_of_the_kihon_checklist_is_enough():
    points = {str(n): int(n in (6, 7, 9)) for n in range(1, 26)}
    found = scored("kihon_checklist", points)
    assert (found.value, found.band, found.notes) == (3, "applicable", ("reached_motor",))
    assert scored("kihon_checklist", points, score="motor").value == 3


def test_no_answers_on_one_to_eight_sixteen_and_nineteen_score_in_the_kihon_checklist():
    checklist = SHELF.get("kihon_checklist")
    no_scores = {item.link for item in checklist.questions if item.option("no").score == 1}
    assert no_scores == {*map(str, range(1, 9)), "16", "19"}


def test_nutrition_needs_both_answers():
    low_weight = dict.fromkeys(map(str, range(1, 26)), 0) | {"12": 1}
    assert band("kihon_checklist", low_weight) == "not_applicable"
    assert band("kihon_checklist", low_weight | {"11": 1}) == "applicable"


def test_blanks_keep_the_kihon_checklist_from_saying_not_applicable():
    assert band("kihon_checklist", {"1": 0}) is None
    assert band("kihon_checklist", {"16": 1}) == "applicable"


def test_cansas_is_counted_and_has_no_sum():
    assert [score.code for score in SHELF.get("cansas").scores] == ["met", "unmet", "unknown"]


def test_categories_are_counted_never_added_up():
    found = [scored("self_sufficiency", [2, 1, 1, 5], score=code).value for code in ("crisis", "vulnerable")]
    assert found == [2, 1]
    assert scored("self_sufficiency", [2, 1, 1, 5]).value == Decimal("2.3")


def test_hunger_is_a_risk_when_either_is_true_and_silence_is_not_no():
    assert band("hunger_vital_sign", [0, 1]) == "positive"
    assert band("hunger_vital_sign", [0, 0]) == "negative"
    assert band("hunger_vital_sign", {"1": 0}) is None
    assert band("hunger_vital_sign", {"1": 1}) == "positive"


def test_the_two_answer_lists_of_the_housing_question_are_told_apart():
    ours = {option.code for option in SHELF.get("ahc_hrsn").by_link["1"].options}
    assert ours == {"LA31993-1", "LA31994-9", "LA31995-6"}
    assert not ours & {"LA30189-7", "LA30190-5"}  # the answers of PRAPARE under the same code


def test_safety_is_positive_from_eleven_even_with_a_question_unanswered():
    assert band("ahc_hrsn", {"7": 5, "8": 5}, score="safety") == "positive"
    assert band("ahc_hrsn", {"7": 3, "8": 3, "9": 3}, score="safety") is None
    assert band("ahc_hrsn", {"7": 3, "8": 3, "9": 3, "10": 1}, score="safety") == "negative"


def test_stay_independent_is_at_risk_from_four_and_names_the_key_questions():
    assert band("steadi", [2, 0, 1] + [0] * 9) == "not_at_risk"
    assert scored("steadi", [2, 0, 1] + [0] * 9).notes == ("key_question",)
    assert band("steadi", [2, 2] + [0] * 10) == "at_risk"


def test_a_serious_need_in_safety_or_mind_makes_a_case_of_high_difficulty():
    assert band("kr_needs_crisis", {"safety": 3}) == "difficult"
    assert band("kr_needs_crisis", {"money": 4}) is None
    assert band("kr_needs_crisis", {"safety": 2, "mental_health": 0, "money": 4}) == "general"


# -- what holds for any answers -------------------------------------------------------------------------------------------------


@st.composite
def filled(draw):
    """An instrument with any answers, blanks among them."""
    instrument = draw(st.sampled_from(FILLED))
    given = {}
    for item in instrument.questions:
        option = draw(st.sampled_from((None, *item.options)))
        if option is not None:
            given[item.link, ()] = Given((option.value,))
    return Answers(instrument, given)


@drawn(filled())
def test_a_score_stays_within_its_bounds_and_its_band_is_one_of_its_own(answers):
    for about in (ANYONE, WOMAN, MAN):
        for score in answers.instrument.scores:
            found = score_of(score, answers, about)
            if found.value is not None and score.low is not None and score.high is not None:
                assert score.low <= found.value <= score.high
            if found.band:
                assert found.band in {one.code for one in score.bands}
            assert set(found.notes) <= answers.instrument.notes.keys()


@drawn(filled(), st.randoms())
def test_the_order_of_answers_does_not_matter(answers, random):
    shuffled = list(answers.given.items())
    random.shuffle(shuffled)
    assert result_of(Answers(answers.instrument, dict(shuffled))) == result_of(answers)


@drawn(filled())
def test_one_more_critical_answer_never_silences_an_alarm(answers):
    before = {(alarm.critical.link, alarm.answer) for alarm in alarms(answers)}
    for critical in answers.instrument.criticals:
        option = answers.instrument.by_link[critical.link].option(critical.answers[0])
        more = Answers(answers.instrument, {**answers.given, (critical.link, ()): Given((option.value,))})
        after = {(alarm.critical.link, alarm.answer) for alarm in alarms(more)}
        assert (critical.link, critical.answers[0]) in after
        assert {one for one in before if one[0] != critical.link} <= after


@drawn(filled())
def test_every_value_with_bands_falls_into_one(answers):
    for score in answers.instrument.scores:
        found = score_of(score, answers)
        if found.value is not None and score.bands:
            assert band_of(score, found) is not None


# -- the shelf ------------------------------------------------------------------------------------------------------------------


def test_the_shelf_holds_what_is_to_be_shipped_and_what_may_only_be_scored():
    """R-042."""
    assert {i.code for i in FILLED} == {
        "phq2", "phq9", "gad7", "audit_c", "audit", "cssrs", "hunger_vital_sign", "ahc_hrsn", "barthel", "katz", "lawton",
        "steadi", "kihon_checklist", "kr_needs_crisis", "self_sufficiency",
    }  # fmt: skip
    assert {i.code for i in SHELF if i.score_only} == {
        "cfs", "zarit", "mini_cog", "morse", "prapare", "who5", "whodas", "dast10", "cansas",
    }  # fmt: skip


@pytest.mark.parametrize("instrument", [i for i in SHELF if i.score_only], ids=lambda i: i.code)
def test_what_may_not_be_bundled_has_no_wording(instrument):
    assert {item.link for item in instrument.questions} == {score.code for score in instrument.scores}


@pytest.mark.parametrize("code", ["phq2", "phq9", "gad7", "audit_c", "audit", "steadi", "hunger_vital_sign"])
def test_validated_wording_is_never_our_own_translation(code):
    assert SHELF.get(code).languages() == ("en",)


def test_a_total_typed_in_hides_no_critical_answer():
    """A score-only PHQ-9 asks for the points of its ninth item beside the total."""
    bare = score_only(SHELF.get("phq9"))
    assert [item.link for item in bare.questions] == ["total", "9"]
    points = next(option for option in bare.by_link["9"].options if option.score == 1)
    answers = Answers(bare, {("total", ()): Given((Decimal(4),)), ("9", ()): Given((points.value,))})
    assert [alarm.critical.link for alarm in alarms(answers)] == ["9"]
    assert answers.points("9") == 1
    assert band_of(bare.score(), score_of(bare.score(), answers)).code == "minimal"


def test_a_result_without_a_number_is_chosen():
    bare = score_only(SHELF.get("hunger_vital_sign"))
    option = bare.by_link["total"].option("positive")
    answers = Answers(bare, {("total", ()): Given((option.value,))})
    assert band_of(bare.score(), score_of(bare.score(), answers)).code == "positive"


def test_cut_offs_that_disagree_are_said_to():
    assert {i.code for i in SHELF if i.disagreements} >= {"morse", "audit_c", "audit", "barthel", "mini_cog"}


def test_the_codes_of_the_phq9_are_those_of_loinc():
    phq9 = SHELF.get("phq9")
    assert [item.codes[0].code for item in phq9.questions] == [
        "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8", "69722-7",
    ]  # fmt: skip
    assert phq9.score().codes[0].code == "44261-6"
    assert [option.code for option in phq9.by_link["9"].options] == ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]
