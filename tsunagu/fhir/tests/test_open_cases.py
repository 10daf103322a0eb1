"""`--open PROGRAMME --for LOGIN`: imported people become cases that can be worked on at once."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import agency  # noqa: F401
from tsunagu.cases.models import Case, Duty, Fact, Stay
from tsunagu.cases.queries import my_day, visible_to
from tsunagu.core.clock import frozen
from tsunagu.fhir.tests.factories import Folder, bundle, encounter, patient
from tsunagu.intake.queries import imported_without_case
from tsunagu.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday
DISCHARGE = "us_hospital_discharge"


@pytest.fixture(autouse=True)
def today():
    with frozen(NOW):
        yield


@pytest.fixture
def folder(tmp_path, capsys, agency):  # noqa: F811
    return Folder(tmp_path / "riverside", capsys, agency.organisation.name)


def at(**ago):
    return (NOW - timedelta(**ago)).isoformat()


def take(folder, *resources):
    folder.write("a.json", bundle(*resources, type="collection"))
    return folder.take(open=DISCHARGE, worker="noor")


def test_without_it_people_wait_one_click_from_a_referral(folder, agency):  # noqa: F811
    folder.write("a.json", patient()).take()
    people, count, _after = imported_without_case(agency.actor("imani"))
    assert ([p.name for p in people], count) == (["River Aldana-Whitfield"], 1)


def test_a_recent_discharge_is_the_first_fact_and_what_is_owed_counts_from_it(folder, agency):  # noqa: F811
    assert take(folder, patient(), encounter(start=at(days=9), end=at(days=3))) == 0
    assert "1 case opened for Noor Haddad.\nBegun with an admission or a recent discharge: 1." in folder.said
    case, noor = Case.objects.get(), agency.actor("noor")
    assert (case.programme, case.primary_id, case.stage, case.opened_at) == (
        *(DISCHARGE, noor.id, "assess"),
        NOW - timedelta(days=3),
    )
    assert case.accepted_at
    assert Stay.objects.get().case == case
    assert Fact.objects.filter(case=case, kind="stay.ended", occurred_at=NOW - timedelta(days=3)).count() == 1
    contact = Duty.objects.get(case=case, topic="post_discharge_contact", outcome="open")
    assert contact.due_at.date().isoformat() == "2026-11-20"  # two business days after Tuesday
    assert contact.id in set(my_day(noor).values_list("id", flat=True))
    assert case in visible_to(noor)
    assert imported_without_case(agency.actor("imani"))[1] == 0


def test_an_admission_that_lasts_is_the_first_fact(folder):
    take(folder, patient(), encounter(start=at(hours=5), end=None))
    case = Case.objects.get()
    assert (case.opened_at, Stay.objects.get().ended_at) == (NOW - timedelta(hours=5), None)
    assert Duty.objects.filter(case=case, clock__endswith="screening", outcome="open").exists()


def test_one_that_has_lasted_for_years_begins_the_case_a_month_ago_and_owes_nothing_from_then(folder):
    take(folder, patient(), encounter(start="2019-01-01T10:00:00Z", end=None))
    case = Case.objects.get()
    assert case.opened_at == NOW - timedelta(days=30)
    assert not Duty.objects.filter(case=case, clock__endswith="screening").exists()


def test_an_older_discharge_stays_history(folder):
    take(folder, patient(), encounter(start=at(days=90), end=at(days=60)))
    case = Case.objects.get()
    assert (case.opened_at, Stay.objects.get().case) == (NOW, None)
    assert "recent discharge: 0." in folder.said


def test_whoever_is_given_to_a_case_manager_is_owed_a_first_contact(folder, agency):  # noqa: F811
    """Somebody without an admission stands on a list with a date from the first day, too."""
    take(folder, patient())
    owed = Duty.objects.get(topic="first_contact", outcome="open")
    assert (
        owed.due_at.date().isoformat() == "2026-12-01"
    )  # the end of Monday the 30th in New York; Thanksgiving is no business day
    assert owed.owner_id == agency.actor("noor").id


def test_the_dead_get_no_case_and_nobody_gets_two(folder):
    dead = patient("gone", "Okafor", "Ada", deceasedDateTime="2026-01-01")
    take(folder, patient(), dead)
    assert Case.objects.count() == 1
    assert take(folder, patient(), dead) == 0
    assert Case.objects.count() == 1
    assert "0 cases opened" in folder.said


def test_the_end_of_an_admission_imported_later_ends_the_stay_of_the_case(folder):
    take(folder, patient(), encounter(start=at(days=2), end=None))
    folder.write("a.json", bundle(patient(), encounter(start=at(days=2), end=at(hours=3)), type="collection"))
    assert folder.take() == 0
    assert Stay.objects.get().ended_at == NOW - timedelta(hours=3)
    assert Fact.objects.filter(kind="stay.ended", case=Case.objects.get()).count() == 1


def test_every_living_person_gets_one_however_full_the_caseload(folder):
    people = [patient(f"p{n}", f"Family{n}") for n in range(25)]
    assert take(folder, *people) == 0
    assert Case.objects.filter(closed_at=None).count() == Person.objects.count() == 25


@pytest.mark.parametrize(
    ("programme", "login", "reason"),
    [
        ("moon_landing", "noor", "no programme is called “moon_landing”; there are: child_protection"),
        (DISCHARGE, "nobody", "nobody here signs in as “nobody”"),
        (DISCHARGE, "imani", "not a case manager"),
        (DISCHARGE, None, "belong together"),
        (None, "noor", "belong together"),
    ],
)
def test_wrong_use_is_said_before_anything_is_read(folder, programme, login, reason):
    folder.write("a.json", patient())
    assert folder.take(open=programme, worker=login) == 2
    assert reason in folder.errors
    assert not Person.objects.exists()
