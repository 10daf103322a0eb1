"""Reminders: only who agreed, in their language, not at night, once, and said on the case."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.errors import Refused
from tsunagu.notices.commands import deliver_notice
from tsunagu.notices.models import Notice
from tsunagu.scheduling.commands.remind import agree_reminders, send_reminders, stop_reminders
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.rules import Quiet, remind_at
from tsunagu.scheduling.tests.factories import TUESDAY, book

DAY = timedelta(days=1)
HOURS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@given(HOURS, st.integers(1, 168), st.sampled_from(["America/New_York", "Asia/Tokyo", "Asia/Seoul"]))
def test_nobody_is_reminded_in_the_quiet_hours_or_later_than_they_asked(starts, hours, zone):
    quiet = Quiet(time(20), time(8))
    at = remind_at(starts, hours, zone, quiet)
    assert not quiet.holds(at.astimezone(ZoneInfo(zone)).time())
    assert at <= starts - timedelta(hours=hours)
    assert at >= starts - timedelta(hours=hours) - timedelta(hours=14)


@pytest.fixture
def case(agency, db):
    with frozen(TUESDAY - 7 * DAY):
        yield cases.case(agency)


def agree(case, by, **more):
    person = case.members.first().person_id
    return agree_reminders(
        **{
            "case_id": case.id,
            "person_id": person,
            "channel": "mail",
            "address": "river@example.org",
            "language": "ko",
            "by": by,
            **more,
        }
    )


def test_who_agreed_is_reminded_once_in_their_language_and_the_case_says_so(agency, case):
    with acting(agency.actor("noor")) as by:
        agree(case, by)
        made = book(agency, case, by=by, title="Methadone clinic", where="12 Quay St")
    with acting(agency.system) as by:
        with frozen(TUESDAY - DAY - timedelta(minutes=30)):
            assert send_reminders(by=by) == 0, "not yet"
        with frozen(TUESDAY - DAY + timedelta(minutes=5)):
            assert send_reminders(by=by) == 1
            assert send_reminders(by=by) == 0, "once"
            deliver_notice(Notice.objects.get().id, by=by)
    (sent,) = mail.outbox
    assert sent.to == ["river@example.org"]
    assert "11월 24일(화)" in sent.subject
    assert "10:00" in sent.subject
    assert "Methadone" not in sent.subject + sent.body
    assert "Quay" not in sent.subject + sent.body
    fact = case.facts.get(kind="reminder.sent")
    assert (fact.ref, fact.data["channel"]) == (made.key, "mail")


def test_without_an_agreement_nobody_is_written_to(agency, case):
    with acting(agency.actor("noor")) as by:
        book(agency, case, by=by)
        stop_reminders(agree(case, by).id, by=by)
    with acting(agency.system) as by, frozen(TUESDAY - DAY + timedelta(hours=1)):
        assert send_reminders(by=by) == 0
    assert not Notice.objects.filter(channel="mail").exists()


def test_at_night_the_reminder_waits_no_longer_than_the_evening_before(agency, case):
    """An appointment at 7:00, a day before at 7:00 is night: it goes out the evening before that."""
    early = TUESDAY - timedelta(hours=3)
    with acting(agency.actor("noor")) as by:
        agree(case, by)
        book(agency, case, by=by, start=early)
    with acting(agency.system) as by:
        with frozen(early - DAY):
            assert send_reminders(by=by) == 0
        with frozen(early - DAY - timedelta(hours=11, minutes=15)):
            assert send_reminders(by=by) == 1


def test_what_is_cancelled_is_not_announced(agency, case):
    with acting(agency.actor("noor")) as by:
        agree(case, by)
        made = book(agency, case, by=by)
        cancel_appointment(made.id, cancelled_by="person", reason="Ill", by=by)
    with acting(agency.system) as by, frozen(TUESDAY - DAY + timedelta(hours=1)):
        assert send_reminders(by=by) == 0


def test_an_agreement_by_mail_needs_an_address(agency, case):
    with acting(agency.actor("noor")) as by, pytest.raises(Refused) as refused:
        agree(case, by, address="")
    assert refused.value.field == "address"


def test_the_person_can_change_their_mind_and_the_old_agreement_ends(agency, case):
    with acting(agency.actor("noor")) as by:
        first, second = agree(case, by), agree(case, by, channel="paper", address="")
    first.refresh_from_db()
    assert first.stopped_at
    assert second.stopped_at is None
    assert case.facts.filter(kind="reminders.agreed").count() == 2
