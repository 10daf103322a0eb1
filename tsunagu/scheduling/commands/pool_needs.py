"""Serving several people together: a group or a shared ride, and on each record its own entry that tells nothing of the others (R-066)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Place
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.people.models import Name
from tsunagu.scheduling.choices import CancelledBy, GroupKind
from tsunagu.scheduling.commands.arrange_transport import ask_carrier, confirm_transport, need_again
from tsunagu.scheduling.commands.booking import Booking, booked, put_down, refuse_unbookable
from tsunagu.scheduling.commands.steps import cancel_appointment
from tsunagu.scheduling.events import GroupPlaceOffered
from tsunagu.scheduling.models import Group, GroupPlace
from tsunagu.scheduling.queries.pooling import PooledNeed, get_group, pooled_needs
from tsunagu.scheduling.rules import on_wall
from tsunagu.scheduling.rules.pooling import given_away


@dataclass(frozen=True)
class GroupWords:
    """What takes place, said so that it can stand on everybody's record."""

    title: str
    starts_at: datetime
    ends_at: datetime
    provider: str
    where: str = ""
    seats: int | None = None


@dataclass(frozen=True)
class RideWords:
    """Who drives them all, and how many can come along."""

    carrier: str
    phone: str = ""
    seats: int | None = None
    confirmed: bool = False


@transaction.atomic
def form_group(*, needs: Sequence[UUID], words: GroupWords, by: Actor) -> Group:
    """One session for several people. Each is booked as proposed: nobody has asked them yet, and their worker has it to confirm."""
    found = _served_together(needs, seats=words.seats, by=by)
    if any(need.ride for need in found):
        raise Refused(
            _("A ride is shared by who drives, not booked as a group. Choose rides alone, or other needs alone.")
        )
    if not words.provider.strip():
        raise Refused(_("Write who leads it."), field="provider")
    _refuse_names(found, {"title": words.title, "provider": words.provider, "where": words.where})
    if words.starts_at <= now():
        raise Refused(_("That lies behind us. Choose a day that is still to come."), field="on")
    group = _group(GroupKind.SESSION, found, words.title, words.starts_at, words.ends_at, words.seats, by)
    group.provider, group.where = words.provider.strip(), words.where.strip()
    group.save(force_insert=True)
    for need in found:
        booking = _booking(need, words)
        refuse_unbookable(need.case, booking)
        appointment = put_down(need.case, booking, by)
        day = on_wall(appointment.starts_at, appointment.zone).date()
        offered = Happening(GroupPlaceOffered(day, need.type), None, appointment.persons, appointment.key)
        record(need.case, booked(appointment), offered, by=by, verb="form_group", sort=appointment.sort)
        _place(group, need, appointment_id=appointment.id)
    record_act(by, "form_group", group, places=len(found))
    return group


@transaction.atomic
def share_ride(*, needs: Sequence[UUID], words: RideWords, by: Actor) -> Group:
    """One driver for several people. Each keeps their own appointment, pick-up and addresses."""
    found = _served_together(needs, seats=words.seats, by=by)
    rides = [need.ride for need in found if need.ride]
    if len(rides) < len(found):
        raise Refused(
            _("A ride is shared by who drives, not booked as a group. Choose rides alone, or other needs alone.")
        )
    if not words.carrier.strip():
        raise Refused(_("Write who drives."), field="carrier")
    _refuse_names(found, {"carrier": words.carrier, "phone": words.phone})
    pickups = sorted(ride.pickup_at for ride in rides)
    group = _group(GroupKind.RIDE, found, words.carrier, pickups[0], pickups[-1], words.seats, by)
    group.provider, group.phone = words.carrier.strip(), words.phone.strip()
    group.save(force_insert=True)
    step = confirm_transport if words.confirmed else ask_carrier
    for need, ride in zip(found, rides, strict=True):
        step(ride.id, carrier=words.carrier, phone=words.phone, by=by)
        _place(group, need, appointment_id=ride.appointment_id)
    record_act(by, "share_ride", group, places=len(found))
    return group


@transaction.atomic
def dissolve_group(group_id: UUID, *, reason: str, by: Actor) -> Group:
    """It does not come about. Each appointment is called off with the reason, each ride needs a driver again."""
    check(by, Permission.CASE_ASSIGN)
    group = Group.objects.select_for_update(of=("self",)).get(id=get_group(group_id, by).id)
    if group.dissolved_at:
        raise Refused(_("This group was dissolved already."))
    if not reason.strip():
        raise Refused(_("Write why it does not come about."), field="reason")
    places = list(group.places.select_related("appointment", "transport", "person").order_by("case_id", "id"))
    _refuse_named({"reason": reason}, [place.person_id for place in places])
    for place in places:
        if place.transport is None and place.appointment.is_coming:
            cancel_appointment(place.appointment_id, cancelled_by=CancelledBy.US, reason=reason, by=by)
        elif place.transport is not None and place.transport.is_open:
            need_again(place.transport.id, by=by)
    group.dissolved_at, group.dissolved_by_name, group.dissolved_reason = now(), by.name, reason.strip()
    group.save(update_fields=["dissolved_at", "dissolved_by_name", "dissolved_reason"])
    record_act(by, "dissolve_group", group, reason=reason.strip())
    return group


def _served_together(ids: Sequence[UUID], *, seats: int | None, by: Actor) -> list[PooledNeed]:
    """The needs that were chosen, sure that they can share something."""
    check(by, Permission.CASE_ASSIGN)
    check(by, Permission.CASE_WORK)
    for case_id in sorted({need.case.id for need in pooled_needs(by, ids)}):  # in one order: nobody locks another out
        locked(case_id)
    found = pooled_needs(by, ids)
    if len(found) < len(set(ids)):
        raise Refused(_("One of these needs has been answered in the meantime. Go back to the list and choose again."))
    if len({need.person.id for need in found}) < 2:
        raise Refused(_("Choose the needs of two people at least: for one, book an appointment on their own record."))
    if len({need.person.id for need in found}) < len(found):
        raise Refused(_("One person was chosen twice. Choose one need of each person."))
    if len({need.type for need in found}) > 1:
        raise Refused(_("These are needs of different kinds. Choose needs of one kind."))
    if seats is not None and seats < len(found):
        raise Refused(
            _("There is room for %(seats)s, and %(people)s were chosen.") % {"seats": seats, "people": len(found)},
            field="seats",
        )
    return sorted(found, key=lambda need: (need.case.id, need.person.id))


def _refuse_names(found: Sequence[PooledNeed], texts: dict[str, str]) -> None:
    _refuse_named(texts, [need.person.id for need in found])


def _refuse_named(texts: dict[str, str], person_ids: Sequence[UUID]) -> None:
    """What is written here stands on everybody's record, so it names none of them."""
    names = list(Name.objects.filter(person_id__in=person_ids).values_list("text", flat=True))
    for field, text in texts.items():
        if name := given_away([text], names):
            raise Refused(
                _(
                    "This stands on the record of each of them, and so it must not name %(name)s. Write it without names."
                )
                % {"name": name},
                field=field,
            )


def _group(
    kind: GroupKind,
    found: Sequence[PooledNeed],
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    seats: int | None,
    by: Actor,
) -> Group:
    areas = {need.area for need in found}
    return Group(
        organisation_id=by.organisation,
        kind=kind,
        type=found[0].type,
        area=areas.pop() if len(areas) == 1 else "",
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        seats=seats,
        formed_by_name=by.name,
    )


def _booking(need: PooledNeed, words: GroupWords) -> Booking:
    return Booking(
        title=words.title,
        starts_at=words.starts_at,
        ends_at=words.ends_at,
        persons=[need.person.id],
        place=Place.COMMUNITY,
        where=words.where,
        provider=words.provider,
        line=need.id,
        confirm=True,
        proposed=True,
    )


def _place(group: Group, need: PooledNeed, *, appointment_id: UUID) -> None:
    GroupPlace.objects.create(
        organisation_id=group.organisation_id,
        group=group,
        case=need.case,
        person=need.person,
        line=need.line.key if need.line else None,
        transport=need.ride,
        appointment_id=appointment_id,
    )
