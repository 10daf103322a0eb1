"""A worker's calendar outside: read by two independent libraries, with nobody's name in it, and gone when it is taken back."""

from datetime import UTC, timedelta

import icalendar
import pytest
import vobject
from django.test import Client
from django.urls import reverse

from tsunagu.audit.models import Entry
from tsunagu.cases.choices import MeetingAbout
from tsunagu.cases.commands.hold_meeting import Invited, prepare_meeting
from tsunagu.cases.tests import factories as cases
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen, now, today
from tsunagu.core.errors import Forbidden, Refused
from tsunagu.scheduling.commands.keep_feeds import allow_names_in_feeds, open_feed, revoke_feed
from tsunagu.scheduling.models import Feed
from tsunagu.scheduling.tests.factories import book, series

pytestmark = pytest.mark.django_db


@pytest.fixture
def booked(agency):
    """A worker with a series over the change of clocks, a meeting, and an address for all of it."""
    case = cases.case(agency)
    start = (now() + timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
    with acting(agency.actor("noor")) as by:
        made = series(
            agency, case, by=by, start=start, weekdays=(), times=4, title="Methadone clinic", where="12 Quay St"
        )
        on = today(case.zone) + timedelta(days=5)
        seat = Invited("Noor Haddad", kind="worker", user_id=by.id)
        prepare_meeting(
            case_id=case.id, about=MeetingAbout.TEAM, held_on=on, agenda="How it goes on", invited=[seat], by=by
        )
        _feed, token = open_feed(by=by, label="Phone")
    return case, made, token


def read(token):
    return Client().get(reverse("scheduling:feed", args=[token]))


def test_two_independent_libraries_read_the_same_from_it(booked):
    _case, made, token = booked
    answer = read(token)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    ours = {
        str(event["uid"]): (event["dtstart"].dt, event["dtend"].dt, str(event["summary"]))
        for event in icalendar.Calendar.from_ical(answer.content).walk("vevent")
    }
    theirs = {
        event.uid.value: (event.dtstart.value, event.dtend.value, event.summary.value)
        for event in vobject.readOne(answer.content.decode()).vevent_list
    }
    assert ours == theirs
    starts = sorted(start for start, _end, what in ours.values() if what != "Team meeting")
    assert starts == [one.starts_at.astimezone(UTC) for one in made.appointments.order_by("starts_at")]
    assert len(ours) == 5


def test_nobody_is_named_in_it_unless_the_organisation_said_so(agency, booked):
    case, _made, token = booked
    secret = [case.members.first().person.name, "Methadone", "Quay", case.number]
    text = read(token).content.decode()
    assert not [word for word in secret if word in text]
    with acting(agency.actor("alex")) as by:
        with pytest.raises(Refused):
            allow_names_in_feeds(allowed=True, reason="", by=by)
        allow_names_in_feeds(allowed=True, reason="Every phone here is the agency's", by=by)
    assert Entry.objects.get(verb="allow_names_in_feeds").data["reason"] == "Every phone here is the agency's"
    assert "Methadone clinic (River Aldana-Whitfield)" in read(token).content.decode().replace("\r\n ", "")


def test_only_who_sets_up_the_organisation_may_let_names_out(agency):
    with acting(agency.actor("noor")) as by, pytest.raises(Forbidden):
        allow_names_in_feeds(allowed=True, reason="Handy", by=by)


def test_an_address_that_is_taken_back_shows_nothing_and_its_use_is_seen(agency, booked):
    _case, _made, token = booked
    assert read(token).status_code == 200
    with acting(agency.actor("noor")) as by:
        feed = Feed.objects.get()
        assert feed.last_used_at
        assert token not in feed.token_hash
        revoke_feed(feed.id, by=by)
    assert read(token).status_code == 404
    assert read("guessed").status_code == 404


def test_who_does_not_work_here_any_more_has_no_feed(agency, booked):
    _case, _made, token = booked
    member = agency.members["noor"]
    member.is_active = False
    member.save()
    assert read(token).status_code == 404


def test_a_colleague_sees_none_of_my_addresses(agency, booked):
    with acting(agency.actor("ruth")):
        assert not Feed.objects.exists()


def test_a_moved_appointment_keeps_its_name_and_counts_up(agency):
    case = cases.case(agency)
    with acting(agency.actor("noor")) as by:
        from tsunagu.scheduling.commands.move_appointment import move_appointment
        from tsunagu.scheduling.presenters.ics import invitation

        start = now() + timedelta(days=2)
        made = book(agency, case, by=by, start=start)
        moved = move_appointment(
            made.id, starts_at=start + timedelta(hours=3), ends_at=start + timedelta(hours=4), by=by
        )
        with frozen(now()):
            before, after = (icalendar.Calendar.from_ical(invitation(one)).walk("vevent")[0] for one in (made, moved))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
