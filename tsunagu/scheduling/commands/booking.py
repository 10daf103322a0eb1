"""Booking: the one place where an appointment and the time it takes up come to be. Who is taken is said in words, and refused twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Mode
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.models import Case
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.identity.models import Membership
from tsunagu.scheduling.choices import GUARDED, HELD, Sort, State
from tsunagu.scheduling.events import AppointmentBooked
from tsunagu.scheduling.models import Appointment, Seat, Series, Thing, ThingBooking
from tsunagu.scheduling.models.appointment import LONGEST
from tsunagu.scheduling.queries import Clash, clashes
from tsunagu.scheduling.rules import on_wall

CONFIRMED_FIRST = GUARDED  # these are always to be confirmed beforehand


@dataclass(frozen=True)
class Booking:
    """What is to be booked. `override_reason` says why it is booked although a worker is taken; for a room nothing does."""

    title: str
    starts_at: datetime
    ends_at: datetime
    persons: Sequence[UUID] = ()
    workers: Sequence[UUID] = ()
    things: Sequence[UUID] = ()
    mode: str = Mode.IN_PERSON
    place: str = ""
    where: str = ""
    provider: str = ""
    consequence: str = ""
    note: str = ""
    line: UUID | None = None
    sort: str = Sort.ORDINARY
    confirm: bool = False
    proposed: bool = False
    override_reason: str = ""

    def at(self, starts_at: datetime) -> Booking:
        """The same at another time."""
        return replace(self, starts_at=starts_at, ends_at=starts_at + (self.ends_at - self.starts_at))


@transaction.atomic
def book_appointment(*, case_id: UUID, booking: Booking, by: Actor) -> Appointment:
    """Book one appointment, or propose it."""
    check(by, permission_for(booking.sort))
    case = locked(case_id)
    refuse_closed(case)
    refuse_unbookable(case, booking)
    appointment = put_down(case, booking, by)
    record(case, booked(appointment), by=by, verb="book_appointment", sort=appointment.sort)
    return appointment


def permission_for(sort: str) -> Permission:
    """What court and probation ask is written only by whoever may read it (R-084)."""
    return Permission.CRIMINAL_HISTORY if sort in GUARDED else Permission.CASE_WORK


def booked(appointment: Appointment) -> Happening:
    day = on_wall(appointment.starts_at, appointment.zone).date()
    event = AppointmentBooked(day, Sort(appointment.sort), appointment.confirm)
    return Happening(event, None, appointment.persons, appointment.key)


def refuse_unbookable(case: Case, booking: Booking) -> None:
    """What no appointment can be, whoever is free."""
    if not booking.title.strip():
        raise Refused(_("Write what the appointment is for."), field="title")
    if booking.ends_at <= booking.starts_at:
        raise Refused(_("It has to end after it begins."), field="end")
    if booking.ends_at - booking.starts_at > LONGEST:
        raise Refused(_("An appointment lasts a day at most. Book each day by itself."), field="end")
    for person_id in booking.persons:
        refuse_stranger(case, person_id)
    here = Membership.objects.filter(organisation_id=case.organisation_id, user_id__in=booking.workers, is_active=True)
    if here.count() < len(set(booking.workers)):
        raise Refused(_("One of these workers does not work here any more. Choose somebody else."), field="workers")
    there = Thing.objects.filter(organisation_id=case.organisation_id, id__in=booking.things, retired_at=None)
    if there.count() < len(set(booking.things)):
        raise Refused(_("This room or vehicle is not in use any more. Choose another."), field="things")


def put_down(
    case: Case, booking: Booking, by: Actor, *, series: Series | None = None, slot: datetime | None = None, **more: Any
) -> Appointment:
    """The rows of an appointment on a locked case, once it is sure that nobody is in two places. The caller records."""
    taken = refuse_taken(case, booking)
    appointment = Appointment(
        organisation_id=case.organisation_id,
        case=case,
        series=series,
        slot=slot,
        persons=list(booking.persons) or _first_member(case),
        line=booking.line,
        title=booking.title.strip(),
        sort=booking.sort,
        mode=booking.mode,
        place=booking.place,
        where=booking.where.strip(),
        provider=booking.provider.strip(),
        consequence=booking.consequence.strip(),
        note=booking.note.strip(),
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone=case.zone,
        confirm=booking.confirm or booking.sort in CONFIRMED_FIRST,
        state=State.PROPOSED if booking.proposed else State.BOOKED,
        state_by_name=by.name,
        override_reason=booking.override_reason.strip() if taken else "",
        booked_by_id=by.id,
        booked_by_name=by.name,
        **more,
    )
    appointment.save(force_insert=True)
    _seat(appointment, booking, {clash.id for clash in taken})
    return appointment


def refuse_taken(case: Case, booking: Booking, *, but: UUID | None = None) -> list[Clash]:
    """Who and what is taken then: refused, unless it is only people and a reason is given."""
    found = clashes(
        case.organisation_id,
        booking.starts_at,
        booking.ends_at,
        workers=booking.workers,
        things=booking.things,
        but=but,
    )
    for clash in found:
        if clash.thing:
            raise Refused(_in_words(clash, case.zone), field="things")
    if found and not booking.override_reason.strip():
        raise Refused(_in_words(found[0], case.zone), field="override_reason")
    return found


def _in_words(clash: Clash, zone: str) -> str:
    told = {
        "who": clash.who,
        "start": f"{on_wall(clash.starts_at, zone):%H:%M}",
        "end": f"{on_wall(clash.ends_at, zone):%H:%M}",
        "day": on_wall(clash.starts_at, zone).date().isoformat(),
        "number": clash.number,
    }
    if not clash.number:
        return _("%(who)s is taken on %(day)s from %(start)s to %(end)s. Choose another time.") % told
    if clash.thing:
        return (
            _(
                "%(who)s is taken on %(day)s from %(start)s to %(end)s (case %(number)s). Choose another time, or something else."
            )
            % told
        )
    return (
        _(
            "%(who)s is booked on %(day)s from %(start)s to %(end)s (case %(number)s). Choose another time, or write why both stand."
        )
        % told
    )


def _first_member(case: Case) -> list[UUID]:
    found = case.members.filter(left_at=None).order_by("position", "id").values_list("person_id", flat=True)[:1]
    return list(found)


def _seat(appointment: Appointment, booking: Booking, taken: set[UUID]) -> None:
    """Take up the time. Two who book at the same moment: the database lets one of them through."""
    span: dict[str, Any] = {
        "organisation_id": appointment.organisation_id,
        "appointment": appointment,
        "starts_at": appointment.starts_at,
        "ends_at": appointment.ends_at,
        "holds": appointment.state in HELD,
    }
    beside = booking.override_reason.strip()
    seats = [
        Seat(worker_id=worker, beside=beside if worker in taken else "", **span)
        for worker in dict.fromkeys(booking.workers)
    ]
    things = [ThingBooking(thing_id=thing, **span) for thing in dict.fromkeys(booking.things)]
    held_or_refused(lambda: (Seat.objects.bulk_create(seats), ThingBooking.objects.bulk_create(things)))


def held_or_refused(write: Any) -> None:
    """Write what takes up time; what the exclusion constraint stops becomes words."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        if "one_place_at_a_time" in str(error):
            raise Refused(
                _("Somebody has just been booked for that time. Look at the calendar, then choose another time."),
                field="workers",
            ) from error
        if "one_at_a_time" in str(error):
            raise Refused(
                _("This room or vehicle has just been taken for that time. Choose another."), field="things"
            ) from error
        raise


def unhold(appointment: Appointment) -> None:
    """Its time is free again."""
    Seat.objects.filter(appointment=appointment).update(holds=False)
    ThingBooking.objects.filter(appointment=appointment).update(holds=False)


def set_state(appointment: Appointment, state: State, by: Actor, **more: Any) -> None:
    """A step, by whom and when."""
    appointment.state, appointment.state_at, appointment.state_by_name = state, now(), by.name
    for name, value in more.items():
        setattr(appointment, name, value)
    appointment.save(update_fields=["state", "state_at", "state_by_name", *more])
