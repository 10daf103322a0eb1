"""Is it R4, and can it be true? Every reason for a refusal, and what must not be refused."""

from datetime import UTC, datetime

import pytest

from tsunagu.core.clock import frozen
from tsunagu.fhir.importing.judging import is_before, judge
from tsunagu.fhir.importing.reading import Entry
from tsunagu.fhir.tests.factories import condition, encounter, observation, patient


def faults(resource, **entry):
    with frozen(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        return [(p.path, p.reason) for p in judge(Entry(1, "", resource, **entry)).problems]


@pytest.mark.parametrize(
    ("resource", "path", "reason"),
    [
        (patient(birthDate="2024-02-30"), "Patient.birthDate", "no possible date"),
        (patient(birthDate="1991-13"), "Patient.birthDate", "no possible date"),
        (patient(birthDate="2027-01-01"), "Patient.birthDate", "has not come yet"),
        (patient(deceasedDateTime="1990-01-01"), "Patient.deceasedDateTime", "before the birth date"),
        (patient(deceasedDateTime="2026-01-01T25:00:00Z"), "Patient.deceasedDateTime", "no possible date"),
        (patient(deceasedDateTime="2026-01-01T10:00:00"), "Patient.deceasedDateTime", "no possible date"),
        (patient(gender="xx"), "Patient.gender", "none of: female, male, other, unknown"),
        (patient(active="true"), "Patient.active", "not the kind of value"),
        (patient(multipleBirthInteger=True), "Patient.multipleBirthInteger", "not the kind of value"),
        (patient(name={"text": "River"}), "Patient.name", "not the kind of value"),
        (patient(nickname="Riv"), "Patient.nickname", "no such element"),
        (patient(name=[{"text": "Ri\x00ver"}]), "Patient.name[0].text", "NUL"),
        (patient(name=[{"text": "Ri\ud800ver"}]), "Patient.name[0].text", "half a character"),
        (patient(id="a b"), "Patient.id", "not written as R4"),
        (patient(implicitRules="http://example.org/r"), "Patient.implicitRules", "rules are not known"),
        (patient(modifierExtension=[{"url": "http://x/not"}]), "Patient.modifierExtension", "“http://x/not” changes"),
        (
            patient(contact=[{"modifierExtension": [{"url": "http://x/not"}], "name": {"text": "A"}}]),
            "Patient.contact[0].modifierExtension",
            "changes what is meant",
        ),
        (
            observation(
                contained=[{"resourceType": "Device", "id": "d", "modifierExtension": [{"url": "http://x/n"}]}]
            ),
            "Observation.contained[0].modifierExtension",
            "changes what is meant",
        ),
        (observation(device={"reference": "#scales"}), "Observation.device", "not contained here"),
        (encounter(status="gone"), "Encounter.status", "none of"),
        (encounter(start="2026-05-02", end="2026-05-01"), "Encounter.period", "ends before it begins"),
        (condition(code="stroke"), "Condition.code", "not the kind of value"),
        ({"resourceType": "Condition", "id": "x"}, "Condition.subject", "requires it"),
        ({"resourceType": "Klient", "id": "x"}, "resourceType", "no resource type “Klient”"),
        ({"resourceType": "SubscriptionStatus", "id": "x"}, "resourceType", "no resource type"),
        (
            {"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"},
            "CapabilityStatement.fhirVersion",
            "FHIR 5.0.0",
        ),
        (
            patient(meta={"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/Patient"]}),
            "Patient.meta.profile",
            "FHIR 3.0",
        ),
        (encounter(**{"class": [{"coding": [{"code": "IMP"}]}]}), "Encounter.class", "not the kind of value"),  # R5
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_names_the_path_and_the_reason(resource, path, reason):
    found = faults(resource)
    assert found
    assert found[0][0].startswith(path)
    assert reason in found[0][1]


@pytest.mark.parametrize(
    "resource",
    [
        patient(birthDate="1991"),
        patient(birthDate="1991-03"),
        patient(
            name=[{"given": ["River", None], "_given": [None, {"extension": [{"url": "http://x", "valueCode": "q"}]}]}]
        ),
        patient(name=[], telecom=[{}]),
        patient(deceasedDateTime="2016-12-31T23:59:60Z"),
        patient(meta={"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|6.1.0"]}),
        patient(meta={"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"]}),
        patient(extension=[{"url": "http://x/any", "valueString": "R4 lets anybody add"}]),
        observation(contained=[{"resourceType": "Device", "id": "d"}], device={"reference": "#d"}),
        observation(_status={"extension": [{"url": "http://x", "valueCode": "unknown"}]}),
        observation(valueQuantity={"value": 61.5, "unit": "kg"}),
        observation(status="corrected"),
        condition(code={"coding": [{"code": "주호소"}]}),
        encounter(start="2026-05-02", end="2026-05-02T09:00:00+09:00"),
        {"resourceType": "SubstanceSpecification", "id": "in-R4-only"},
        {"resourceType": "EvidenceVariable", "id": "unlike-R4B", "status": "draft", "characteristic": []},
    ],
    ids=lambda resource: resource["resourceType"],
)
def test_what_r4_allows_is_not_refused(resource):
    assert faults(resource) == []


def test_a_double_key_is_a_fault():
    assert faults(patient(), doubled="birthDate")[0][1] == "the key “birthDate” stands twice"


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024", "2024-05", False),
        ("2024-05", "2024", False),
        ("2023-12-31", "2024", True),
        ("2024-05-01T09:00:00+09:00", "2024-05-01T01:00:00Z", True),
        ("2024-05-01T09:00:00+09:00", "2024-04-30T23:00:00Z", False),
    ],
)
def test_dates_are_compared_as_far_as_both_are_known(one, other, before):
    assert is_before(one, other) is before
