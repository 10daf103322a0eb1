"""Appointments as they are booked on an ordinary day. Everybody is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tsunagu.core.actor import acting
from tsunagu.core.clock import now
from tsunagu.scheduling.choices import ThingKind
from tsunagu.scheduling.commands.arrange_transport import Ride, request_transport
from tsunagu.scheduling.commands.booking import Booking, book_appointment
from tsunagu.scheduling.commands.keep_things import add_thing
from tsunagu.scheduling.commands.series import Repeats, book_series

TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # ten o'clock in New York


def words(agency, *, start=TUESDAY, minutes=60, worker="noor", **more):
    return Booking(
        **{
            "title": "Home visit",
            "starts_at": start,
            "ends_at": start + timedelta(minutes=minutes),
            "workers": [agency.members[worker].user_id] if worker else [],
            "place": "home",
            **more,
        }
    )


def book(agency, case, *, by, **more):
    return book_appointment(case_id=case.id, booking=words(agency, **more), by=by)


def series(agency, case, *, by, times=12, weekdays=(1,), every="weekly", until=None, authorised=None, **more):
    repeats = Repeats(every, weekdays, times, until, authorised)
    return book_series(case_id=case.id, booking=words(agency, **more), repeats=repeats, by=by)


def vehicle(agency, name="Silver van"):
    with acting(agency.actor("alex")) as by:
        return add_thing(kind=ThingKind.VEHICLE, name=name, seats=5, wheelchair=True, by=by)


def ride(appointment, by, **more):
    start = max(appointment.starts_at - timedelta(minutes=40), now())
    said = {"from_where": "Home", "to_where": "City court", "pickup_at": start, "wheelchair": True, **more}
    return request_transport(appointment.id, ride=Ride(**said), by=by)
