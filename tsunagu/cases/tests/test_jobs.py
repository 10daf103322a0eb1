"""Recurring work: everybody is told once, horizons move on, and a rebuild changes nothing."""

from argparse import Namespace
from datetime import timedelta

import pytest
from django.db.models import Q

from tsunagu.cases import tasks
from tsunagu.cases.commands.extend_horizons import extend_horizons
from tsunagu.cases.commands.rebuild_duties import main, rebuild_duties
from tsunagu.cases.commands.send_warnings import cases_to_look_at, send_warnings
from tsunagu.cases.models import Case, Duty, Fact
from tsunagu.cases.tests.factories import START, case, visit
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now
from tsunagu.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = timedelta(days=1)


def rows(of):
    return {row["id"]: row for row in Duty.objects.filter(case=of).values()}


@pytest.fixture
def river(agency):
    return case(agency)


def test_a_rebuild_gives_exactly_the_rows_that_are_stored(agency, river):
    with frozen(START + 2 * DAY), acting(agency.actor("noor")) as noor:
        visit(river, noor)
        stored = rows(river)
    with frozen(START + 9 * DAY):
        rebuild_duties([river.id])
    assert rows(river) == stored


def test_a_rebuild_mends_what_was_lost_and_added(agency, river):
    stored = rows(river)
    with frozen(START):
        some = Duty.objects.filter(case=river).first()
        Duty.objects.filter(Q(id=some.id)).delete()
        Duty.objects.filter(case=river).update(outcome="waived")
        assert main(Namespace(case=[str(river.id)])) == 0
    assert rows(river) == stored


def test_a_horizon_that_nears_is_moved_on_and_only_adds_windows(agency, river):
    before = rows(river)
    until = Case.objects.get(id=river.id).duties_until
    with frozen(until - 20 * DAY):
        assert extend_horizons(by=agency.system) == 1
        assert extend_horizons(by=agency.system) == 0
    assert Case.objects.get(id=river.id).duties_until > until
    assert before.keys() <= rows(river).keys()


def test_the_next_level_is_told_once(agency, river):
    """Escalation: weekly contact under the intensive model, past its time."""
    with frozen(START + 9 * DAY), acting(agency.system):
        assert send_warnings(by=agency.system) > 0
        told = Fact.objects.filter(case=river, kind="duty.escalated").count()
        assert told
        notices = Notice.objects.count()
        assert cases_to_look_at(agency.system, 10) == []
        assert send_warnings(by=agency.system) == 0
    assert Fact.objects.filter(case=river, kind="duty.escalated").count() == told
    assert Notice.objects.count() == notices
    assert Notice.objects.filter(to_user=agency.members["ruth"].user).exists()


def test_the_owner_is_reminded_once_before_it_is_due(agency, river):
    with frozen(START + 2 * DAY), acting(agency.actor("noor")) as noor:
        visit(river, noor)
        warned = (
            Duty.objects.filter(case=river, outcome="open", topic="contact", due_at__gt=now())
            .order_by("due_at")
            .first()
        )
    with frozen(warned.warn_at + timedelta(hours=1)), acting(agency.system):
        send_warnings(by=agency.system)
        send_warnings(by=agency.system)
        assert Fact.objects.filter(case=river, kind="duty.warned", data__occurrence=warned.occurrence).count() == 1
    assert Notice.objects.filter(to_user=agency.members["noor"].user, template="cases/notices/duty_warned").exists()


def test_recurring_work_visits_every_organisation(agency, elsewhere):
    with acting(None):
        found = {by.organisation_id for by in tasks.every_organisation()}
    assert {agency.organisation.id, elsewhere.organisation.id} <= found
