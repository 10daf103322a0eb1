"""Critical answers in what other systems sent."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tsunagu.assessment.rules.instruments.heard import heard_in
from tsunagu.assessment.tests.test_scoring import SHELF

LOINC = "http://loinc.org"


def response(link="/44260-8", status="completed", **answer):
    item = {"linkId": "/44249-1", "item": [{"linkId": link, "answer": [answer]}]}
    return {"resourceType": "QuestionnaireResponse", "status": status, "item": [item]}


def coded(code, system=LOINC, **more):
    return {"valueCoding": {"system": system, "code": code, **more}}


def links(resource):
    return [(found.instrument, found.critical.link) for found in heard_in(resource, SHELF)]


@pytest.mark.parametrize(
    "answer",
    [
        coded("LA6569-3"),
        coded("LA6571-9"),
        coded("several", "http://example.org", extension=[
            {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 1}
        ]),
        {"valueInteger": 2},
        {"valueDecimal": 1.0},
    ],
)  # fmt: skip
def test_item_nine_above_nought_is_heard_however_it_is_coded(answer):
    assert links(response(**answer)) == [("phq9", "9")]


@pytest.mark.parametrize("answer", [coded("LA6568-5"), {"valueInteger": 0}, {"valueString": "not at all"}, {}])
def test_nought_and_words_are_not(answer):
    assert links(response(**answer)) == []


@pytest.mark.parametrize("link", ["44260-8", "/44260-8", "/44249-1/44260-8"])
def test_links_made_of_loinc_codes_are_known(link):
    assert links(response(link, valueInteger=1)) == [("phq9", "9")]


def test_another_item_with_the_same_answer_is_not():
    assert links(response("/44250-9", **coded("LA6571-9"))) == []


def test_what_was_entered_in_error_is_not():
    assert links(response(status="entered-in-error", **coded("LA6571-9"))) == []


def test_a_yes_to_the_screener_and_an_observation_are_heard():
    assert links(response("/93249-1", **coded("LA33-6"))) == [("cssrs", "4")]
    assert links(response("/93249-1", valueBoolean=True)) == [("cssrs", "4")]
    concept = {"coding": [{"system": LOINC, "code": "44260-8"}]}
    value = {"coding": [{"system": LOINC, "code": "LA6570-1"}]}
    observed = {"resourceType": "Observation", "status": "final", "code": concept, "valueCodeableConcept": value}
    assert links(observed) == [("phq9", "9")]
    panel = {"coding": [{"system": LOINC, "code": "44249-1"}]}
    part = {"code": concept, "valueQuantity": {"value": 3}}
    assert links({"resourceType": "Observation", "status": "final", "code": panel, "component": [part]}) == [
        ("phq9", "9")
    ]


def test_the_links_of_a_form_that_was_loaded_are_known():
    phq9 = SHELF.get("phq9")
    answered = response("9", valueInteger=1)
    assert links(answered) == []
    assert [found.instrument for found in heard_in(answered, SHELF, phq9)] == ["phq9"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["item", "answer", "linkId", "valueCoding", "code", "component", "coding"]), inner
        )
    ),
    max_leaves=12,
)


@drawn(st.dictionaries(st.sampled_from(["resourceType", "item", "code", "component", "status"]), JUNK))
def test_whatever_a_resource_holds_it_is_read_without_a_fault(resource):
    for type_ in ("QuestionnaireResponse", "Observation"):
        heard_in({**resource, "resourceType": type_}, SHELF)
