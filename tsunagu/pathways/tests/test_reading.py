"""Reading pathway files: what is refused, in which words, and that everything wrong is said at once."""

from textwrap import dedent

import pytest

from tsunagu.pathways.queries import check
from tsunagu.pathways.rules import Layer, PathwayError, load_layer
from tsunagu.pathways.rules.reading import read
from tsunagu.pathways.tests.story import VOCABULARY

HEAD = """\
pathway: agency/mine
kind: agency
version: 1
title: {en: Mine, ja: うち, ko: 우리}
"""
CLOCK = (
    HEAD
    + """\
clocks:
  call:
    title: {en: Call, ja: 電話, ko: 전화}
    from: referral.received
    within: 3 business days
    met_by: {contact.made: {mode: phone}}
"""
)


def layer(tmp_path, text: str) -> Layer:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return load_layer(tmp_path / "mine.yaml", VOCABULARY)


def problems(tmp_path, text: str) -> list[str]:
    with pytest.raises(PathwayError) as refused:
        layer(tmp_path, text)
    return refused.value.problems


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "met_by: {contact.made:",
            "met_by: {contact.maid:",
            "mine.yaml:10: clocks.call.met_by: no fact is called “contact.maid”; did you mean “contact.made”?",
        ),
        (
            "{mode: phone}",
            "{mode: telephone}",
            "mine.yaml:10: clocks.call.met_by: “mode” of “contact.made” is never “telephone”",
        ),
        (
            "{mode: phone}",
            "{mood: phone}",
            "mine.yaml:10: clocks.call.met_by: “contact.made” has no qualifier “mood”; did you mean “mode”?",
        ),
        (
            "{mode: phone}",
            "{minutes: {at_least: many}}",
            "mine.yaml:10: clocks.call.met_by: “minutes” is compared with a number, not “many”",
        ),
        (
            "3 business days",
            "3 working days",
            "mine.yaml:9: clocks.call.within: “3 working days” is not a length of time, such as “36 hours”",
        ),
        (
            "within: 3 business days",
            "owner: primary",
            "mine.yaml:6: clocks.call: say when: “within”, “every” (with an optional first “within”), or “in_each”",
        ),
        ("within:", "whitin:", "mine.yaml:9: clocks.call.whitin: not a key that is known here; did you mean “within”?"),
        (
            "within: 3 business days",
            "within: 3 days\n    at: start",
            "mine.yaml:10: clocks.call.at: “referral.received” has no date “start”",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    legal: true",
            "mine.yaml:10: clocks.call.legal: a legal clock names its source",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    legal: yes",
            "mine.yaml:10: clocks.call.legal: is true or false, not “yes”",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    warn: [10 days, 1 day]",
            "mine.yaml:10: clocks.call.warn: warns 10 days ahead of a clock of 3 days",
        ),
        ("within: 3 business days", "within: 3 days\n    within: 5 days", "mine.yaml:10: “within” is written twice"),
        (
            "within: 3 business days",
            "within: 3 days\n    while: {tier: hihg}",
            "mine.yaml:10: clocks.call.while: “tier” is never “hihg”; did you mean “high”?",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    while: {in_hospitl: true}",
            "mine.yaml:10: clocks.call.while: no property is called “in_hospitl”; did you mean “in_hospital”?",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    while: {programme: jp_homecare}",
            "mine.yaml:10: clocks.call.while: “programme” is never “jp_homecare”; did you mean “jp_home_care”?",
        ),
        (
            "within: 3 business days",
            "within: 3 days\n    owner: superviser",
            "mine.yaml:10: clocks.call.owner: no role is called “superviser”; did you mean “supervisor”?",
        ),
        (
            "within: 3 business days",
            "within: 3 hours\n    from2: x",
            "mine.yaml:10: clocks.call.from2: not a key that is known here; did you mean “from”?",
        ),
        (
            "from: referral.received\n    within: 3 business days",
            "from: plan.activated\n    within: 3 hours",
            "mine.yaml:9: clocks.call.within: counts hours, but “plan.activated” is known by its day alone",
        ),
        (
            "within: 3 business days",
            "every: same day",
            "mine.yaml:9: clocks.call.every: would never end",
        ),
        (
            "met_by: {contact.made: {mode: phone}}",
            "met_by: {has: contact.made, in_the_last: 3 days}",
            "mine.yaml:10: clocks.call.met_by: the window says how recent a fact is",
        ),
        (
            "ko: 전화}",
            "ko: 전화, 문자}",
            "mine.yaml:7: clocks.call.title: is given in en, ja and ko (is “문자” part of a sentence with a comma? put it",
        ),
        ("kind: agency", "kind: agensy", "mine.yaml:2: pathway.kind: is one of: safety, jurisdiction, payer"),
        ("version: 1", "version: first", "mine.yaml:3: pathway.version: is a whole number from 1"),
    ],
)
def test_mistakes_are_named_with_file_line_and_key(tmp_path, old, new, said):
    assert old in CLOCK
    found = problems(tmp_path, CLOCK.replace(old, new))
    assert any(problem.startswith(said) for problem in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stages: {asess: hidden}", "mine.yaml:5: stages.asess: no stage is called so; did you mean “assess”?"),
        (
            "stages: {stratify: merged into asess}",
            "mine.yaml:5: stages.stratify: no stage is called “asess”; did you mean “assess”?",
        ),
        (
            "assessments: {neds: {}}",
            "mine.yaml:5: assessments.neds: no assessment is called so; did you mean “needs”?",
        ),
        (
            "caseload: {weights: {crisys: 3}}",
            "mine.yaml:5: caseload.weights.crisys: no tier is called so; did you mean “crisis”?",
        ),
        ("caseload: {weight: heavy}", "mine.yaml:5: caseload.weight: “heavy” is not a number such as 3, 0.3 or 1/3"),
        (
            "caseload: {caps: [{at_most: 5, if: {clerks: true}}]}",
            "mine.yaml:5: caseload.caps: no arrangement of an agency is called “clerks”",
        ),
        ("without: {agency/defaults.screen: no}", "mine.yaml:5: without.agency/defaults.screen: give the reason"),
        (
            "gates: {plan.activat: []}",
            "mine.yaml:5: gates.plan.activat: no gate is called so; did you mean “plan.activate”?",
        ),
        ("gates: {plan.activate: [{has: plan.agreed}]}", "mine.yaml:5: gates.plan.activate: “says” is missing"),
        (
            "gates: {plan.activate: [{has: plan.agreed, none: plan.agreed, says: {en: a, ja: b, ko: c}}]}",
            "mine.yaml:5: gates.plan.activate: asks for a fact and for its absence: nobody can pass",
        ),
        (
            "gates: {plan.activate: [{each: gaol, with: {term: long}, says: {en: a, ja: b, ko: c}}]}",
            "mine.yaml:5: gates.plan.activate: no record is called “gaol”; did you mean “goal”?",
        ),
        (
            "gates: {plan.activate: [{each: goal, with: {mesure: given}, says: {en: a, ja: b, ko: c}}]}",
            "mine.yaml:5: gates.plan.activate: “goal” has no qualifier “mesure”; did you mean “measure”?",
        ),
        (
            "gates: {plan.activate: [{has: plan.agreed, mend: goal page, says: {en: a, ja: b, ko: c}}]}",
            "mine.yaml:5: gates.plan.activate.mend: is a URL name such as “planning:goal”",
        ),
        ("plan: {section: {}}", "mine.yaml:5: plan.section: not a key that is known here; did you mean “sections”?"),
        ("clocks: {call: now}", "mine.yaml:5: clocks.call: is a list of keys with their values"),
    ],
)
def test_mistakes_beside_clocks_are_named_as_well(tmp_path, text, said):
    found = problems(tmp_path, HEAD + text + "\n")
    assert any(problem.startswith(said) for problem in found), found


def test_all_mistakes_are_told_at_once(tmp_path):
    text = CLOCK.replace("3 business days", "soon").replace("phone", "smoke")
    assert len(problems(tmp_path, text)) == 2


def test_mistakes_of_several_files_are_told_together(tmp_path):
    (tmp_path / "a.yaml").write_text(CLOCK.replace("3 business days", "soon"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(CLOCK.replace("phone", "smoke"), encoding="utf-8")
    with pytest.raises(PathwayError) as refused:
        check([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    assert [problem.split(":")[0] for problem in refused.value.problems] == ["a.yaml", "b.yaml"]


def test_a_layer_that_exists_already_is_refused(tmp_path):
    (tmp_path / "mine.yaml").write_text(HEAD.replace("agency/mine", "safety"), encoding="utf-8")
    with pytest.raises(PathwayError, match="“safety” is already in safety"):
        check([tmp_path])


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path):
    (tmp_path / "x.yaml").write_text('on: no\ntime: 12:30\nday: 2026-01-01\nn: 3\nyes: true\nsaid: "3"\nnothing: ~\n')
    assert read(tmp_path / "x.yaml") == {
        "on": "no",
        "time": "12:30",
        "day": "2026-01-01",
        "n": 3,
        "yes": True,
        "said": "3",
        "nothing": None,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x {b: 1}\nc: *x\n", "x.yaml:1: aliases"),
        ("a: 1\na: 2\n", "x.yaml:2: “a” is written twice"),
        ("a: [1\n", "x.yaml:2:"),
        ("- a\n", "x.yaml:1: a pathway file is a list of keys"),
        ("", "x.yaml:1: a pathway file is a list of keys"),
    ],
)
def test_what_is_no_pathway_file_is_said_with_its_line(tmp_path, text, said):
    (tmp_path / "x.yaml").write_text(dedent(text))
    with pytest.raises(PathwayError) as refused:
        read(tmp_path / "x.yaml")
    assert refused.value.problems[0].startswith(said)


def test_the_shipped_files_are_in_order_when_checked_by_themselves():
    from tsunagu.pathways.queries import SHIPPED

    check([SHIPPED / "safety.yaml", SHIPPED / "law-jp.yaml"])
