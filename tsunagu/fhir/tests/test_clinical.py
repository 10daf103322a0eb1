"""What was imported is what a readmission score reads."""

from datetime import UTC, datetime, timedelta

import pytest

from tsunagu.cases.models import Stay
from tsunagu.core.actor import acting
from tsunagu.fhir.choices import Place
from tsunagu.fhir.clinical import told_of
from tsunagu.fhir.models import ExternalRecord
from tsunagu.people.tests.factories import make_person
from tsunagu.risk.queries import clinical_of

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def person(agency):
    with acting(agency.system):
        yield make_person(agency.system)


def received(person, type_, content, n=1, **more):
    return ExternalRecord.objects.create(
        organisation_id=person.organisation_id,
        source="St Brannoc",
        resource_type=type_,
        external_id=f"{type_}{n}",
        person=person,
        place=Place.KEPT,
        content=content,
        content_hash="-",
        **more,
    )


def coded(system, code):
    return {"coding": [{"system": system, "code": code}]}


def test_diagnoses_measurements_procedures_and_how_one_was_admitted_are_told(person):
    """R-019."""
    at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    stay = Stay.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        setting="hospital",
        started_at=at,
        ended_at=at + timedelta(days=4),
    )
    received(person, "Encounter", {"priority": coded("v3", "UR")}, target="Stay", target_id=stay.id)
    received(person, "Condition", {"code": coded("icd-10", "I50.9")}, title="Heart failure", status="active")
    received(
        person,
        "Observation",
        {
            "code": coded("http://loinc.org", "718-7"),
            "effectiveDateTime": "2026-06-03T08:00:00+09:00",
            "valueQuantity": {"value": 10.4, "unit": "g/dL"},
        },
    )
    received(person, "Procedure", {}, title="Angiography", began="2026-06-02T10:00:00+09:00", status="completed")
    told = clinical_of(person)
    assert told.conditions[0].codes[0].code == "I50.9"
    assert (told.measurements[0].value, told.measurements[0].unit) == (10.4, "g/dL")
    assert told.procedures[0].title == "Angiography"
    assert told.admissions[stay.id].urgent is True
    assert told.tells_stays


def test_what_was_not_done_has_no_day_or_no_number_is_not_told(person):
    received(person, "Procedure", {}, title="Biopsy", began="2026-06-02", status="not-done")
    received(person, "Procedure", {}, 2, title="Some day", began="2026")
    received(person, "Observation", {"code": coded("http://loinc.org", "718-7"), "valueString": "low"})
    received(
        person,
        "Observation",
        {"code": coded("l", "718-7"), "effectiveDateTime": "2026-06-03", "valueQuantity": {"value": 9}},
        2,
    )
    told = told_of(person)
    assert told.procedures == told.measurements == ()
    assert told.tells_procedures


def test_a_person_of_whom_nothing_came_is_told_nothing_of(person):
    assert told_of(person).conditions == ()
    assert not told_of(person).tells_stays
