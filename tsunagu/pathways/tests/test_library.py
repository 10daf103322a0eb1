"""The shipped library: in order by itself, open to an agency's own layers, and kept in the versions a case began with."""

import json
import random
from fractions import Fraction

import jsonschema
import pytest

from tsunagu.core import kinds
from tsunagu.pathways.queries import SHIPPED
from tsunagu.pathways.rules import Library, PathwayError, compose, load_layer, load_library
from tsunagu.pathways.rules.library_loading import PHRASES, VOCABULARY
from tsunagu.pathways.rules.reading import read
from tsunagu.pathways.tests.story import LIBRARY, NY, RULES, Story
from tsunagu.pathways.tests.story import VOCABULARY as WORDS

LAYER_FILES = sorted(path for path in SHIPPED.glob("*.yaml") if path.name not in (VOCABULARY, PHRASES))
SCHEMA = json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))
HEAD = "pathway: agency/mine\nkind: agency\nversion: 1\ntitle: {en: Mine, ja: うち, ko: 우리}\n"
HOME_SUPPORT = """\
pathway: programme/home-support
kind: programme
version: 1
title: {en: Home support, ja: 在宅支援, ko: 재가 지원}
defines: {programme: [home_support], assessment: [home_check]}
while: {programme: home_support}
stages: {assess: {en: Home check, ja: 居宅確認, ko: 가정 점검}, stratify: merged into assess, transition: hidden}
assessments: {home_check: {title: {en: Home check, ja: 居宅確認, ko: 가정 점검}}}
without: {agency/defaults.screen: every referral to home support is accepted}
clocks:
  visit:
    title: {en: Visit, ja: 訪問, ko: 방문}
    from: referral.received
    within: 2 days
    met_by: contact.made
"""


def with_folder(folder) -> Library:
    return load_library(SHIPPED, kinds.vocabulary(), None, folder)


def mine(tmp_path, text: str):
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return load_layer(tmp_path / "mine.yaml", WORDS)


# -- the shipped files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LAYER_FILES, ids=lambda path: path.stem)
def test_a_layer_follows_the_published_schema(path):
    jsonschema.validate(read(path), SCHEMA)


def test_every_rule_names_its_source():
    assert [clock.id for clock in RULES.clocks if not clock.source] == []


def test_every_layer_of_defaults_says_that_it_can_be_edited():
    silent = [x.id for x in LIBRARY.layers if x.kind in ("model", "tier", "agency") and "ditable" not in x.note]
    assert silent == []


def test_clocks_that_share_a_topic_are_about_the_same_whom():
    whose = {}
    for clock in RULES.clocks:
        whose.setdefault(clock.duty, {}).setdefault(clock.per, []).append(clock.id)
    assert {topic: by for topic, by in whose.items() if len(by) > 1} == {}


def test_assessment_is_never_called_evaluation():
    for path in SHIPPED.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for wrong in ("機能評価", "ニーズ評価", "リスク評価", "기능 평가", "욕구 평가", "위험 평가"):
            assert wrong not in text, path.name


def test_links_are_few_and_named():
    assert all(":" in name for name in LIBRARY.links())
    assert "plan.activate" in LIBRARY.links()["planning:goals"]


def test_every_programme_and_model_of_the_vocabulary_has_its_layer():
    assert set(LIBRARY.programmes()) == set(WORDS.properties["programme"].values)
    assert set(LIBRARY.models()) == set(WORDS.properties["model"].values)


# -- composing --------------------------------------------------------------------------------------------------------


def test_composing_has_no_order():
    layers = [layer for layer in LIBRARY.layers if layer.kind != "staff"]
    first = compose(layers)
    random.Random(3).shuffle(layers)
    second = compose(layers)
    assert (first.clocks, first.gates) == (second.clocks, second.gates)


@pytest.mark.parametrize(
    "clock",
    ["law/us-ca.child_written", "safety.suicide_screen", "always.promise", "programme/jp-home-care.monthly_visit"],
)
def test_law_and_safety_cannot_be_taken_away(tmp_path, clock):
    layer = mine(tmp_path, HEAD + f"without:\n  {clock}: we would rather not\n")
    with pytest.raises(
        PathwayError, match=f"agency/mine: without.{clock}: a clock of law or safety cannot be taken away"
    ):
        compose([*LIBRARY.layers, layer])


def test_what_is_taken_away_must_exist(tmp_path):
    layer = mine(tmp_path, HEAD + "without:\n  agency/defaults.chart_revue: weekly team reviews instead\n")
    with pytest.raises(PathwayError, match=r"no such clock; did you mean “agency/defaults\.chart_review”\?"):
        compose([*LIBRARY.layers, layer])


def test_a_default_can_be_taken_away_with_a_reason(tmp_path):
    layer = mine(tmp_path, HEAD + "without:\n  agency/defaults.chart_review: weekly team reviews instead\n")
    assert "agency/defaults.chart_review" not in compose([*LIBRARY.layers, layer]).by_id


def test_what_is_taken_away_under_one_programme_stays_elsewhere(tmp_path):
    (tmp_path / "own.yaml").write_text(HOME_SUPPORT, encoding="utf-8")
    rules = with_folder(tmp_path).rules_for()
    for programme, clocks in (("home_support", set()), ("hcbs", {"agency/defaults.screen"})):
        story = Story(NY, programme=programme)
        story.add("2026-04-01", "referral.received")
        assert {d.clock for d in story.duties("defaults.screen", rules=rules)} == clocks


def test_a_gate_that_asks_about_duties_nobody_can_owe_is_refused(tmp_path):
    gate = "gates:\n  case.close:\n    - duties: {destroy_recrod: settled}\n      says: {en: a, ja: b, ko: c}\n"
    layer = mine(tmp_path, HEAD + gate)
    with pytest.raises(PathwayError, match="no duty is called “destroy_recrod”"):
        compose([*LIBRARY.layers, layer])


# -- an agency's own layers, and versions -----------------------------------------------------------------------------


def test_an_agency_adds_a_programme_without_code(tmp_path):
    (tmp_path / "own.yaml").write_text(HOME_SUPPORT, encoding="utf-8")
    library = with_folder(tmp_path)
    assert library.programmes()["home_support"]["ja"] == "在宅支援"
    assert set(library.required_assessments(programme="home_support")) == {"home_check"}
    story = Story(NY, programme="home_support")
    story.add("2026-04-01", "referral.received")
    assert story.day(story.one("home-support.visit", rules=library.rules_for()).due) == "2026-04-03"


def test_a_word_belongs_to_a_list_that_exists(tmp_path):
    (tmp_path / "own.yaml").write_text(HEAD + "defines: {programmes: [home_support]}\n", encoding="utf-8")
    with pytest.raises(
        PathwayError, match=r"own.yaml:5: defines\.programmes: no list of words is called so; did you mean “programme”"
    ):
        with_folder(tmp_path)


def test_a_case_keeps_the_versions_it_began_with(tmp_path):
    (tmp_path / "archive" / "programme").mkdir(parents=True)
    (tmp_path / "own.yaml").write_text(HOME_SUPPORT.replace("version: 1", "version: 2"), encoding="utf-8")
    old = HOME_SUPPORT.replace("within: 2 days", "within: 5 days")
    (tmp_path / "archive" / "programme" / "home-support@1.yaml").write_text(old, encoding="utf-8")
    library = with_folder(tmp_path)
    story = Story(NY, programme="home_support")
    story.add("2026-04-01", "referral.received")
    pins = {**library.current_versions(), "programme/home-support": 1}
    due = {
        name: story.one("home-support.visit", rules=library.rules_for(p)).due
        for name, p in (("now", None), ("then", pins))
    }
    assert {name: story.day(at) for name, at in due.items()} == {"now": "2026-04-03", "then": "2026-04-06"}
    assert library.rules_for(pins) is library.rules_for(dict(pins))


def test_a_case_pinned_to_what_is_not_kept_is_told_so():
    with pytest.raises(PathwayError, match="law/jp: version 7 is not in the library"):
        LIBRARY.rules_for({"law/jp": 7})


def test_a_case_pinned_to_todays_versions_shares_todays_rules():
    assert LIBRARY.rules_for(LIBRARY.current_versions()) is LIBRARY.rules_for()


# -- names, assessments, caseloads ------------------------------------------------------------------------------------


def test_stages_are_named_merged_and_hidden_by_the_programme():
    shown = [stage.code for stage in LIBRARY.stages("jp_home_care")]
    assert shown == ["identify", "assess", "plan", "implement", "follow", "transition", "evaluate", "close"]
    assert LIBRARY.stage_name("jp_home_care", "stratify", "ja") == "アセスメント(課題分析)"
    assert LIBRARY.shown_stage("jp_home_care", "stratify") == "assess"
    assert LIBRARY.stage_name(None, "aftercare", "ko") == "사후관리"
    assert len(LIBRARY.stages("")) == 11


def test_plans_persons_and_tiers_go_by_the_names_of_their_programme():
    assert LIBRARY.plan_title("kr_integrated", "ko") == "서비스 제공계획"
    assert LIBRARY.person_label("us_hospital_discharge", "en") == "patient"
    assert LIBRARY.person_label("", "ja") == "利用者"
    assert LIBRARY.tier_name("kr_integrated", "high", "ko") == "고난도사례"
    assert LIBRARY.tier_name("hcbs", "high", "en") == "High"


def test_programme_and_model_together_say_what_must_be_assessed_and_written():
    needed = LIBRARY.required_assessments(programme="mental_health", model="intensive")
    assert set(needed) == {"social_history", "functional", "health", "risk", "needs"}
    assert needed["risk"].current_for.text == "6 months"
    assert "step_down" in LIBRARY.sections(programme="mental_health", model="act")


def test_a_caseload_is_exact():
    at_home, preventive = (LIBRARY.caseload_for(p, None) for p in ("jp_home_care", "jp_preventive"))
    assert 43 * at_home.weight("standard") + 3 * preventive.weight("standard") == 44
    assert preventive.weight(None) == Fraction(1, 3)
    assert LIBRARY.caseload_for("hcbs", None).weight("crisis") == 3


@pytest.mark.parametrize(
    ("programme", "model", "arrangements", "cap"),
    [
        ("jp_home_care", None, {}, 44),
        ("jp_home_care", None, {"data_link": True}, 44),
        ("jp_home_care", None, {"data_link": True, "clerical_staff": True}, 49),
        ("mental_health", "intensive", {}, 19),
        ("mental_health", "act", {}, 10),
        ("hcbs", "targeted", {}, 15),
        ("hcbs", "targeted", {"adults_only": True}, 30),
        ("hcbs", None, {}, None),
    ],
)
def test_the_strictest_cap_holds_and_arrangements_widen_it(programme, model, arrangements, cap):
    assert LIBRARY.caseload_for(programme, model, arrangements).cap == cap
