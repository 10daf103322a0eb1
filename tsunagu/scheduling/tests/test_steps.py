"""Kept, missed, cancelled: what is said, what follows, and who hears of it."""

from datetime import timedelta

import pytest

from tsunagu.cases.models import Duty
from tsunagu.cases.queries import due_on
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.errors import Refused
from tsunagu.notices.models import Notice
from tsunagu.scheduling.commands.arrange_transport import confirm_transport
from tsunagu.scheduling.commands.move_appointment import move_appointment
from tsunagu.scheduling.commands.steps import (
    cancel_appointment,
    confirm_appointment,
    keep_appointment,
    miss_appointment,
    take_back_step,
)
from tsunagu.scheduling.tests.factories import TUESDAY, book, ride

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(agency):
    with frozen(TUESDAY - 7 * DAY):
        return cases.case(agency)


def owed(case, clock):
    return due_on(case).filter(clock=f"agency/appointments.{clock}")


def test_two_missed_in_a_row_make_a_duty_and_one_kept_between_does_not(agency, case):
    """R-076."""
    with acting(agency.actor("noor")) as by:
        for n, step in enumerate((miss_appointment, keep_appointment, miss_appointment)):
            with frozen(TUESDAY + n * DAY):
                step(book(agency, case, by=by, start=TUESDAY + n * DAY).id, by=by)
        with frozen(TUESDAY + 2 * DAY):
            assert not owed(case, "missed_twice").exists()
        with frozen(TUESDAY + 3 * DAY):
            miss_appointment(book(agency, case, by=by, start=TUESDAY + 3 * DAY).id, by=by)
            assert owed(case, "missed_twice").count() == 1
        with frozen(TUESDAY + 3 * DAY + DAY / 4):
            cases.visit(case, by)
            assert not owed(case, "missed_twice").exists()
    said = case.facts.filter(kind="appointment.missed").order_by("occurred_at")
    assert [fact.data["in_a_row"] for fact in said] == [1, 1, 2]


def test_a_court_appointment_is_not_dropped_without_a_reason_and_the_supervisor_hears(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY - 5 * DAY):
        court = book(agency, case, by=by, sort="court", title="Hearing")
        assert court.confirm, "it is always confirmed beforehand"
        with pytest.raises(Refused, match="why it does not take place"):
            cancel_appointment(court.id, cancelled_by="authority", reason=" ", by=by)
        cancel_appointment(court.id, cancelled_by="authority", reason="Adjourned", by=by)
    told = Notice.objects.get(to_user=agency.members["ruth"].user)
    assert "Court" in told.subject
    assert "Adjourned" in told.body
    assert case.facts.get(kind="appointment.cancelled").data["sort"] == "court"


def test_what_is_to_be_confirmed_is_owed_the_day_before_and_again_before_a_new_day(agency, case):
    """The date follows the appointment when it is moved."""
    with acting(agency.actor("noor")) as by, frozen(TUESDAY - 5 * DAY):
        court = book(agency, case, by=by, sort="court")
        assert (
            owed(case, "appointment_confirmed").get().due_at.date() == (TUESDAY - DAY).date() + DAY
        )  # ends in New York
        later = {"starts_at": TUESDAY + 2 * DAY, "ends_at": TUESDAY + 2 * DAY + DAY / 24}
        new = move_appointment(court.id, reason="The judge is ill", by=by, **later)
        assert owed(case, "appointment_confirmed").get().due_at.date() == (TUESDAY + DAY).date() + DAY
        confirm_appointment(new.id, by=by)
        assert not owed(case, "appointment_confirmed").exists()
        assert owed(case, "court_outcome").count() == 1


def test_a_missed_court_appointment_is_to_be_told_the_same_day(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY + DAY / 24):
        miss_appointment(book(agency, case, by=by, sort="probation").id, by=by)
        assert owed(case, "court_missed").count() == 1
        cases.visit(case, by, at=TUESDAY + DAY / 48, ended_at=None, mode="phone", place="", counterpart="court")
        assert not owed(case, "court_missed").exists()


def test_transport_is_owed_until_it_is_confirmed_and_goes_along_when_the_appointment_moves(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY - 5 * DAY):
        court = book(agency, case, by=by)
        asked = ride(court, by)
        assert owed(case, "transport_confirmed").count() == 1
        confirm_transport(asked.id, carrier="City Rides", by=by)
        assert not owed(case, "transport_confirmed").exists()
        move_appointment(court.id, starts_at=TUESDAY + DAY, ends_at=TUESDAY + DAY + DAY / 24, by=by)
        asked.refresh_from_db()
        assert (asked.state, asked.pickup_at) == ("asked", TUESDAY + DAY - timedelta(minutes=40))


def test_nothing_is_kept_or_missed_before_it_has_begun(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY - DAY):
        made = book(agency, case, by=by)
        with pytest.raises(Refused, match="not begun yet"):
            keep_appointment(made.id, by=by)


def test_a_mistaken_step_is_taken_back_with_a_reason_and_rules_forget_it(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY + DAY):
        made = book(agency, case, by=by)
        miss_appointment(made.id, by=by)
        with pytest.raises(Refused, match="does not follow"):
            keep_appointment(made.id, by=by)
        take_back_step(made.id, reason="Wrong row", by=by)
        keep_appointment(made.id, by=by)
        made.refresh_from_db()
    assert made.state == "kept"
    assert made.seats.get().holds
    assert case.facts.filter(kind="fact.retracted").count() == 1


def test_who_lives_alone_and_was_not_there_is_looked_after_the_same_day(agency, case):
    with acting(agency.actor("noor")) as by, frozen(TUESDAY + DAY / 24):
        miss_appointment(book(agency, case, by=by).id, by=by)
    fact = case.facts.get(kind="appointment.missed")
    assert fact.data["ours"] is True
    assert Duty.objects.filter(case=case).exists()
