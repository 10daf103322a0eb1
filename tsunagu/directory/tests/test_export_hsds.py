import json

import pytest
from django.urls import reverse

from tests.cast import PASSWORD, agency, elsewhere  # noqa: F401
from tsunagu.core.actor import acting
from tsunagu.directory.commands.export_hsds import export_hsds
from tsunagu.directory.commands.keep_provider import publish_directory
from tsunagu.directory.models import Provider, Service
from tsunagu.directory.tests.factories import service, take_in, write_json

pytestmark = [pytest.mark.django_db, pytest.mark.data]

WHOLE = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "Harbour Meals",
    "status": "active",
    "url": "www.harbour.example",
    "organization": {"id": "22222222-2222-4222-8222-222222222222", "name": "Harbour", "description": "Kitchen"},
    "service_at_locations": [
        {
            "id": "33333333-3333-4333-8333-333333333333",
            "location": {"id": "44444444-4444-4444-8444-444444444444", "location_type": "physical", "latitude": 35.5},
        }
    ],
    "cost_options": [{"id": "55555555-5555-4555-8555-555555555555", "amount": 2.5, "currency": "usd"}],
}


@pytest.fixture
def by(agency):  # noqa: F811
    with acting(agency.system):
        yield agency.system


def written(folder, table):
    return json.loads((folder / f"{table}.json").read_text("utf-8"))


def test_what_hsds_accepts_is_written_and_the_rest_is_listed_with_its_reason(by, tmp_path):
    write_json(tmp_path / "in", "services.json", [WHOLE])
    take_in(tmp_path / "in", by)
    service(by, "Nobody says how it is", status="")
    export = export_hsds(folder=tmp_path / "out", by=by)
    assert [row["name"] for row in written(tmp_path / "out", "service")] == ["Harbour Meals"]
    assert written(tmp_path / "out", "cost_option")[0]["amount"] == 2.5
    assert "url" not in written(tmp_path / "out", "service")[0]
    assert export.left["service without status"] == 1
    assert export.left["service.url: HSDS does not accept the value"] == 1


def test_rows_that_hang_on_a_left_out_record_are_left_out_too(by, tmp_path):
    service(by, "Nobody says how it is", status="", phone="555 0101")
    Provider.objects.update(description="Kitchen")
    export = export_hsds(folder=tmp_path, by=by)
    assert written(tmp_path, "phone") == []
    assert export.left["phone of a left-out record (service_id)"] == 1


def test_what_is_exported_comes_back_as_it_was(by, tmp_path, elsewhere):  # noqa: F811
    write_json(tmp_path / "in", "services.json", [WHOLE])
    take_in(tmp_path / "in", by)
    export_hsds(folder=tmp_path / "out", by=by)
    with acting(elsewhere.system):
        outcome = take_in(tmp_path / "out", elsewhere.system)
        assert outcome.remarks == []
        assert Service.objects.get().provider.name == "Harbour"


def test_each_row_is_tried_against_schemas_that_are_handed_in(by, tmp_path):
    write_json(tmp_path / "in", "services.json", [WHOLE])
    take_in(tmp_path / "in", by)
    strict = {"name": "service", "properties": {"name": {"type": "string", "maxLength": 3}}}
    write_json(tmp_path / "schemas", "service.json", strict)
    export = export_hsds(folder=tmp_path / "out", by=by, schemas=tmp_path / "schemas")
    assert written(tmp_path / "out", "service") == []
    assert [reason for reason in export.left if "too long" in reason]


def test_strangers_read_only_what_is_published(client, agency, tmp_path):  # noqa: F811
    with acting(agency.system) as by:
        write_json(tmp_path / "in", "services.json", [WHOLE])
        take_in(tmp_path / "in", by)
        made = Service.objects.get()
    assert client.get("/hsds/services").status_code == 404
    with acting(agency.actor("ruth")) as ruth:
        publish_directory(publish=True, by=ruth)
    page = client.get("/hsds/services?per_page=1").json()
    assert (page["total_items"], page["first_page"], page["last_page"], page["empty"]) == (1, True, True, False)
    assert page["contents"][0]["organization"]["name"] == "Harbour"
    one = client.get(reverse("directory:hsds_service", args=[made.id])).json()
    assert one["service_at_locations"][0]["location"]["latitude"] == 35.5
    assert client.get("/hsds/organizations").json()["total_items"] == 1
    assert client.get("/hsds/locations").json()["total_items"] == 1
    assert client.get("/hsds/").json()["version"] == "3.0"


def test_whoever_works_here_reads_their_own_without_publishing(client, agency, elsewhere):  # noqa: F811
    with acting(agency.system) as by:
        service(by)
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD})
    assert client.get("/hsds/services").json()["total_items"] == 1
    client.post("/sign-in/", {"login": elsewhere.members["ruth"].user.login, "password": PASSWORD})
    assert client.get("/hsds/services").json()["total_items"] == 0
