"""Calendar files by RFC 5545, for Outlook, Google and Apple: a worker's feed, and an invitation.

Times are written in UTC, which every program shows on its own wall clock; a series is written out visit by visit, so that each can be
moved or missed by itself. Nothing in a feed says who somebody is, unless the organisation has allowed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tsunagu.cases.models import Meeting
from tsunagu.core.clock import now
from tsunagu.scheduling.choices import GUARDED, State
from tsunagu.scheduling.models import Appointment
from tsunagu.scheduling.presenters.calendar import meeting_item, people_of, where_words

MAKER = "-//Tsunagu//Case management//EN"
STATUS = {State.PROPOSED: "TENTATIVE", State.CANCELLED: "CANCELLED"}


def feed(name: str, appointments: Iterable[Appointment], meetings: Iterable[Meeting], *, names: bool) -> bytes:
    """Everything a worker is booked for, as one calendar."""
    calendar = _calendar(name)
    appointments = list(appointments)
    known = people_of(appointments) if names else {}
    for one in appointments:
        told = names and one.sort not in GUARDED  # what court and probation ask never leaves the house
        who = ", ".join(known[p].name for p in one.persons if p in known)
        summary = f"{one.title} ({who})" if who else one.title
        calendar.add_component(_appointment(one, summary if told else _plain(one), where_words(one) if told else ""))
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, where=names))
    return bytes(calendar.to_ical())


def invitation(one: Appointment) -> bytes:
    """One appointment to be put into a calendar by whoever is given the file: no name, no reason in it."""
    calendar = _calendar(_("Appointment"), method="PUBLISH")
    calendar.add_component(_appointment(one, _plain(one), one.where))
    return bytes(calendar.to_ical())


def meeting_invitation(meeting: Meeting) -> bytes:
    """A team meeting to be put into a calendar; of the whole day while no hour is set."""
    calendar = _calendar(_("Team meeting"), method="PUBLISH")
    calendar.add_component(_meeting(meeting, where=True))
    return bytes(calendar.to_ical())


def _calendar(name: str, method: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    return calendar


def _plain(one: Appointment) -> str:
    """That there is something, and how one gets there; not what or with whom."""
    return {
        "phone": _("Phone appointment"),
        "video": _("Video appointment"),
    }.get(one.mode, _("Home visit") if one.place == "home" else _("Appointment"))


def _appointment(one: Appointment, summary: str, where: str) -> Event:
    event = _event(
        f"{one.key}@tsunagu", one.starts_at.astimezone(UTC), one.ends_at.astimezone(UTC), summary, one.state_at
    )
    event.add("sequence", one.sequence)
    event.add("status", STATUS.get(State(one.state), "CONFIRMED"))
    if where:
        event.add("location", where)
    return event


def _meeting(meeting: Meeting, *, where: bool) -> Event:
    item = meeting_item(meeting)
    start: date = item.start.astimezone(UTC) if item else meeting.held_on
    end: date = item.end.astimezone(UTC) if item else meeting.held_on + timedelta(days=1)
    event = _event(f"{meeting.id}@tsunagu", start, end, _("Team meeting"), meeting.prepared_at)
    if where and meeting.place:
        event.add("location", meeting.place)
    return event


def _event(uid: str, start: date, end: date, summary: str, changed: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now())
    event.add("last-modified", changed.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    return event
