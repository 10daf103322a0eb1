"""Reading a FHIR R4 Questionnaire: skip logic, scores, value sets and expressions; what is refused, and what is listed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tsunagu.assessment.rules.instruments import Coding, Condition, Given, result_of
from tsunagu.assessment.rules.instruments.flow import first_answers, holds, lay_out
from tsunagu.assessment.rules.instruments.reading import Unreadable, read_questionnaire
from tsunagu.assessment.rules.instruments.response import items_json, read_items
from tsunagu.assessment.tests.small_forms import ORDINAL, SYSTEM, WEIGHT, ask, expression, form, option


def coded(code):
    return Given((Coding(code, SYSTEM),))


def asked(instrument, **given):
    sheet = lay_out(instrument, {(link, ()): answer for link, answer in given.items()})
    return [line.item.link for line in sheet.questions]


def refused(document):
    with pytest.raises(Unreadable) as refusal:
        read_questionnaire(document)
    return refusal.value.problems


@pytest.mark.parametrize(
    ("operator", "answer", "given", "shown"),
    [
        ("exists", {"answerBoolean": True}, Given((Decimal(3),)), True),
        ("exists", {"answerBoolean": False}, Given(), True),
        ("exists", {"answerBoolean": True}, Given((), "refused"), False),
        ("=", {"answerDecimal": 3}, Given((Decimal("3.0"),)), True),
        ("!=", {"answerDecimal": 3}, Given((Decimal(3),)), False),
        ("!=", {"answerDecimal": 3}, Given(), True),
        (">", {"answerDecimal": 3}, Given((Decimal(4),)), True),
        (">", {"answerDecimal": 3}, Given((Decimal(3),)), False),
        ("<", {"answerDecimal": 3}, Given((Decimal(2),)), True),
        (">=", {"answerDecimal": 3}, Given((Decimal(3),)), True),
        ("<=", {"answerDecimal": 3}, Given((Decimal(3),)), True),
        ("<=", {"answerDecimal": 3}, Given(), False),
    ],
)
def test_each_operator_of_enable_when_is_honoured(operator, answer, given, shown):
    waiting = ask("b", enableWhen=[{"question": "a", "operator": operator, **answer}])
    found = asked(read_questionnaire(form(ask("a", "decimal"), waiting)), a=given)
    assert ("b" in found) is shown


numbers = st.decimals(-1000, 1000, places=2)


@drawn(numbers, numbers)
def test_the_orders_agree_with_each_other(one, other):
    said = {operator: holds(Condition("a", operator, other), [one]) for operator in ("=", "!=", "<", ">", "<=", ">=")}
    assert said["="] is not said["!="]
    assert said["<="] is (said["<"] or said["="])
    assert said[">="] is (said[">"] or said["="])
    assert sum((said["<"], said["="], said[">"])) == 1


@drawn(st.lists(st.booleans(), min_size=2, max_size=4))
def test_all_means_all_and_any_means_one(truths):
    questions = [ask(f"q{n}", "boolean") for n in range(len(truths))]
    conditions = [{"question": f"q{n}", "operator": "=", "answerBoolean": True} for n in range(len(truths))]
    given = {f"q{n}": Given((truth,)) for n, truth in enumerate(truths)}
    for behaviour, expected in (("all", all(truths)), ("any", any(truths))):
        last = ask("last", enableWhen=conditions, enableBehavior=behaviour)
        assert ("last" in asked(read_questionnaire(form(*questions, last)), **given)) is expected


def test_an_answer_to_a_question_that_is_not_asked_any_more_opens_nothing():
    instrument = read_questionnaire(
        form(
            ask("a", "boolean"),
            ask("b", "boolean", enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}]),
            ask("c", enableWhen=[{"question": "b", "operator": "=", "answerBoolean": True}]),
        )
    )
    yes = Given((True,))
    assert asked(instrument, a=yes, b=yes) == ["a", "b", "c"]
    assert asked(instrument, a=Given((False,)), b=yes) == ["a"]


def test_a_group_that_is_not_asked_hides_what_lies_in_it():
    inner = ask(
        "g", "group", item=[ask("b")], enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}]
    )
    instrument = read_questionnaire(form(ask("a"), inner))
    assert asked(instrument) == ["a"]
    assert asked(instrument, a=Given(("x",))) == ["a", "b"]


def test_each_turn_of_a_repeating_group_goes_by_its_own_answers():
    group = ask(
        "g",
        "group",
        repeats=True,
        item=[ask("a", "boolean"), ask("b", enableWhen=[{"question": "a", "operator": "=", "answerBoolean": True}])],
    )
    instrument = read_questionnaire(form(group))
    sheet = lay_out(instrument, {("a", (0,)): Given((False,)), ("a", (1,)): Given((True,))})
    assert [line.key for line in sheet.questions] == [("a", (0,)), ("a", (1,)), ("b", (1,))]


def test_an_expression_may_decide_what_is_asked():
    instrument = read_questionnaire(
        form(
            ask("a", "integer"),
            ask("b", extension=[expression("enableWhenExpression", "%sum > 4")]),
            extension=[
                expression(
                    "http://hl7.org/fhir/StructureDefinition/variable",
                    "%resource.item.where(linkId='a').answer.value",
                    name="sum",
                )
            ],
        )
    )
    assert asked(instrument, a=Given((4,))) == ["a"]
    assert asked(instrument, a=Given((5,))) == ["a", "b"]


@pytest.mark.parametrize("url", [WEIGHT, ORDINAL])
@pytest.mark.parametrize("path", ["answer.weight()", "answer.value.weight()"])
def test_a_form_scores_by_its_own_expression(url, path):
    answers = [option("never", 0, url), option("often", 3, url)]
    instrument = read_questionnaire(
        form(
            ask("a", "choice", answerOption=answers),
            ask("b", "choice", answerOption=answers),
            ask("t", "decimal", extension=[expression("calculatedExpression", f"%resource.item.{path}.sum()")]),
        )
    )
    sheet = lay_out(instrument, {("a", ()): coded("often"), ("b", ()): coded("often")})
    scored = result_of(sheet.answers).scores["total"]
    assert (scored.value, [part.points for part in scored.parts]) == (6, [3, 3])
    assert [line.item.link for line in sheet.questions] == ["a", "b"]


def test_scores_may_stand_in_the_expansion_of_a_contained_value_set():
    values = {
        "resourceType": "ValueSet",
        "id": "vs",
        "url": "http://x/vs",
        "expansion": {"contains": [{"system": "s", "code": "a", "extension": [{"url": WEIGHT, "valueDecimal": 2}]}]},
    }
    for reference in ("#vs", "http://x/vs"):
        found = read_questionnaire(form(ask("q", "choice", answerValueSet=reference), contained=[values]))
        (only,) = found.by_link["q"].options
        assert (only.value.code, only.score) == ("a", 2)
    listed = {"resourceType": "ValueSet", "compose": {"include": [{"system": "s", "concept": [{"code": "b"}]}]}}
    came = read_questionnaire(form(ask("q", "choice", answerValueSet="http://y")), {"http://y": listed})
    assert came.by_link["q"].options[0].value == Coding("b", "s")


def test_what_cannot_be_honoured_is_listed_with_its_place():
    instrument = read_questionnaire(
        form(
            ask("a", "choice", answerValueSet="http://nowhere/vs"),
            ask("b", extension=[expression("initialExpression", "Name", "text/cql-identifier")]),
            ask("c", extension=[expression("answerExpression", "ValueSet/{{%x}}", "application/x-fhir-query")]),
            ask("d", extension=[expression("calculatedExpression", "1 +")]),
            ask("e", extension=[expression("calculatedExpression", "%nobody + 1")]),
            ask("f", extension=[{"url": "http://example.org/own", "valueString": "x"}]),
        )
    )
    assert [(one.path, one.reason) for one in instrument.unhonoured] == [
        ("item[0].answerValueSet", "value_set_without_content"),
        ("item[1].extension[0]", "cql"),
        ("item[2].extension[0]", "query"),
        ("item[3].extension[0]", "expression"),
        ("item[5].extension[0]", "extension"),
        ("item e", "expression"),
    ]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"resourceType": "Patient"}, "resourceType"),
        ("text", "resourceType"),
        (form(), "items"),
        (form({"type": "string"}), "item[0].linkId"),
        (form(ask("a", "riddle")), "item[0].type"),
        (form(ask("a", item="b")), "item[0].item"),
        (form(ask("a"), ask("a")), "item a"),
        (form(ask("a", enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}])), "item a"),
        (form(ask("a", enableWhen=[{"question": "z", "operator": "exists", "answerBoolean": True}])), "item a"),
        (form(ask("a", enableWhen=[{"question": "b", "operator": "~"}]), ask("b")), "item[0].enableWhen[0].operator"),
        (form(ask("a", enableWhen=[{"question": "b", "operator": "="}]), ask("b")), "item[0].enableWhen[0]"),
        (form(ask("a", modifierExtension=[{"url": "http://x"}])), "item[0].modifierExtension"),
        (form(ask("a"), modifierExtension=[{"url": "http://x"}]), "modifierExtension"),
        (form(ask("a"), implicitRules="http://x"), "implicitRules"),
        (form(ask("a"), url="http://me", derivedFrom=["http://me"]), "derivedFrom"),
        (form(ask("a", "choice", answerOption=[{"valueCoding": "a"}])), "item[0].answerOption[0]"),
        (form(ask("a", required="yes")), "item[0].required"),
        (form(ask("a"), contained=[{"resourceType": "ValueSet", "contained": [{}]}]), "contained[0]"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_its_path(document, path):
    assert path in [where for where, _what in refused(document)]


def test_items_that_wait_for_each_other_are_refused():
    def waiting(link, other):
        return ask(link, enableWhen=[{"question": other, "operator": "exists", "answerBoolean": True}])

    ((_where, what),) = refused(form(waiting("a", "b"), waiting("b", "c"), waiting("c", "a")))
    assert "wait for each other" in what
    inside = ask(
        "g", "group", item=[ask("a")], enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}]
    )
    assert "wait for each other" in refused(form(inside))[0][1]


def test_value_sets_that_take_each_other_in_are_refused():
    def values(name, other):
        return {"resourceType": "ValueSet", "id": name, "compose": {"include": [{"valueSet": [f"#{other}"]}]}}

    problems = refused(form(ask("a"), contained=[values("x", "y"), values("y", "x")]))
    assert "take each other in: #x → #y → #x" in problems[0][1]


def test_several_conditions_must_say_how_they_go_together():
    both = [{"question": "a", "operator": "exists", "answerBoolean": True}] * 2
    assert refused(form(ask("a"), ask("b", enableWhen=both)))[0][0] == "item[1].enableBehavior"


def test_a_deep_or_endless_form_is_refused():
    node = ask("x")
    for n in range(40):
        node = ask(f"g{n}", "group", item=[node])
    assert "deep in each other" in refused(form(node))[0][1]
    assert any("more than" in what for _path, what in refused(form(*(ask(str(n)) for n in range(4001)))))


def test_what_is_known_of_the_person_stands_there_first():
    first = ask("n", extension=[expression("initialExpression", "%patient.name.first().given.first()")])
    instrument = read_questionnaire(
        form(first, ask("c", "choice", answerOption=[option("a") | {"initialSelected": True}]))
    )
    patient = {"resourceType": "Patient", "name": [{"given": ["Aki"]}]}
    found = first_answers(instrument, {"patient": patient})
    assert found[("n", ())].value == "Aki"
    assert found[("c", ())].value.code == "a"


def test_other_languages_come_as_translations():
    beside = {
        "extension": [
            {
                "url": "http://hl7.org/fhir/StructureDefinition/translation",
                "extension": [{"url": "lang", "valueCode": "ja-JP"}, {"url": "content", "valueString": "問1"}],
            }
        ]
    }
    found = read_questionnaire(form(ask("1", _text=beside), language="en-US"))
    assert found.by_link["1"].text == {"en": "Question 1", "ja": "問1"}
    assert found.languages() == ("en", "ja")
    assert read_questionnaire(form({"linkId": "1", "type": "string", "text": "お名前は"})).language == "ja"


values = {
    "boolean": st.booleans(),
    "integer": st.integers(-999, 999),
    "decimal": st.decimals(-999, 999, places=2),
    "string": st.text(min_size=1, max_size=9),
    "date": st.dates().map(str),
}


@drawn(st.data())
def test_answers_survive_the_way_through_a_response(data):
    kinds = data.draw(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=5))
    group = ask("g", "group", repeats=True, item=[ask(f"i{n}", kind) for n, kind in enumerate(kinds)])
    instrument = read_questionnaire(form(group, ask("last", "string")))
    given = {}
    for turn in range(data.draw(st.integers(1, 3))):
        given |= {(f"i{n}", (turn,)): Given((data.draw(values[kind]),)) for n, kind in enumerate(kinds)}
    given["last", ()] = Given((), data.draw(st.sampled_from(["refused", "unknown", "not_asked"])))
    written = items_json(instrument, given, frozenset(given))
    assert read_items(instrument, written) == given
