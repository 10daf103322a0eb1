import argparse

import pytest

from tests.cast import agency, elsewhere  # noqa: F401
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden
from tsunagu.directory.commands import import_hsds as command
from tsunagu.directory.models import (
    TABLES,
    Address,
    Attribute,
    ImportRun,
    Listing,
    Phone,
    Provider,
    Schedule,
    Service,
    ServiceAtPlace,
)
from tsunagu.directory.rules.mapping import WrongMap, read_map
from tsunagu.directory.tests.factories import take_in, write_csv, write_json

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def by(agency):  # noqa: F811
    with acting(agency.system):
        yield agency.system


@pytest.fixture
def old(tmp_path):
    """A directory as 1.1 wrote it, torn as such sets are."""
    folder = tmp_path / "county"
    write_csv(folder, "organizations.csv", {"id": "7", "name": "Harbour Legal Aid", "url": "https://harbour.example"})
    write_csv(
        folder,
        "services.csv",
        {"id": "70", "organization_id": "7", "name": "Eviction help", "fees": "Free to everyone"},
        {"id": "71", "organization_id": "8", "name": "Debt advice", "fees": ""},
    )
    write_csv(folder, "locations.csv", {"id": "40", "organization_id": "7", "name": "Library", "latitude": "north"})
    write_csv(
        folder,
        "phones.csv",
        {"id": "", "service_id": "70", "number": "555 0101"},
        {"id": "", "service_id": "70", "number": "555 0101"},
    )
    write_csv(folder, "postal_addresses.csv", {"id": "", "organization_id": "7", "address_1": "PO Box 1", "city": ""})
    write_csv(folder, "regular_schedules.csv", {"id": "", "location_id": "40", "weekday": "Monday", "opens_at": "9:00"})
    write_csv(folder, "services_taxonomy.csv", {"id": "", "service_id": "70", "taxonomy_id": "T1"})
    write_csv(folder, "taxonomy.csv", {"id": "T1", "name": "Housing law", "vocabulary": "own"})
    return folder


def rows():
    return {model.table: set(model.objects.values_list("id", flat=True)) for model in TABLES}


def test_the_same_directory_twice_is_there_once(old, by):
    """Idempotent: ids are made of source, table and id, or of content where there is none."""
    take_in(old, by)
    first = rows()
    again = take_in(old, by)
    assert rows() == first
    assert not again.changed
    assert Phone.objects.count() == 1  # without an id, the same content is the same phone


def test_what_version_one_called_otherwise_is_understood(old, by):
    take_in(old, by)
    assert Provider.objects.get(name="Harbour Legal Aid").website == "https://harbour.example"
    assert Schedule.objects.get().byday == "MO"
    assert Address.objects.get().address_type == "postal"
    assert Attribute.objects.get().term.name == "Housing law"


def test_a_row_that_points_nowhere_is_kept_under_a_placeholder_and_out_of_search(old, by):
    outcome = take_in(old, by)
    torn = Service.objects.get(name="Debt advice")
    assert torn.provider.placeholder
    assert torn.provider.external_id == "8"
    assert not Listing.objects.filter(service=torn).exists()
    assert Listing.objects.filter(service__name="Eviction help").exists()
    assert [r.where for r in outcome.remarks if r.value == "8"] == ["services.csv:3"]
    assert ImportRun.objects.get().remarks


def test_when_the_missing_row_comes_the_service_is_found(old, by):
    take_in(old, by)
    write_csv(old, "organizations.csv", {"id": "7", "name": "Harbour Legal Aid"}, {"id": "8", "name": "Debt Centre"})
    take_in(old, by)
    assert not Provider.objects.filter(placeholder=True).exists()
    assert Listing.objects.filter(service__name="Debt advice").exists()


def test_a_missing_value_stays_missing_and_an_unreadable_one_is_named(old, by):
    outcome = take_in(old, by)
    assert Service.objects.get(name="Eviction help").status == ""
    assert Address.objects.get().city == ""
    assert [(r.column, r.value) for r in outcome.remarks if "latitude" in r.column] == [("location.latitude", "north")]


def test_what_was_corrected_here_is_not_overwritten(old, by):
    take_in(old, by)
    service = Service.objects.get(name="Eviction help")
    service.name, service.kept = "Help against eviction", ["name"]
    service.save()
    take_in(old, by)
    service.refresh_from_db()
    assert service.name == "Help against eviction"


def test_nested_json_of_version_three_comes_apart_into_rows(tmp_path, by):
    write_json(
        tmp_path / "uk",
        "service_list.json",
        {
            "total_items": 1,
            "contents": [
                {
                    "id": "a",
                    "name": "生活相談",
                    "status": "active",
                    "organization": {"id": "o", "name": "みずなら", "description": "相談"},
                    "service_at_locations": [
                        {
                            "id": "x",
                            "location": {"id": "l", "location_type": "physical", "latitude": 35.1, "longitude": 139.1},
                        }
                    ],
                    "phones": [{"number": "03-0000-0000", "languages": [{"code": "ja"}]}],
                    "cost_options": [{"id": "c", "amount": 0, "currency": "jpy"}],
                }
            ],
        },
    )
    take_in(tmp_path / "uk", by)
    service = Service.objects.get()
    assert service.provider.name == "みずなら"
    assert ServiceAtPlace.objects.get().place.is_on_the_map
    assert Phone.objects.get().service == service
    assert "free" in Listing.objects.get().tags
    assert "counselling" in service.types


def test_two_files_that_disagree_leave_the_first_and_name_the_second(tmp_path, by):
    write_json(tmp_path / "s", "organization.json", {"id": "1", "name": "A", "description": "d", "website": "w"})
    write_json(tmp_path / "s", "organization_list.json", {"contents": [{"id": "1", "name": "B"}]})
    outcome = take_in(tmp_path / "s", by)
    assert Provider.objects.get().name == "A"
    assert [r.value for r in outcome.remarks] == ["B"]


def test_a_column_map_makes_rows_of_other_peoples_columns(tmp_path, by):
    """The shipped map reads the Florida directory's columns."""
    folder = tmp_path / "florida"
    write_csv(
        folder,
        "organizations.csv",
        {"organization_uuid": "u1", "organization_name": "Gulf Legal", "organization_url": "gulf.example"},
    )
    write_csv(
        folder,
        "services.csv",
        {
            "service_uuid": "s1",
            "organization_uuid": "u1",
            "service_name": "Veterans' desk",
            "service_max_age": "999",
            "service_areas": "Lee County; Pinellas County",
            "service_problem_codes": "Eviction; Custody",
            "service_income_limit": "200",
        },
    )
    write_csv(
        folder,
        "locations.csv",
        {
            "location_uuid": "l1",
            "organization_uuid": "u1",
            "location_name": "Desk",
            "location_address": "1 Main St, Tampa, FL 33602",
            "phones": "main: 555 0102, tdd: 555 0103",
        },
        {
            "location_uuid": "l2",
            "organization_uuid": "u1",
            "location_name": "Jail",
            "location_address": "State: FL",
            "phones": "",
        },
    )
    outcome = take_in(folder, by, columns=command._map(command.Path("florida")))
    assert outcome.remarks == []
    service = Service.objects.get()
    assert "Income limit" in service.eligibility_description
    assert {"a:pinellas", "a:lee"} <= set(Listing.objects.get().tags)
    assert set(Attribute.objects.values_list("term__name", flat=True)) == {"Eviction", "Custody"}
    assert Address.objects.get().city == "Tampa"
    assert sorted(Phone.objects.values_list("type", "number")) == [("main", "555 0102"), ("tdd", "555 0103")]


def test_a_map_that_cannot_be_used_says_so():
    with pytest.raises(WrongMap):
        read_map({"services.csv": [{"columns": {}}]})


def test_only_an_unreadable_file_is_an_error(tmp_path, by, agency, capsys):  # noqa: F811
    """0 all taken in, 1 something to mend, 2 a file that cannot be read."""
    options = argparse.Namespace(organisation=agency.organisation.name, dry_run=False, map=None, source=None)
    write_csv(tmp_path / "a", "organizations.csv", {"id": "1", "name": "A"})
    options.paths = [tmp_path / "a"]
    assert command.main(options) == 0
    write_csv(tmp_path / "a", "services.csv", {"id": "1", "organization_id": "9", "name": "S"})
    assert command.main(options) == 1
    (tmp_path / "a" / "locations.json").write_text("{", encoding="utf-8")
    assert command.main(options) == 2
    assert "locations.json" in capsys.readouterr().out


def test_nobody_imports_without_the_permission(agency, tmp_path):  # noqa: F811
    write_csv(tmp_path / "a", "organizations.csv", {"id": "1", "name": "A"})
    with acting(agency.actor("noor")) as noor, pytest.raises(Forbidden):
        take_in(tmp_path / "a", noor)


def test_two_organisations_take_the_same_directory_in_apart(old, by, elsewhere):  # noqa: F811
    take_in(old, by)
    with acting(elsewhere.system):
        assert Provider.objects.count() == 0
        take_in(old, elsewhere.system)
        assert Provider.objects.filter(placeholder=False).count() == 1
