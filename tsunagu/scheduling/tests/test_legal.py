"""What court and probation ask of a person is for whoever may read criminal history: in the database, on every page, and outside."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from tsunagu.cases.commands.open_chart import open_chart
from tsunagu.cases.models import Duty, Fact
from tsunagu.cases.panels import due_rows
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.scheduling.commands.keep_feeds import allow_names_in_feeds
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.models import Appointment, Seat, Series, Transport
from tsunagu.scheduling.presenters import ics
from tsunagu.scheduling.queries import legal_times, of_workers
from tsunagu.scheduling.tests.factories import TUESDAY, book, ride, series, vehicle
from tsunagu.scheduling.tests.test_appointment_pages import signed_in, url

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
COURT = {"sort": "court", "title": "Hearing before Judge Amundsen", "provider": "County court, room 4"}


@pytest.fixture
def case(agency):
    return cases.case(agency, worker="noor")


@pytest.fixture
def hearing(agency, case):
    with acting(agency.actor("noor")) as by:
        return book(agency, case, by=by, **COURT)


@pytest.fixture
def shared(agency, case):
    """Imani, who takes in referrals, opens the chart with a purpose."""
    with acting(agency.actor("imani")) as by:
        open_chart(case.id, purpose="Asked by the court clinic about an earlier referral", by=by)
    return case


@pytest.mark.data
def test_the_database_gives_court_appointments_series_and_rides_only_to_who_may_read_criminal_history(
    agency, case, hearing
):
    """R-084: a forgotten filter shows nothing."""
    with acting(agency.actor("noor")) as by:
        ride(hearing, by)
        series(agency, case, by=by, times=2, start=TUESDAY + 24 * HOUR, sort="probation", title="Officer")
        book(agency, case, by=by, start=TUESDAY + 4 * HOUR)
    for login, seen in (("noor", (4, 1, 1)), ("ruth", (4, 1, 1)), ("imani", (1, 0, 0)), ("dale", (1, 0, 0))):
        with acting(agency.actor(login)):
            assert (Appointment.objects.count(), Series.objects.count(), Transport.objects.count()) == seen, login
    with acting(agency.actor("imani")), pytest.raises(ProgrammingError), transaction.atomic():
        Appointment.objects.update(sort="court")


def test_without_the_permission_no_court_appointment_is_booked(agency, case):
    """R-084"""
    with acting(agency.actor("imani")) as by, pytest.raises(Forbidden):
        book(agency, case, by=by, **COURT)


def test_whoever_may_not_read_it_sees_that_the_hours_are_taken_and_is_kept_from_booking_over_them(
    agency, case, hearing
):
    """R-084: a worker at court is busy, for the director and for whoever books."""
    with acting(agency.actor("dale")) as by:
        ((seat, one),) = of_workers([agency.members["noor"].user_id], by, TUESDAY - HOUR, TUESDAY + HOUR)
        assert (seat.starts_at, one) == (TUESDAY, None)
    with acting(agency.actor("imani")) as by:
        assert legal_times(case, TUESDAY - HOUR, TUESDAY + 2 * HOUR) == [(TUESDAY, TUESDAY + HOUR)]
        with pytest.raises(Refused) as refused:
            book(agency, case, by=by)
    assert "Noor Haddad is taken" in str(refused.value.reason)
    assert case.number not in str(refused.value.reason)


@pytest.mark.data
def test_another_organisation_is_told_no_hours(agency, case, hearing, elsewhere):
    with acting(elsewhere.actor("noor")):
        assert legal_times(case, TUESDAY - HOUR, TUESDAY + 2 * HOUR) == []


def test_pages_show_the_hours_and_not_what_for(agency, shared, hearing):
    """R-084: the person's calendar, the page of the appointment, a room's week."""
    with acting(agency.actor("noor")) as by:
        book(agency, shared, by=by, start=TUESDAY + 2 * HOUR, things=[vehicle(agency).id], **COURT)
    client = signed_in(agency, "imani")
    page = client.get(url("appointments", shared.id), {"on": "2026-11-24"}).content.decode()
    assert "Details for named readers only" in page
    assert "Amundsen" not in page
    assert client.get(url("appointment", shared.id, hearing.id)).status_code == 404
    assert 'value="court"' not in client.get(url("appointment_new", shared.id)).content.decode()
    assert "Amundsen" in signed_in(agency).get(url("appointments", shared.id), {"on": "2026-11-24"}).content.decode()


def test_the_ledger_keeps_no_words_of_why_and_duties_that_speak_of_court_are_kept_from_others(agency, case, hearing):
    """R-084: the reason stays with the appointment."""
    with acting(agency.actor("noor")) as by:
        duties = list(Duty.objects.filter(case=case, topic__in=["court_outcome", "appointment_confirmed"]))
        assert {d.topic for d in duties} == {"court_outcome", "appointment_confirmed"}
        assert len(due_rows(duties, by)) == 2
        cancel_appointment(hearing.id, cancelled_by="authority", reason="Charge withdrawn", by=by)
        hearing.refresh_from_db()
        assert hearing.reason == "Charge withdrawn"
        assert Fact.objects.get(kind="appointment.cancelled").data.get("reason") is None
    with acting(agency.actor("imani")) as by:
        assert len(due_rows(duties, by)) == 1


def test_a_feed_never_names_a_court_appointment(agency, case, hearing):
    """R-084: what leaves the house says that there is an appointment, whatever the organisation allowed."""
    with acting(agency.actor("alex")) as by:
        allow_names_in_feeds(allowed=True, reason="All phones are managed", by=by)
    content = ics.feed("Noor", [hearing], [], names=True).decode()
    assert "SUMMARY:Home visit" in content
    assert "Amundsen" not in content
    assert Seat.objects.filter(appointment=hearing).exists()
