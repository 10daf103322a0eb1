"""What the page of one appointment says, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tsunagu.cases.choices import Mode, Purpose
from tsunagu.core.clock import now
from tsunagu.scheduling.choices import COMING, GUARDED, State, TransportState
from tsunagu.scheduling.models import Appointment, Transport
from tsunagu.scheduling.presenters.calendar import ICONS, MARKS, people_of, state_words, where_words
from tsunagu.scheduling.presenters.series import SeriesView, series_view
from tsunagu.scheduling.queries import countdowns
from tsunagu.scheduling.rules import on_wall
from tsunagu.ui import formats

RIDE_MARKS = {
    TransportState.NEEDED: "soon",
    TransportState.ASKED: "wait",
    TransportState.CONFIRMED: "met",
    TransportState.DONE: "met",
    TransportState.CANCELLED: "stop",
}


@dataclass(frozen=True)
class Fact:
    """A label and its value, as `c-facts` shows them."""

    label: str
    value: str
    lang: str = ""
    url: str = ""


@dataclass(frozen=True)
class RideView:
    ride: Transport
    state: str
    words: str
    facts: list[Fact]
    is_open: bool
    may_finish: bool


@dataclass(frozen=True)
class AppointmentView:
    title: str
    when: str
    state: str
    icon: str
    words: str
    facts: list[Fact]
    guarded: str
    rides: list[RideView]
    series: SeriesView | None
    moved_to: str
    steps: list[tuple[str, str, bool]] = field(default_factory=list)  # slug, label, primary
    may_change: bool = False
    may_take_back: bool = False
    may_ride: bool = False
    contact_url: str = ""


def present_appointment(one: Appointment, *, may: bool) -> AppointmentView:
    begun = one.starts_at <= now()
    moved = reverse("scheduling:appointment", args=[one.case_id, one.moved_to_id]) if one.moved_to_id else ""
    count = countdowns([one.series]) if one.series else {}
    return AppointmentView(
        title=one.title,
        when=when_words(one),
        state=MARKS[State(one.state)],
        icon=ICONS.get(State(one.state), MARKS[State(one.state)]),
        words=state_words(one),
        facts=_facts(one),
        guarded=str(one.get_sort_display()) if one.sort in GUARDED else "",
        rides=[ride_view(ride) for ride in one.transports.all()],
        series=series_view(one.series, count.get(one.series.id)) if one.series else None,
        moved_to=moved,
        steps=_steps(one, begun) if may else [],
        may_change=may and one.state in (State.PROPOSED, State.BOOKED, State.CONFIRMED),
        may_take_back=may and one.state in (State.KEPT, State.MISSED, State.CANCELLED),
        may_ride=may and one.is_coming,
        contact_url=reverse("cases:contact_page", args=[one.case_id, one.contact_id]) if one.contact_id else "",
    )


def when_words(one: Appointment) -> str:
    """Tue 24 Nov, 10:00–11:00, on the wall clock of the case."""
    start, end = on_wall(one.starts_at, one.zone), on_wall(one.ends_at, one.zone)
    return _("%(day)s, %(start)s–%(end)s") % {
        "day": formats.weekday_date(start.date()),
        "start": formats.clock_time(start.time()),
        "end": formats.clock_time(end.time()),
    }


def _facts(one: Appointment) -> list[Fact]:
    known = people_of([one])
    people = [known[p] for p in one.persons if p in known]
    found = [
        Fact(_("For"), ", ".join(p.name for p in people), people[0].name_lang if people else ""),
        Fact(_("Who of us goes"), ", ".join(seat.worker.name for seat in one.seats.all())),
        Fact(_("With whom, outside"), one.provider),
        Fact(_("How"), str(one.get_mode_display())),
        Fact(_("Where"), where_words(one) if one.where or one.place or one.things.all() else ""),
        Fact(_("Note"), one.note),
        Fact(_("Booked although somebody was taken"), one.override_reason),
        Fact(_("Reason"), one.reason),
        Fact(pgettext("appointment", "Reminder sent"), formats.instant(one.reminded_at) if one.reminded_at else ""),
        Fact(_("Interpreter"), _("needed") if any(p.interpreter_needed for p in people) else ""),
        Fact(
            _("Booked by"),
            _("%(name)s, %(day)s") % {"name": one.booked_by_name, "day": formats.short_date(one.booked_at)},
        ),
    ]
    return [fact for fact in found if fact.value]


def _steps(one: Appointment, begun: bool) -> list[tuple[str, str, bool]]:
    if one.state not in COMING:
        return []
    steps = []
    if one.state in (State.PROPOSED, State.BOOKED) and not begun:
        steps.append(
            (
                "confirmation",
                pgettext("step of an appointment", "Confirmed"),
                one.confirm or one.state == State.PROPOSED,
            )
        )
    if begun and one.state != State.PROPOSED:
        steps.append(
            ("kept", _("Kept: write the note") if one.seats.all() else pgettext("step of an appointment", "Kept"), True)
        )
        if one.state != State.ARRIVED:
            steps.append(("missed", pgettext("step of an appointment", "Missed"), False))
            if one.ends_at > now():
                steps.append(("arrival", pgettext("step of an appointment", "Arrived"), False))
    return steps


def ride_view(ride: Transport) -> RideView:
    extra = [
        str(words)
        for flag, words in ((ride.wheelchair, _("wheelchair")), (ride.escort, _("somebody goes along")))
        if flag
    ]
    facts = [
        Fact(pgettext("ride", "From"), ride.from_where),
        Fact(pgettext("ride", "To"), ride.to_where),
        Fact(_("Pick-up"), formats.instant(ride.pickup_at)),
        Fact(pgettext("ride", "Needs"), ", ".join(extra)),
        Fact(_("Who drives"), " · ".join(part for part in (ride.carrier, ride.phone) if part)),
        Fact(_("Note"), ride.note),
        Fact(_("Reason"), ride.reason),
    ]
    words = _("%(direction)s: %(state)s") % {
        "direction": ride.get_direction_display(),
        "state": ride.get_state_display(),
    }
    finish = ride.state == TransportState.CONFIRMED and ride.pickup_at <= now()
    return RideView(
        ride, RIDE_MARKS[TransportState(ride.state)], words, [f for f in facts if f.value], ride.is_open, finish
    )


def rows_of(one: Appointment) -> dict[str, str]:
    """What the form of a contact can be told beforehand."""
    start, end = on_wall(one.starts_at, one.zone), on_wall(one.ends_at, one.zone)
    return {
        "mode": one.mode,
        "place": one.place,
        "with": "person",
        "purpose": Purpose.COORDINATION if one.mode != Mode.IN_PERSON else Purpose.MONITORING,
        "person": str(one.persons[0]) if one.persons else "",
        "on": start.date().isoformat(),
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
    }


@dataclass(frozen=True)
class Line:
    """One appointment in a list."""

    url: str
    when: str
    title: str
    state: str
    icon: str
    words: str


def line_of(one: Appointment) -> Line:
    return Line(
        reverse("scheduling:appointment", args=[one.case_id, one.id]),
        when_words(one),
        one.title,
        MARKS[State(one.state)],
        ICONS.get(State(one.state), MARKS[State(one.state)]),
        state_words(one),
    )
