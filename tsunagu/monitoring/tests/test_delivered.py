"""Planned against delivered: by the hours of the week, the units of a month, or those of the whole time."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import PASSWORD
from tsunagu.cases.models import Case
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now, today
from tsunagu.coverage.commands.deliver_units import Delivered, deliver_units
from tsunagu.monitoring.queries.delivered import delivered_against_plan
from tsunagu.monitoring.rules import Agreement, Span, planned_in, spans
from tsunagu.planning.models import ServiceLine
from tsunagu.scheduling.commands.steps import keep_appointment, miss_appointment
from tsunagu.scheduling.tests.factories import book

MONDAY = date(2026, 11, 23)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_a_plan_says_units_by_weekday_by_month_or_in_all():
    """R-077."""
    began = date(2026, 9, 1)
    assert planned_in(WEEK, Agreement(began, weekdays=(1, 3, 3))) == 3
    assert planned_in(WEEK, Agreement(date(2026, 11, 25), weekdays=(1, 3))) == 1, "it began on the Wednesday"
    assert planned_in(Span(date(2026, 11, 1), date(2026, 11, 30)), Agreement(began, monthly=Decimal(12))) == 12
    assert planned_in(WEEK, Agreement(began, monthly=Decimal(12))) == 3
    assert planned_in(WEEK, Agreement(MONDAY, date(2026, 12, 20), units=Decimal(24))) == 6
    assert planned_in(WEEK, Agreement(began)) is None
    assert planned_in(WEEK, Agreement(began, date(2026, 10, 1), weekdays=(1,))) == 0


@given(days, st.sampled_from(["week", "month"]), st.integers(1, 12))
def test_stretches_follow_one_another_and_the_last_holds_the_day(day, by, count):
    found = spans(by, day, count)
    assert len(found) == count
    assert found[-1].holds(day)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))


@given(days, st.integers(0, 400), st.integers(1, 500))
def test_weeks_never_plan_more_than_the_whole(start, length, units):
    """To the half unit a week."""
    agreed = Agreement(start, start + timedelta(days=length), units=Decimal(units))
    monday = start - timedelta(days=start.weekday())
    weeks = [Span(monday + timedelta(weeks=n), monday + timedelta(weeks=n, days=6)) for n in range(length // 7 + 2)]
    assert abs(sum(planned_in(week, agreed) for week in weeks) - units) <= Decimal("0.25") * len(weeks)


@pytest.mark.django_db
def test_units_that_were_recorded_stand_beside_the_plan_and_else_what_took_place(case, noor):
    """R-077: a service with recorded units, and one that is only booked."""
    by_units, by_visits = ServiceLine.objects.filter(plan__case=case).order_by("what")[:2]
    last_week = now() - timedelta(days=7)
    with frozen(last_week + timedelta(hours=9)):
        deliver_units(
            case_id=case.id,
            delivered=Delivered(by_units.key, by_units.what, last_week.date(), Decimal("2.5")),
            by=noor,
        )
    words = {"worker": "", "line": by_visits.key, "minutes": 30}
    agency = type("House", (), {"members": {}})()
    for hours, step in ((30, keep_appointment), (28, miss_appointment), (26, keep_appointment)):
        step(book(agency, case, by=noor, start=now() - timedelta(days=7, hours=-hours % 24), **words).id, by=noor)
    shown = spans("month", today(case.zone), 2)
    found = {one.line.key: one for one in delivered_against_plan(case, shown)}
    assert sum(came.delivered for came in found[by_units.key].spans) == Decimal("2.5")
    assert sum(came.kept for came in found[by_visits.key].spans) == 2
    assert sum(came.missed for came in found[by_visits.key].spans) == 1


@pytest.mark.django_db
def test_the_page_costs_the_same_with_more_services_and_stays_shut_next_door(agency, case, elsewhere):
    client = Client()
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD})
    url = reverse("monitoring:delivered", args=[case.id])
    for by in ("week", "month"):
        page = client.get(url, {"by": by}).content.decode()
        assert "Ride to the library" in page
    with acting(agency.actor("noor")), CaptureQueriesContext(connection) as ran:
        delivered_against_plan(Case.objects.get(id=case.id), spans("week", MONDAY, 4))
    assert len(ran) <= 8
    other = Client()
    other.post("/sign-in/", {"login": elsewhere.members["ruth"].user.login, "password": PASSWORD})
    assert other.get(url).status_code == 404
