"""Outlines and the arithmetic on answers, without a database."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tsunagu.assessment.rules import (
    DOMAINS,
    Domain,
    Met,
    OutlineError,
    load_library,
    missing_observations,
    rank_domains,
    redact,
    strongest,
    wrong_answers,
)

SHIPPED = Path(__file__).parent.parent / "library"
LIBRARY = load_library(SHIPPED)
CODES = {
    "social_history", "functional", "health", "needs", "strengths_inventory", "risk", "comprehensive", "target_group",
    "biopsychosocial", "formulation", "jp23", "kr_needs_crisis", "function", "social_needs",
}  # fmt: skip


def test_the_fourteen_kinds_are_there_and_speak_three_languages():
    """R-038, R-039, R-040."""
    assert {outline.code for outline in LIBRARY.offered()} == CODES
    for outline in LIBRARY.today.values():
        for section in outline.sections:
            assert all(section.ask[language] and section.title[language] for language in ("en", "ja", "ko"))


def test_the_social_history_has_its_six_blocks_and_criminal_history_is_restricted():
    """R-038."""
    sections = {s.code: s for s in LIBRARY.today["social_history"].sections}
    assert sections.keys() >= {"education", "past_treatment", "family_living", "school", "conduct", "preferences"}
    assert [code for code, s in sections.items() if s.restricted] == ["criminal_history"]


def test_the_functional_assessment_asks_six_domains_for_ability_and_support():
    """R-039."""
    sections = LIBRARY.today["functional"].sections
    assert tuple(s.domain for s in sections) == DOMAINS
    assert all({item.code: item.kind for item in s.items} == {"ability": "scale", "support": "scale"} for s in sections)
    assert all(s.services for s in sections)


def test_the_japanese_standard_items_are_twenty_three():
    titles = [s.title["ja"] for s in LIBRARY.today["jp23"].sections]
    assert len(titles) == 23
    assert titles[0].startswith("1 基本情報")
    assert titles[22] == "23 その他留意すべき事項・状況"


def test_the_korean_survey_asks_need_severity_strength_resource_priority_and_the_crisis():
    areas = [s for s in LIBRARY.today["kr_needs_crisis"].sections if s.code != "kr_crisis"]
    assert len(areas) == 10
    for area in areas:
        assert {item.code for item in area.items} >= {"need", "severity", "strength", "resource", "priority"}


def test_the_strengths_inventory_asks_seven_domains_now_before_and_hoped_for():
    """Requirements 1.3."""
    sections = LIBRARY.today["strengths_inventory"].sections
    assert len(sections) == 7
    assert all([item.code for item in s.items] == ["present", "past", "hopes"] for s in sections)


def test_who_cannot_say_when_something_is_wrong_is_looked_at_in_six_ways():
    """R-075."""
    (section,) = LIBRARY.joining("cannot_self_report")
    assert len(missing_observations(section, {})) == 6
    assert [i.code for i in missing_observations(section, {"mood": "fine"})].count("mood") == 0
    assert not list(LIBRARY.joining())


MISTAKES = {
    "sections: [nowhere]": "no shared section is called “nowhere”",
    "sections: [{code: a, title: {en: A}, ask: {en: A, ja: A, ko: A}}]": "say it in en, ja, ko",
    "sections: [{code: a, title: {en: A, ja: A, ko: A}, ask: {en: A, ja: A, ko: A}, light: soul}]": "light is one of",
    "sections: [{code: a, colour: red, title: {en: A, ja: A, ko: A}, ask: {en: A, ja: A, ko: A}}]": "has no “colour”",
    "sections: [housing, housing]": "each code stands once",
}


@pytest.mark.parametrize(("text", "says"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_an_agencys_mistake_is_named_with_its_file(tmp_path, text, says):
    (tmp_path / "own.yaml").write_text(
        f"assessment: own\nversion: 1\ntitle: {{en: A, ja: A, ko: A}}\nabout: {{en: A, ja: A, ko: A}}\n{text}\n"
    )
    with pytest.raises(OutlineError, match=r"own\.yaml") as error:
        load_library(SHIPPED, tmp_path)
    assert says in str(error.value)


def test_an_agencys_outline_takes_the_shipped_ones_place_and_the_old_one_stays_readable(tmp_path):
    (tmp_path / "own.yaml").write_text(
        "assessment: needs\nversion: 2\ntitle: {en: A, ja: A, ko: A}\nabout: {en: A, ja: A, ko: A}\nsections: [housing]\n"
    )
    library = load_library(SHIPPED, tmp_path)
    assert len(library.get("needs").sections) == 1
    assert len(library.get("needs", 1).sections) == len(LIBRARY.get("needs").sections)


def test_answers_fit_their_questions_and_no_answer_fits_all():
    section = LIBRARY.today["health"].section("present_health")
    assert (
        wrong_answers(section, {"blood_pressure": "controlled", "falls": 2, "conditions": "COPD", "pain": "refused"})
        == []
    )
    assert wrong_answers(section, {"blood_pressure": "high", "falls": "two", "shoe": "left"}) == [
        "blood_pressure",
        "falls",
        "shoe",
    ]


scores = st.one_of(st.none(), st.integers(0, 4))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(scores, scores), min_size=6, max_size=6))
def test_more_support_is_never_ranked_below_less(pairs):
    """R-039."""
    ranked = rank_domains(Domain(code, *pair) for code, pair in zip(DOMAINS, pairs, strict=True))
    answered = [d.support for d in ranked if d.answered]
    assert answered == sorted(answered, reverse=True)
    assert [d.answered for d in ranked] == sorted((d.answered for d in ranked), reverse=True)


def test_a_home_visit_among_several_meetings_speaks_for_the_assessment():
    """R-018; 運営基準第13条."""
    phone, office, home = Met("phone", "", True), Met("in_person", "office", True), Met("in_person", "home", True)
    assert strongest([phone, office, home]) == home
    assert strongest([phone, Met("in_person", "home", False)]) == phone
    assert strongest([Met("in_person", "home", False)]) is None


def test_a_name_is_made_unreadable_wherever_it_stands():
    """R-030."""
    assert redact("Sol and SOLANGE live with sol.", ["Sol", "Solange"]) == "■■■ and ■■■ live with ■■■."
    assert redact("渡辺さんの弟", ["渡辺"]) == "■■■さんの弟"
    assert redact("nothing", [" ", ""]) == "nothing"
