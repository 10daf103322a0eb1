"""What other systems said of a person, on screen."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD, agency, elsewhere  # noqa: F401
from tsunagu.audit.models import Look
from tsunagu.cases.commands.open_case import open_case
from tsunagu.core.actor import acting
from tsunagu.fhir.panels import imported_panel
from tsunagu.fhir.tests.factories import Folder, about, bundle, condition, encounter, observation, patient
from tsunagu.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def river(tmp_path, capsys, agency):  # noqa: F811
    folder = Folder(tmp_path / "riverside", capsys, agency.organisation.name)
    plan = about(
        "CarePlan", "plan", status="active", intent="plan", title="脳卒中後の支援", period={"start": "2026-05"}
    )
    many = [observation(f"w{n}") for n in range(60)]
    folder.write("a.json", bundle(patient(), condition(), encounter(code="AMB"), plan, *many, type="collection")).take()
    return Person.objects.get()


def signed_in(client, login):
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"}).status_code == 302
    return client


def page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_history_is_listed_by_kind_and_what_is_kept_is_counted(river, client):
    text = page(signed_in(client, "noor").get(reverse("fhir:imported", args=[river.id])))
    assert "<title>River Aldana-Whitfield" in text
    for words in (
        "Conditions and diagnoses",
        "Stroke",
        "May 2026",
        "Care plans of others",
        'lang="ja"',
        "Stays and visits",
    ):
        assert words in text
    assert "Measurements and observations" in text
    assert "60" in text
    assert Look.objects.filter(page="fhir:imported", person_id=river.id).count() == 1


def test_one_kind_is_a_page_at_a_time(river, client):
    url = reverse("fhir:imported", args=[river.id])
    first = page(signed_in(client, "noor").get(url, {"type": "Observation"}))
    assert first.count("Weight</a>") == 50
    assert "1 / 2" in first
    assert page(client.get(url, {"type": "Observation", "page": 2})).count("Weight</a>") == 10
    assert "nothing of this kind" in page(client.get(url, {"type": "Nonsense"}))


def test_the_original_is_shown_as_received(river, client):
    listed = page(signed_in(client, "noor").get(reverse("fhir:imported", args=[river.id])))
    url = listed.split("Stroke</a>")[0].rpartition('href="')[2].split('"')[0]
    text = page(client.get(url))
    assert "&quot;resourceType&quot;: &quot;Condition&quot;" in text
    assert "Condition/stroke" in text
    assert "riverside" in text


def test_of_a_person_without_anything_imported_it_says_so(river, agency, client):  # noqa: F811
    Person.objects.create(organisation=agency.organisation, name="Ada Okafor")
    text = page(
        signed_in(client, "noor").get(reverse("fhir:imported", args=[Person.objects.get(name="Ada Okafor").id]))
    )
    assert "Nothing was imported about this person." in text


@pytest.mark.parametrize("login", ["alex", "dale"])
def test_whoever_may_not_read_charts_does_not_see_it(river, client, login):
    assert signed_in(client, login).get(reverse("fhir:imported", args=[river.id])).status_code in {403, 404}


def test_outside_ones_own_cases_a_purpose_is_asked_for(river, agency, client):  # noqa: F811
    open_case(by=agency.actor("imani"), programme="us_hospital_discharge", persons=[river])
    answer = signed_in(client, "tomas").get(reverse("fhir:imported", args=[river.id]))
    assert answer.status_code == 302


def test_another_organisation_finds_nothing(river, elsewhere, client):  # noqa: F811
    stranger = next(m.user.login for name, m in elsewhere.members.items() if name == "noor")
    with acting(elsewhere.system):
        answer = signed_in(client, stranger).get(reverse("fhir:imported", args=[river.id]))
    assert answer.status_code == 404


def test_only_reading(river, client):
    assert signed_in(client, "noor").post(reverse("fhir:imported", args=[river.id])).status_code == 405


def test_the_panel_says_what_still_holds(river, agency):  # noqa: F811
    panel = imported_panel(river, agency.actor("noor"))
    assert [row.title for row in panel.conditions] == ["Stroke"]
    assert panel.count == 63
    assert imported_panel(river, agency.actor("alex")) is None


def test_the_person_page_leads_there(river, client):
    text = page(signed_in(client, "noor").get(reverse("people:person_page", args=[river.id])))
    assert reverse("fhir:imported", args=[river.id]) in text
