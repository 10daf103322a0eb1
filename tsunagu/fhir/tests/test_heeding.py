"""A critical answer that comes in by import opens the safety path as one given here does."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import agency  # noqa: F401
from tsunagu.cases.models import Duty, SafetyAlarm, SafetyPath
from tsunagu.cases.tests import factories as cases
from tsunagu.core.clock import frozen
from tsunagu.fhir.tests.factories import Folder, about, bundle, patient
from tsunagu.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
LOINC = "http://loinc.org"


@pytest.fixture(autouse=True)
def today():
    with frozen(NOW):
        yield


@pytest.fixture
def folder(tmp_path, capsys, agency):  # noqa: F811
    return Folder(tmp_path / "riverside", capsys, agency.organisation.name)


@pytest.fixture
def river(folder, agency):  # noqa: F811
    """Imported a while ago, and in an open case since."""
    folder.write("people.json", patient()).take()
    return cases.case(agency, Person.objects.get(), at=NOW - timedelta(days=10))


def phq9(answer="LA6569-3", *, days=2, id="phq", **more):
    coding = {"system": LOINC, "code": answer}
    item = {"linkId": "/44260-8", "answer": [{"valueCoding": coding}]}
    told = {"status": "completed", "authored": (NOW - timedelta(days=days)).isoformat(), "item": [item]}
    return about("QuestionnaireResponse", id, questionnaire="http://loinc.org/q/44249-1", **{**told, **more})


def test_self_harm_on_an_imported_phq9_opens_the_path(folder, river):
    assert folder.write("b.json", phq9()).take() == 0
    alarm = SafetyAlarm.objects.select_related("path").get()
    assert (alarm.path.case, alarm.path.level, alarm.instrument, alarm.item) == (river, "medium", "phq9", "9")
    assert (alarm.source, alarm.answered_at) == ("riverside", NOW - timedelta(days=2))
    assert Duty.objects.get(case=river, clock__endswith="suicide_screen").due_at == NOW  # from when it is known here
    assert river.number in folder.said


def test_saying_it_twice_changes_nothing(folder, river):
    folder.write("b.json", phq9()).take()
    folder.take()
    assert SafetyAlarm.objects.count() == 1


@pytest.mark.parametrize(
    "response", [phq9("LA6568-5"), phq9(days=45), phq9(status="entered-in-error")], ids=["nought", "long ago", "error"]
)
def test_what_is_nought_long_ago_or_an_error_opens_none(folder, river, response):
    folder.write("b.json", response).take()
    assert not SafetyPath.objects.exists()


def test_an_observation_is_heard_as_well(folder, river):
    concept, value = (
        {"coding": [{"system": LOINC, "code": "44260-8"}]},
        {"coding": [{"system": LOINC, "code": "LA6571-9"}]},
    )
    told = {"status": "final", "code": concept, "valueCodeableConcept": value, "effectiveDateTime": "2026-11-19"}
    folder.write("b.json", about("Observation", "o", **told)).take()
    assert SafetyPath.objects.open().get().case == river


def test_whoever_has_no_case_yet_gets_the_path_with_the_case(folder, agency):  # noqa: F811
    folder.write("a.json", bundle(patient(), phq9(), type="collection")).take()
    assert not SafetyPath.objects.exists()
    assert "no open case" in folder.said
    opened = cases.case(agency, Person.objects.get(), at=NOW)
    assert SafetyPath.objects.get().case == opened


def test_a_trial_opens_nothing(folder, river):
    folder.write("b.json", phq9()).take(dry_run=True)
    assert not SafetyPath.objects.exists()
