from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import PASSWORD, agency, elsewhere  # noqa: F401
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.directory.commands.keep_provider import name_provider, raise_provider_concern, settle_provider_concern
from tsunagu.directory.commands.keep_service import judge_correction, propose_correction, state_capacity
from tsunagu.directory.models import Address, Correction, Listing, Provider, Service
from tsunagu.directory.presenters import address_words
from tsunagu.directory.tests.factories import service
from tsunagu.notices.models import Notice
from tsunagu.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client, agency):  # noqa: F811
    def as_(login):
        client.post("/sign-in/", {"login": login, "password": PASSWORD})
        return client

    return as_


@pytest.fixture
def meals(agency):  # noqa: F811
    with acting(agency.system) as by:
        return service(by, types=["meals"], city="Cutler Bay", at=(25.58, -80.34), phone="555 0101", minimum_age=60)


def page(client, name, *args, **query):
    return client.get(reverse(f"directory:{name}", args=args), query)


def test_the_list_says_why_a_service_is_there_and_how_old_the_entry_is(enter, meals, agency):  # noqa: F811
    with acting(agency.system):
        Service.objects.update(assured_date=today("UTC") - timedelta(days=500))
    text = page(enter("noor"), "services", need="meals", near="Cutler Bay").content.decode()
    assert "Here because: Meals" in text
    assert "Not checked for 16 months." in text
    assert "map-points" in text


def test_a_question_that_says_nothing_of_how_far_shows_the_distance_it_was_answered_with(enter, meals):
    page = enter("noor").get("/services/?q=meals").content.decode()
    assert '<option value="10" selected>' in page


def test_what_is_known_of_a_person_is_compared_with_what_a_service_says(enter, meals, agency):  # noqa: F811
    with acting(agency.actor("noor")) as by:
        person = make_person(by, born=today("UTC").replace(year=today("UTC").year - 40, day=1), born_precision="full")
    case = cases.case(agency, person, worker="noor")
    text = page(enter("noor"), "for_case", case.id).content.decode()
    assert "Takes people from 60 years on; this person is 40." in text


def test_a_service_is_written_down_and_found(enter, agency):  # noqa: F811
    client = enter("noor")
    said = {
        "name": "Neighbours’ table",
        "provider": "St Brannoc’s",
        "types": ["meals"],
        "city": "Cutler Bay",
        "price": "0",
        "currency": "USD",
    }
    answer = client.post(reverse("directory:service_new"), said)
    assert answer.status_code in (302, 303)
    assert "Neighbours’ table" in page(client, "services", free="on").content.decode()
    assert client.post(reverse("directory:service_new"), {**said, "types": []}).status_code == 422


def test_room_is_said_with_the_day(enter, meals, agency):  # noqa: F811
    client = enter("noor")
    client.post(reverse("directory:capacity", args=[meals.id]), {"capacity": "waitlist"})
    assert "Waiting list" in page(client, "service", meals.id).content.decode()
    with acting(agency.system):
        assert Service.objects.get().capacity_on == today(agency.organisation.zone)


def test_a_correction_changes_nothing_until_somebody_who_keeps_the_directory_judges_it(enter, meals, agency):  # noqa: F811
    client = enter("noor")
    url = reverse("directory:correction_new", args=[meals.id])
    assert client.post(url, {"field": "minimum_age", "proposed": "55", "reason": "Phoned them"}).status_code == 303
    assert client.post(url, {"field": "minimum_age", "proposed": "old", "reason": "Phoned them"}).status_code == 422
    with acting(agency.system):
        correction = Correction.objects.get()
        assert Service.objects.get().minimum_age == 60
    assert (
        client.post(reverse("directory:correction_decision", args=[correction.id]), {"take": "yes"}).status_code == 403
    )
    client = enter("ruth")
    assert "Phoned them" in page(client, "corrections").content.decode()
    client.post(reverse("directory:correction_decision", args=[correction.id]), {"take": "yes"})
    with acting(agency.system):
        changed = Service.objects.get()
        assert changed.minimum_age == 55
        assert changed.kept == ["minimum_age"]
        assert Listing.objects.get().minimum_age == 55


def test_a_correction_is_left_only_with_a_reason(meals, agency):  # noqa: F811
    with acting(agency.actor("ruth")) as by:
        made = propose_correction(service_id=meals.id, field="name", proposed="Meals", reason="x", by=by)
        with pytest.raises(Refused):
            judge_correction(correction_id=made.id, take=False, by=by)
        with pytest.raises(Refused):
            propose_correction(service_id=meals.id, field="name", proposed="", reason="x", by=by)


def test_a_serious_concern_about_a_provider_reaches_the_supervisor(enter, meals, agency):  # noqa: F811
    """R-067, R-072."""
    day = today(agency.organisation.zone)
    with acting(agency.actor("noor")) as by:
        concern = raise_provider_concern(
            provider_id=meals.provider_id, severity="serious", text="Left alone at the stove", seen_on=day, by=by
        )
    with acting(agency.system):
        assert Notice.objects.get(to_user=agency.members["ruth"].user).url.endswith(f"{meals.provider_id}/")
    assert "Left alone at the stove" in page(enter("ruth"), "provider", meals.provider_id).content.decode()
    with acting(agency.actor("ruth")) as by:
        settle_provider_concern(concern_id=concern.id, outcome="Two people each time now", by=by)
        with pytest.raises(Refused):
            settle_provider_concern(concern_id=concern.id, outcome="again", by=by)


def test_naming_who_was_known_only_by_number_brings_the_services_into_search(enter, agency):  # noqa: F811
    with acting(agency.system) as by:
        nobody = Provider.objects.create(
            organisation_id=by.organisation, external_id="24456", origin="x", placeholder=True
        )
        service(by, "Debt advice", provider=nobody)
        assert not Listing.objects.exists()
    assert "24456" in page(enter("ruth"), "mending").content.decode()
    with acting(agency.actor("ruth")) as by:
        name_provider(provider_id=nobody.id, name="Debt Centre", by=by)
        assert Listing.objects.get().service.name == "Debt advice"


def test_who_may_not_write_may_read(enter, meals, agency):  # noqa: F811
    assert page(enter("dale"), "services").status_code == 200
    with acting(agency.actor("dale")) as by, pytest.raises(Forbidden):
        state_capacity(service_id=meals.id, capacity="waitlist", by=by)


def test_another_organisation_does_not_find_it(client, meals, elsewhere):  # noqa: F811
    client.post("/sign-in/", {"login": elsewhere.members["ruth"].user.login, "password": PASSWORD})
    assert page(client, "service", meals.id).status_code == 404
    assert page(client, "provider", meals.provider_id).status_code == 404
    assert "Harbour Meals" not in page(client, "services").content.decode()


def test_an_address_runs_the_way_its_country_writes_it():
    quay = Address(address_1="1 Quay Street", city="Brightwater", postal_code="90210")
    assert address_words(quay) == "1 Quay Street, Brightwater, 90210"
    chome = Address(address_1="1丁目36番", city="川原町", state_province="東京都", postal_code="100-0001")
    assert address_words(chome) == "100-0001 東京都川原町1丁目36番"
    dong = Address(address_1="한빛로 12", city="은행2동", state_province="서울특별시")
    assert address_words(dong) == "서울특별시 은행2동 한빛로 12"
