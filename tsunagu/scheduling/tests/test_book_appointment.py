"""Booking: whose time is taken, what the database stops, and what may lie beside something else with a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.scheduling.commands.move_appointment import move_appointment
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.models import Appointment, Seat
from tsunagu.scheduling.queries import of_workers
from tsunagu.scheduling.tests.factories import TUESDAY, book, vehicle, words

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(agency):
    with frozen(TUESDAY - timedelta(days=7)):
        yield cases.case(agency)


def test_an_appointment_is_booked_and_said_in_the_ledger(agency, case):
    """R-021."""
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by)
    fact = case.facts.get(kind="appointment.booked")
    assert (fact.ref, fact.data["day"], fact.persons) == (made.key, "2026-11-24", made.persons)
    assert made.persons == [case.members.first().person_id], "whom the case is named after, unless said otherwise"


def test_a_worker_is_not_in_two_places_and_the_refusal_names_what_is_there(agency, case):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by)
        with pytest.raises(
            Refused, match=rf"Noor Haddad is booked on 2026-11-24 from 10:00 to 11:00 \(case {case.number}\)"
        ) as refused:
            book(agency, case, by=by, start=TUESDAY + HOUR / 2)
        assert refused.value.field == "override_reason"
        assert book(agency, case, by=by, start=TUESDAY + HOUR), "what ends at eleven leaves eleven free"


def test_the_database_itself_keeps_a_worker_out_of_two_places(agency, case):
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by)
        other = book(agency, case, by=by, start=TUESDAY + HOUR)
        with pytest.raises(IntegrityError, match="one_place_at_a_time"), transaction.atomic():
            Seat.objects.filter(appointment=other).update(starts_at=made.starts_at)


def test_two_may_stand_beside_each_other_when_somebody_wrote_why(agency, case):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by)
        beside = book(agency, case, by=by, override_reason="A group of both families")
    assert beside.seats.get().beside == "A group of both families"


def test_no_reason_puts_two_into_one_vehicle(agency, case):
    van = vehicle(agency)
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by, worker="", things=[van.id])
        with pytest.raises(Refused, match="Silver van is taken") as refused:
            book(agency, case, by=by, worker="", things=[van.id], override_reason="Urgent")
    assert refused.value.field == "things"


def test_what_is_cancelled_or_moved_leaves_its_time_free(agency, case):
    with acting(agency.actor("noor")) as by:
        first = book(agency, case, by=by)
        cancel_appointment(first.id, cancelled_by="person", reason="At her sister's", by=by)
        second = book(agency, case, by=by)
        moved = move_appointment(second.id, starts_at=TUESDAY + 3 * HOUR, ends_at=TUESDAY + 4 * HOUR, by=by)
        assert book(agency, case, by=by)
        assert len(of_workers([by.id], by, TUESDAY - HOUR, TUESDAY + 9 * HOUR)) == 2
    assert (moved.key, moved.sequence) == (second.key, 1)
    assert case.facts.get(kind="appointment.moved").ref == second.key


def test_an_appointment_moved_by_half_an_hour_does_not_clash_with_itself(agency, case):
    with acting(agency.actor("noor")) as by:
        made = book(agency, case, by=by)
        move_appointment(made.id, starts_at=TUESDAY + HOUR / 2, ends_at=TUESDAY + 3 * HOUR / 2, by=by)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": " "}, "title"), ({"minutes": 0}, "end"), ({"minutes": 60 * 25}, "end")],
)
def test_what_no_appointment_can_be_is_refused_at_its_field(agency, case, wrong, field):
    with acting(agency.actor("noor")) as by, pytest.raises(Refused) as refused:
        book(agency, case, by=by, **wrong)
    assert refused.value.field == field


def test_somebody_who_is_not_in_the_case_cannot_be_booked_for(agency, case):
    with acting(agency.actor("noor")) as by:
        other = cases.person(agency, "Sol Aldana")
        with pytest.raises(Refused, match="not in the case"):
            book(agency, case, by=by, persons=[other.id])


def test_who_may_not_work_on_cases_books_nothing(agency, case):
    with acting(agency.actor("alex")) as by, pytest.raises(Forbidden):
        book(agency, case, by=by)


def test_another_organisation_sees_no_appointment_and_no_seat(agency, case, elsewhere):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by)
    with acting(elsewhere.actor("noor")):
        assert not Appointment.objects.exists()
        assert not Seat.objects.exists()
    assert words(agency).title
