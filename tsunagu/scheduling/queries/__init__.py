"""What takes place when, for whom; who is taken; how many visits are left; and which address is whose feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from tsunagu.cases.models import Attendee, Case, Meeting
from tsunagu.cases.queries import visible_to as visible_cases
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.coverage.choices import GRANTED, UnitKind
from tsunagu.coverage.models import Authorisation
from tsunagu.identity.models import Membership, Organisation
from tsunagu.scheduling.choices import COMING, State
from tsunagu.scheduling.models import Appointment, Feed, ReminderAgreement, Seat, Series, Thing, ThingBooking, Transport
from tsunagu.scheduling.models.appointment import LONGEST

SHOWN = ("case", "series", "moved_to")


def visible_to(actor: Actor) -> QuerySet[Appointment]:
    """Appointments are seen by whom their case's chart is open to."""
    return Appointment.objects.filter(case__in=visible_cases(actor))


def appointment_of(case: Case, appointment_id: UUID) -> Appointment:
    """One of this case, with who goes and what is taken; 404 otherwise."""
    found = (
        Appointment.objects.select_related(*SHOWN)
        .prefetch_related("seats__worker", "things__thing", "transports")
        .filter(case=case, id=appointment_id)
        .first()
    )
    if found is None:
        raise Http404
    found.case = case
    return found


def standing(case: Case, key: UUID) -> Appointment | None:
    """The appointment of this name as it stands now, after all moves."""
    return Appointment.objects.filter(case=case, key=key).exclude(state=State.MOVED).first()


# -- calendars -----------------------------------------------------------------------------------------------------------------


def between(start: datetime, end: datetime) -> Q:
    """What touches this stretch of time. Nothing lasts longer than a day, so the index is asked for a range."""
    return Q(starts_at__lt=end, starts_at__gt=start - LONGEST, ends_at__gt=start)


def of_case(case: Case, start: datetime, end: datetime) -> QuerySet[Appointment]:
    """One case's calendar: everything, also what was missed or called off; not where it was before it was moved."""
    return (
        Appointment.objects.filter(between(start, end), case=case)
        .exclude(state=State.MOVED)
        .select_related("case", "series")
        .prefetch_related("seats__worker", "things__thing", "transports")
    )


def of_workers(
    workers: Collection[UUID], actor: Actor, start: datetime, end: datetime
) -> list[tuple[Seat, Appointment | None]]:
    """What takes up these workers' time: one index range each, however large the agency is.

    Of court and probation, whoever may not read it sees that the time is taken, and no appointment.
    """
    seats = list(
        Seat.objects.filter(between(start, end), organisation_id=actor.organisation, worker_id__in=list(workers))
        .select_related("worker")
        .order_by("starts_at", "id")
    )
    seen = (
        Appointment.objects.filter(id__in=[seat.appointment_id for seat in seats])
        .select_related("case")
        .prefetch_related("transports", "things__thing")
        .in_bulk()
    )
    found = [(seat, seen.get(seat.appointment_id)) for seat in seats]
    gone = (State.MOVED, State.CANCELLED)
    return [(seat, one) for seat, one in found if (one.state not in gone if one else seat.holds)]


def legal_times(case: Case, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """When a person is taken by court or probation, and nothing else: for whoever may not read more, so as not to book over it."""
    with connection.cursor() as cursor:
        cursor.execute("select starts_at, ends_at from app_legal_times(%s, %s, %s)", [case.id, start, end])
        return list(cursor.fetchall())


def meetings_of(workers: Collection[UUID], actor: Actor, first: date, last: date) -> list[tuple[UUID, Meeting]]:
    """Team meetings these workers are asked to, on the days they are set for."""
    seats = Attendee.objects.filter(
        organisation_id=actor.organisation, user_id__in=list(workers), meeting__held_on__range=(first, last)
    ).select_related("meeting__case")
    return [(seat.user_id, seat.meeting) for seat in seats if seat.user_id]


def not_said_yet(actor: Actor) -> QuerySet[Appointment]:
    """One's own appointments that are over and of which nobody has said how they went, of the last two weeks."""
    at = now()
    seats = Seat.objects.filter(
        organisation_id=actor.organisation,
        worker_id=actor.id,
        holds=True,
        starts_at__gt=at - timedelta(days=14),
        starts_at__lt=at,
        ends_at__lt=at,
    )
    return (
        Appointment.objects.filter(id__in=seats.values("appointment_id"), state__in=COMING)
        .select_related("case")
        .order_by("starts_at")
    )


# -- who and what is taken -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Clash:
    """Somebody or something that is taken at that time, and for which case; no number where that is not for this reader."""

    who: str
    thing: bool
    id: UUID
    starts_at: datetime
    ends_at: datetime
    number: str


def clashes(
    organisation_id: UUID,
    start: datetime,
    end: datetime,
    *,
    workers: Collection[UUID] = (),
    things: Collection[UUID] = (),
    but: UUID | None = None,
) -> list[Clash]:
    """What is already booked for these workers, rooms and vehicles at that time; `but` is the appointment being changed."""
    found: list[Clash] = []
    taken = Q(between(start, end), organisation_id=organisation_id, holds=True)
    if workers:
        seats = Seat.objects.filter(taken, ~Q(appointment_id=but), worker_id__in=list(workers))
        seats = seats.select_related("worker").order_by("starts_at")
        numbers = _numbers(seats)
        found += [
            Clash(s.worker.name, False, s.worker_id, s.starts_at, s.ends_at, numbers.get(s.appointment_id, ""))
            for s in seats
        ]
    if things:
        bookings = ThingBooking.objects.filter(taken, ~Q(appointment_id=but), thing_id__in=list(things))
        bookings = bookings.select_related("thing").order_by("starts_at")
        numbers = _numbers(bookings)
        found += [
            Clash(b.thing.name, True, b.thing_id, b.starts_at, b.ends_at, numbers.get(b.appointment_id, ""))
            for b in bookings
        ]
    return found


def _numbers(taken: Iterable[Seat | ThingBooking]) -> dict[UUID, str]:
    """Which case each of these is for, of those that one may read."""
    ids = [one.appointment_id for one in taken]
    return dict(Appointment.objects.filter(id__in=ids).values_list("id", "case__number"))


def week_of_things(actor: Actor) -> list[tuple[Thing, list[tuple[ThingBooking, str]]]]:
    """Rooms and vehicles with what takes them up in the next seven days, and for which case, where one may know."""
    things, at = list(things_of(actor)), now()
    taken = ThingBooking.objects.filter(
        between(at, at + timedelta(days=7)), organisation_id=actor.organisation, holds=True
    ).order_by("starts_at")
    numbers = _numbers(taken)
    rows: dict[UUID, list[tuple[ThingBooking, str]]] = {thing.id: [] for thing in things}
    for booking in taken:
        rows.setdefault(booking.thing_id, []).append((booking, numbers.get(booking.appointment_id, "")))
    return [(thing, rows[thing.id]) for thing in things]


def things_of(actor: Actor) -> QuerySet[Thing]:
    return Thing.objects.filter(organisation_id=actor.organisation, retired_at=None)


# -- missed ---------------------------------------------------------------------------------------------------------------------


def missed_before(appointment: Appointment) -> int:
    """How many the same people missed in a row up to this one, since they last kept one (R-076)."""
    earlier = (
        Appointment.objects.filter(
            case_id=appointment.case_id,
            starts_at__lt=appointment.starts_at,
            state__in=[State.KEPT, State.ARRIVED, State.MISSED],
        )
        .order_by("-starts_at")
        .values_list("state", "persons")[:60]
    )
    count = 0
    for state, persons in earlier:
        if not set(persons) & set(appointment.persons):
            continue
        if state != State.MISSED:
            break
        count += 1
    return count


# -- series -----------------------------------------------------------------------------------------------------------------------


def series_of(case: Case) -> QuerySet[Series]:
    return Series.objects.filter(case=case)


def get_series(case: Case, series_id: UUID) -> Series:
    found = series_of(case).filter(id=series_id).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Countdown:
    """Of the visits that are allowed, how many were used, how many are booked ahead, and until when they hold."""

    allowed: int
    until: date | None
    used: int
    ahead: int

    @property
    def left(self) -> int:
        return self.allowed - self.used

    @property
    def over(self) -> bool:
        """Booked beyond what is allowed."""
        return self.used + self.ahead > self.allowed


def countdowns(series: Iterable[Series]) -> dict[UUID, Countdown]:
    """4 of 12 left, until 31 Mar (R-077): what took place counts, and the number is the authorisation's where the line has one.

    Two queries for all. A series that goes on where another was changed counts what that one used.
    """
    series = list(series)
    granted = _granted({one.line for one in series if one.line})
    wanted = [one for one in series if one.authorised or one.line in granted]
    ids = {one.id: one for one in wanted}
    chain: dict[UUID, UUID] = {}
    for one in wanted:
        at: Series | None = one
        while at is not None:
            chain[at.id] = one.id
            at = at.follows
    counted: dict[UUID, list[int]] = {id_: [0, 0] for id_ in ids}
    rows = Appointment.objects.filter(series_id__in=list(chain)).values_list("series_id", "state", "starts_at")
    for series_id, state, starts_at in rows:
        root = chain[series_id] if series_id else None
        if root is None:
            continue
        if state in (State.KEPT, State.ARRIVED):
            counted[root][0] += 1
        elif state in COMING:
            counted[root][1 if starts_at >= now() else 0] += 1
    return {id_: Countdown(*_allowed(one, granted), counted[id_][0], counted[id_][1]) for id_, one in ids.items()}


def _granted(lines: set[UUID]) -> dict[UUID, Authorisation]:
    """The payer's yes to each of these lines that holds today, where it is counted in visits."""
    day = now().date()
    found = Authorisation.objects.filter(
        line__in=lines, status__in=GRANTED, unit_kind=UnitKind.VISIT, from_day__lte=day, to_day__gte=day
    )
    return {one.line: one for one in found.order_by("requested_at")} if lines else {}


def _allowed(series: Series, granted: dict[UUID, Authorisation]) -> tuple[int, date | None]:
    by_payer = granted.get(series.line) if series.line else None
    return (int(by_payer.granted), by_payer.to_day) if by_payer else (series.authorised or 0, series.authorised_until)


def to_extend(by: Actor) -> list[UUID]:
    """Series without an end that are not laid out far enough any more."""
    found = Series.objects.filter(
        organisation_id=by.organisation,
        ended_at=None,
        laid_out_to__lt=now() + timedelta(days=175),
        case__closed_at=None,
    ).exclude(rule__contains="COUNT=")
    return list(found.exclude(rule__contains="UNTIL=").values_list("id", flat=True))


def coming_of(series: Series, *, since: datetime | None = None) -> QuerySet[Appointment]:
    """Those of a series that are still to come, from a moment on."""
    return Appointment.objects.filter(series=series, state__in=COMING, starts_at__gte=since or now()).order_by(
        "starts_at"
    )


# -- reminders, transport, feeds ----------------------------------------------------------------------------------------------------


def agreements_of(case: Case) -> QuerySet[ReminderAgreement]:
    return ReminderAgreement.objects.filter(case=case).select_related("person").order_by("stopped_at", "-agreed_at")


def get_transport(case: Case, transport_id: UUID) -> Transport:
    found = (
        Transport.objects.select_related("appointment__case").filter(appointment__case=case, id=transport_id).first()
    )
    if found is None:
        raise Http404
    return found


def feeds_of(actor: Actor) -> QuerySet[Feed]:
    return Feed.objects.filter(organisation_id=actor.organisation, user_id=actor.id)


def names_allowed(organisation: Organisation) -> bool:
    """May a feed carry names and places? Not unless the organisation said so."""
    return bool(organisation.settings.get("names_in_feeds"))


def worker_seats(case: Case, appointments: Sequence[Appointment]) -> dict[UUID, list[str]]:
    return {one.id: [seat.worker.name for seat in one.seats.all()] for one in appointments}


def team_of(actor: Actor) -> QuerySet[Membership]:
    """Whose week a supervisor looks at: those of the own team; of all, where one answers for all."""
    found = Membership.objects.select_related("user").filter(organisation_id=actor.organisation, is_active=True)
    if actor.team_ids:
        found = found.filter(team_id__in=actor.team_ids)
    return found.filter(roles__overlap=["case_manager", "supervisor", "intake_worker"]).order_by("user__name")
