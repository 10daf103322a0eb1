"""Reminders: only who agreed, in their language, not at night, once, and said on the case."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.notices.commands import deliver_notice
from tsunagu.notices.models import Notice
from tsunagu.scheduling.commands.remind import (
    agree_reminders,
    quiet_of,
    send_reminders,
    set_quiet_hours,
    stop_reminders,
)
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.rules import Quiet, remind_at
from tsunagu.scheduling.tests.factories import TUESDAY, book
from tsunagu.scheduling.tests.test_appointment_pages import signed_in

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


def test_the_organisation_says_when_nobody_is_written_to_and_why(agency):
    with acting(agency.actor("noor")) as by, pytest.raises(Forbidden):
        set_quiet_hours(quiet=Quiet(time(19), time(9)), reason="As families asked", by=by)
    with acting(agency.actor("alex")) as by:
        for quiet, reason in ((Quiet(time(8), time(8)), "x"), (Quiet(time(8), time(7)), "x"), (Quiet(), " ")):
            with pytest.raises(Refused):
                set_quiet_hours(quiet=quiet, reason=reason, by=by)
        made = set_quiet_hours(quiet=Quiet(time(19), time(9)), reason="As families asked", by=by)
    assert quiet_of(made.settings) == Quiet(time(19), time(9))


def test_a_persons_own_quiet_hours_come_before_those_of_the_organisation(agency, case):
    """At 15:30 there; they sleep by day and want no message between two and six."""
    with acting(agency.actor("noor")) as by:
        agree(case, by, quiet=Quiet(time(14), time(18)), hours_before=2)
        book(agency, case, by=by, start=TUESDAY + timedelta(hours=7, minutes=30))
    with acting(agency.system) as by:
        with frozen(TUESDAY + timedelta(hours=5, minutes=30)):
            assert send_reminders(by=by) == 0
        with frozen(TUESDAY + timedelta(hours=3, minutes=31)):
            assert send_reminders(by=by) == 1


def test_the_pages_take_quiet_hours_as_they_are_typed(agency, case):
    admin = signed_in(agency, "alex")
    page = reverse("scheduling:reminder_hours")
    assert admin.post(page, {"quiet_begins": "21:30", "quiet_ends": "7:00", "reason": "Asked for"}).status_code == 303
    assert "21:30" in admin.get(page).content.decode()
    assert signed_in(agency).get(page).status_code == 403
    reminders = reverse("scheduling:reminders", args=[case.id])
    said = {"person": str(case.members.first().person_id), "channel": "paper", "language": "ko", "hours_before": "24"}
    client = signed_in(agency)
    assert client.post(reminders, {**said, "quiet_begins": "12:00"}).status_code == 422
    assert client.post(reminders, {**said, "quiet_begins": "12:00", "quiet_ends": "18:00"}).status_code == 303
    assert "12:00" in client.get(reminders).content.decode()
