"""The pages: a calendar for whoever may see it, one press for what happened, and the note filled in."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.cases.models import Contact
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.planning.tests import factories as plans
from tsunagu.scheduling.models import Appointment, Series
from tsunagu.scheduling.tests.factories import book, ride

pytestmark = pytest.mark.django_db


def signed_in(agency, login="noor"):
    client = Client()
    client.post("/sign-in/", {"login": agency.members[login].user.login, "password": PASSWORD})
    return client


@pytest.fixture
def case(agency):
    return cases.case(agency)


def url(name, *args):
    return reverse(f"scheduling:{name}", args=args)


def test_what_was_kept_goes_on_to_its_note_filled_in(agency, case):
    """R-021: one press, then the form of the contact with day, time, place and person."""
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by, start=now() - timedelta(hours=2))
    answer = signed_in(agency).post(url("appointment_step", case.id, made.id, "kept"))
    to = urlsplit(answer.headers["Location"])
    assert (answer.status_code, to.path) == (303, reverse("cases:contact_new", args=[case.id]))
    told = parse_qs(to.query)
    assert (told["mode"], told["place"], told["person"]) == (["in_person"], ["home"], [str(made.persons[0])])
    form = signed_in(agency).get(answer.headers["Location"]).content.decode()
    assert f'value="{told["start"][0]}"' in form


def test_who_writes_up_a_visit_has_said_that_the_appointment_was_kept(agency, case):
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by, start=now() - timedelta(hours=2))
        cases.visit(case, by, at=now() - timedelta(hours=2), persons=made.persons)
    made.refresh_from_db()
    assert made.state == "kept"
    assert made.contact == Contact.objects.get()


def test_from_a_line_of_the_plan_a_series_is_booked_with_what_the_line_knows(agency):
    """R-021: day, hours, provider and the number of units come with the line."""
    case = plans.case(agency)
    plans.assessed(case, agency)
    with acting(agency.actor("noor")) as by:
        line = plans.active(case, by).lines.get()
    client = signed_in(agency)
    page = client.get(url("appointment_new", case.id), {"about": line.key}).content.decode()
    for known in (line.what, line.party_name, 'value="10:00"', 'value="24"'):
        assert known in page
    said = {
        "title": line.what,
        "on": "2027-01-05",
        "start": "10:00",
        "end": "11:00",
        "mode": "in_person",
        "sort": "ordinary",
    }
    said |= {"every": "weekly", "weekdays": ["1", "3"], "times": "24", "authorised": "24", "line": str(line.key)}
    answer = client.post(url("appointment_new", case.id), said)
    assert answer.status_code == 303
    series = Series.objects.get()
    assert (series.line, series.appointments.count(), series.authorised) == (line.key, 24, 24)
    assert "24 of 24 visits left" in client.get(answer.headers["Location"]).content.decode()


def test_a_clash_is_shown_at_the_field_that_mends_it_with_what_was_typed(agency, case):
    with acting(agency.actor("noor")) as by:
        made = book(
            agency, case, by=by, start=(now() + timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
        )
    on = made.starts_at.date().isoformat()
    said = {
        "title": "Second visit",
        "on": on,
        "start": "10:00",
        "mode": "in_person",
        "sort": "ordinary",
        "workers": [str(by.id)],
    }
    client = signed_in(agency)
    answer = client.post(url("appointment_new", case.id), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Noor Haddad is booked" in page
    assert 'name="override_reason"' in page
    assert "Second visit" in page
    assert client.post(url("appointment_new", case.id), {**said, "override_reason": "Both sisters"}).status_code == 303


def test_the_calendar_of_a_person_says_what_lies_on_one_another_and_what_nobody_booked(agency):
    """R-065: across providers, in words."""
    case = plans.case(agency)
    plans.assessed(case, agency)
    with acting(agency.actor("noor")) as by:
        line = plans.active(case, by).lines.get()
        line.refresh_from_db()
        day = line.start + timedelta(days=(line.slots[0][0] - line.start.weekday()) % 7)
        start = now().replace(year=day.year, month=day.month, day=day.day, hour=15, minute=30, second=0, microsecond=0)
        book(agency, case, by=by, start=start)
    page = signed_in(agency).get(url("appointments", case.id), {"on": day.isoformat()}).content.decode()
    assert "at the same time" in page
    assert line.what in page


def test_a_director_sees_that_somebody_is_taken_and_not_by_whom(agency, case):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by, start=now().replace(minute=0, second=0, microsecond=0))
    name = case.members.first().person.name
    assert name in signed_in(agency, "ruth").get(url("team")).content.decode()
    page = signed_in(agency, "dale").get(url("team")).content.decode()
    assert name not in page
    assert "Busy" in page


def test_another_organisation_finds_no_appointment(agency, case, elsewhere):
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by)
    client = Client()
    client.post("/sign-in/", {"login": elsewhere.members["noor"].user.login, "password": PASSWORD})
    for name, args in (
        ("appointments", [case.id]),
        ("appointment", [case.id, made.id]),
        ("invitation", [case.id, made.id]),
    ):
        assert client.get(url(name, *args)).status_code == 404


def test_transport_goes_from_needed_to_confirmed_on_screen(agency, case):
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by, start=now() + timedelta(days=2))
        asked = ride(made, by)
    client = signed_in(agency)
    client.post(url("transport", case.id, asked.id), {"carrier": "City Rides"})
    client.post(url("transport_step", case.id, asked.id, "confirmation"))
    page = client.get(url("appointment", case.id, made.id)).content.decode()
    assert "City Rides" in page
    assert "Confirmed" in page


def test_a_court_appointment_shows_what_follows_if_it_is_missed(agency, case):
    """R-084."""
    with acting(agency.actor("noor")) as by:
        made = book(
            agency,
            case,
            by=by,
            sort="probation",
            consequence="The officer reports to the judge",
            start=now() + timedelta(days=2),
        )
    page = signed_in(agency).get(url("appointment", case.id, made.id)).content.decode()
    assert "The officer reports to the judge" in page
    with acting(agency.actor("noor")):
        assert Appointment.objects.get().confirm
