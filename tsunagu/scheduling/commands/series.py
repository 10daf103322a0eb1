"""Series: booked by one rule, changed from one appointment on, ended, and laid out further while they have no end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.scheduling.choices import GUARDED, CancelledBy, Repeat, Sort, State
from tsunagu.scheduling.commands.booking import (
    Booking,
    booked,
    permission_for,
    put_down,
    refuse_unbookable,
    set_state,
    unhold,
)
from tsunagu.scheduling.commands.steps import said_of, tell_supervisor
from tsunagu.scheduling.events import AppointmentCancelled, SeriesBooked, SeriesChanged, SeriesEnded
from tsunagu.scheduling.models import Appointment, Series
from tsunagu.scheduling.queries import coming_of
from tsunagu.scheduling.rules import RuleBroken, layout, make_rule, on_wall, parts_of

AHEAD = timedelta(days=182)  # how far a series without an end is laid out
MOST = 200


@dataclass(frozen=True)
class Repeats:
    """How it repeats: until a day, so many times, or without an end."""

    every: str = Repeat.WEEKLY
    weekdays: Sequence[int] = ()
    times: int | None = None
    until: date | None = None
    authorised: int | None = None
    authorised_until: date | None = None


@transaction.atomic
def book_series(*, case_id: UUID, booking: Booking, repeats: Repeats, by: Actor) -> Series:
    """One rule, and its appointments ahead. If one of them cannot be, none is booked: which one, and why, is said."""
    check(by, permission_for(booking.sort))
    case = locked(case_id)
    refuse_closed(case)
    refuse_unbookable(case, booking)
    series = _make(case, booking, repeats, by)
    made = lay_out(series, booking, by)
    said = [_begun(series, made), *_each(series, made)]
    record(case, *said, by=by, verb="book_series", rule=series.rule, appointments=len(made))
    return series


@transaction.atomic
def change_series_from(
    appointment_id: UUID, *, booking: Booking, repeats: Repeats, by: Actor, reason: str = ""
) -> Series:
    """From this one on it goes by another rule, time or worker; what was before stays as it was."""
    check(by, Permission.CASE_WORK)
    case, appointment, old = _of(appointment_id)
    refuse_unbookable(case, booking)
    past = Appointment.objects.filter(series=old, starts_at__lt=appointment.starts_at).exclude(state=State.MOVED)
    used = past.exclude(state=State.CANCELLED).count()
    ended = _stop(old, appointment.starts_at, reason.strip() or _("Goes on with another rule"), by)
    if repeats.times is None and repeats.until is None and (was := parts_of(old.rule)).times:
        repeats = replace(repeats, times=max(1, was.times - used))
    series = _make(case, booking, repeats, by, follows=old)
    made = lay_out(series, booking, by)
    day = on_wall(series.starts, series.zone).date()
    changed = Happening(SeriesChanged(day, said_of(series, reason)), None, series.persons, series.id)
    said = [*ended, changed, *_each(series, made)]
    record(case, *said, by=by, verb="change_series_from", appointments=len(made))
    return series


@transaction.atomic
def end_series(appointment_id: UUID, *, reason: str, by: Actor) -> Series:
    """From this one on it does not take place any more."""
    check(by, Permission.CASE_WORK)
    case, appointment, series = _of(appointment_id)
    if not reason.strip():
        raise Refused(_("Write why it ends."), field="reason")
    said = _stop(series, appointment.starts_at, reason.strip(), by)
    day = on_wall(appointment.starts_at, series.zone).date()
    words = said_of(series, reason)
    ended = Happening(SeriesEnded(day, words), None, series.persons, series.id)
    record(case, ended, *said, by=by, verb="end_series", reason=words)
    if series.sort in GUARDED:
        appointment.reason = reason.strip()
        tell_supervisor(case, appointment, "scheduling/notices/guarded_cancelled", by)
    return series


@transaction.atomic
def extend_series(series_id: UUID, *, by: Actor) -> int:
    """Lay a series without an end out further. Where a worker is taken, the appointment is left out: a person looks at the gap."""
    check(by, Permission.CASE_WORK)
    case = locked(Series.objects.values_list("case_id", flat=True).get(id=series_id))
    series = Series.objects.get(id=series_id)
    if not case.is_open or series.ended_at or series.laid_out_to >= now() + AHEAD - timedelta(days=7):
        return 0
    booking, made, after = _as_booking(series), [], series.laid_out_to
    for moment in layout(series.rule, series.starts, series.zone, after=after, to=now() + AHEAD):
        try:
            with transaction.atomic():
                made.append(put_down(case, booking.at(moment), by, series=series, slot=moment))
        except Refused:
            continue
    series.laid_out_to = now() + AHEAD
    series.save(update_fields=["laid_out_to"])
    if said := _each(series, made):
        record(case, *said, by=by, verb="extend_series", appointments=len(made))
    else:
        record_act(by, "extend_series", series, case_id=case.id, appointments=len(made))
    return len(made)


def lay_out(series: Series, booking: Booking, by: Actor) -> list[Appointment]:
    """The appointments of a new series."""
    try:
        moments = layout(series.rule, series.starts, series.zone, to=series.laid_out_to)
    except RuleBroken as broken:
        raise Refused(
            _("A series has at most %(most)s appointments. Choose an earlier end.") % {"most": MOST}
        ) from broken
    if not moments:
        raise Refused(_("This rule gives no appointment. Look at the days and the end."), field="until")
    return [put_down(series.case, booking.at(moment), by, series=series, slot=moment) for moment in moments]


def _make(case: Case, booking: Booking, repeats: Repeats, by: Actor, follows: Series | None = None) -> Series:
    wall = on_wall(booking.starts_at, case.zone)
    if repeats.times is not None and not 1 <= repeats.times <= MOST:
        raise Refused(_("Between 1 and %(most)s times.") % {"most": MOST}, field="times")
    if repeats.until and repeats.until < wall.date():
        raise Refused(_("The series has to end after it begins."), field="until")
    bounded = repeats.times or repeats.until
    last = datetime.combine(repeats.until or date(wall.year + 4, 1, 1), time(23, 59), ZoneInfo(case.zone))
    series = Series(
        organisation_id=case.organisation_id,
        case=case,
        persons=list(booking.persons)
        or list(case.members.filter(left_at=None).values_list("person_id", flat=True)[:1]),
        line=booking.line,
        title=booking.title.strip(),
        sort=booking.sort,
        mode=booking.mode,
        place=booking.place,
        where=booking.where.strip(),
        provider=booking.provider.strip(),
        consequence=booking.consequence.strip(),
        workers=list(booking.workers),
        override_reason=booking.override_reason.strip(),
        starts=booking.starts_at,
        minutes=int((booking.ends_at - booking.starts_at).total_seconds() // 60),
        zone=case.zone,
        rule=make_rule(repeats.every, wall.date(), weekdays=repeats.weekdays, times=repeats.times, until=repeats.until),
        authorised=repeats.authorised or (follows.authorised if follows else None),
        authorised_until=repeats.authorised_until or (follows.authorised_until if follows else None),
        laid_out_to=last if bounded else max(now(), booking.starts_at) + AHEAD,
        follows=follows,
        made_by_id=by.id,
        made_by_name=by.name,
    )
    series.save(force_insert=True)
    return series


def _begun(series: Series, made: Sequence[Appointment]) -> Happening:
    first = on_wall(made[0].starts_at, series.zone).date()
    bounded = parts_of(series.rule)
    ends = bounded.times or bounded.until
    last = on_wall(made[-1].starts_at, series.zone).date() if ends else None
    return Happening(SeriesBooked(first, last, Decimal(len(made)) if ends else None), None, series.persons, series.id)


def _of(appointment_id: UUID) -> tuple[Case, Appointment, Series]:
    case = locked(Appointment.objects.values_list("case_id", flat=True).get(id=appointment_id))
    refuse_closed(case)
    appointment = Appointment.objects.select_related("series").get(id=appointment_id)
    appointment.case = case
    if appointment.series is None:
        raise Refused(_("This appointment stands by itself. Move or cancel it."))
    if appointment.series.ended_at:
        raise Refused(_("This series has ended already. Book a new one."))
    return case, appointment, appointment.series


def _each(series: Series, made: Sequence[Appointment]) -> list[Happening]:
    """A series is one fact; of court and probation each appointment is one too, because each is owed by itself."""
    return [booked(one) for one in made] if series.sort in GUARDED else []


def _stop(series: Series, since: datetime, reason: str, by: Actor) -> list[Happening]:
    """Those still to come from there on are called off with the series; what was is left alone."""
    said: list[Happening] = []
    for appointment in coming_of(series, since=since):
        if series.sort in GUARDED:
            event = AppointmentCancelled(CancelledBy.US, Sort(series.sort))
            said.append(Happening(event, None, appointment.persons, appointment.key))
        set_state(appointment, State.MOVED, by, reason=reason)
        unhold(appointment)
    series.ended_at, series.ended_by_name, series.ended_reason = now(), by.name, reason
    series.save(update_fields=["ended_at", "ended_by_name", "ended_reason"])
    return said


def _as_booking(series: Series) -> Booking:
    return Booking(
        title=series.title,
        starts_at=series.starts,
        ends_at=series.starts + timedelta(minutes=series.minutes),
        persons=series.persons,
        workers=series.workers,
        mode=series.mode,
        place=series.place,
        where=series.where,
        provider=series.provider,
        consequence=series.consequence,
        line=series.line,
        sort=series.sort,
        override_reason=series.override_reason,
    )
