"""A duty on screen: what, whose, by when, why, and one click to the next action."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tsunagu.cases import panels
from tsunagu.cases.commands.make_promise import make_promise
from tsunagu.cases.models import Duty
from tsunagu.cases.presenters.actions import action_for
from tsunagu.cases.queries import due_on, my_day
from tsunagu.cases.tests.factories import START, case, person
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.ids import uuid7
from tsunagu.pathways.queries import library

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = timedelta(days=1)


@pytest.fixture
def noor(agency):
    with frozen(START + 2 * DAY), acting(agency.actor("noor")) as actor, timezone.override(actor.zone):
        yield actor


def test_a_row_says_fact_rule_and_result(agency, noor):
    """R-080: what is owed, by when, and why."""
    of = case(agency)
    row = next(r for r in panels.due_rows(due_on(of).select_related("case"), noor) if "contact" in r.what.lower())
    assert row.state == "over"
    assert row.when == "1 day over"
    assert "Counted from Mon 2 Nov, due Tue 3 Nov" in row.why
    assert row.source
    assert row.who.name == "River Aldana-Whitfield"
    assert row.who.born == "b. 14 Mar 1991"
    assert row.action.url.startswith(f"/cases/{of.id}/contacts/new/?")
    assert "mode=in_person" in row.action.url


def test_a_promise_is_called_by_what_was_promised(agency, noor):
    of = case(agency)
    make_promise(case_id=of.id, what="Ring the bank with River", due=date(2026, 11, 6), by=noor)
    row = next(
        r for r in panels.due_rows(due_on(of).select_related("case"), noor) if r.what == "Ring the bank with River"
    )
    assert row.source == "Promised by Noor Haddad on Wed 4 Nov."
    assert "Fri 6 Nov" in row.why
    assert row.when == "In 2 days"


def test_on_the_page_of_a_household_a_row_says_whose_it_is(agency, noor):
    sora, minu = person(agency, "Sora Kwon"), person(agency, "Minu Kwon")
    home = case(agency, sora, minu)
    rows = panels.due_rows(due_on(home).select_related("case"), noor, one_case=True)
    assert {"Sora Kwon", "Minu Kwon"} <= {row.of_whom for row in rows}
    alone = panels.due_rows(due_on(case(agency)).select_related("case"), noor, one_case=True)
    assert {row.of_whom for row in alone} == {""}, "on the page of one person nobody is named again"


@pytest.mark.parametrize("lang", ["en", "ja", "ko"])
def test_a_page_of_rows_costs_the_same_however_long(agency, noor, lang):
    case(agency)
    with translation.override(lang):
        list(panels.due_rows(my_day(noor), noor))
        with CaptureQueriesContext(connection) as few:
            panels.due_rows(my_day(noor), noor)
        for n in range(4):
            case(agency, person(agency, f"Person {n}"), person(agency, f"Other {n}"))
        with CaptureQueriesContext(connection) as many:
            rows = panels.due_rows(my_day(noor), noor)
    assert len(rows) > 4
    assert len(many) == len(few)


@pytest.mark.parametrize("clock", library().rules_for().clocks, ids=lambda clock: clock.id)
def test_every_shipped_clock_has_its_next_action_one_click_away(clock):
    duty = Duty(id=uuid7(), case_id=uuid7(), person_id=uuid7(), clock=clock.id, subject=uuid7(), topic=clock.duty)
    action = action_for(duty, clock)
    assert action.url
    assert str(action.label)
