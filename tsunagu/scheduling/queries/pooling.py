"""Who needs the same, and could be served together; which groups there are, and who has a place in one (R-066)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from tsunagu.cases.models import Case, Member
from tsunagu.cases.queries import visible_to as visible_cases
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.directory.choices import ServiceType
from tsunagu.people.models import Person
from tsunagu.planning.choices import LineStatus, LinkStatus, Party, PlanStatus
from tsunagu.planning.models import ServiceLine
from tsunagu.planning.queries import visible_to as visible_plans
from tsunagu.scheduling.choices import Sort, State, TransportState
from tsunagu.scheduling.models import Group, GroupPlace, Transport
from tsunagu.scheduling.rules import on_wall
from tsunagu.scheduling.rules.pooling import Half, half_of, half_of_slots

NOBODY_YET = (LinkStatus.NOT_ASKED, LinkStatus.WAIT_LISTED, LinkStatus.DECLINED)


@dataclass(frozen=True)
class PooledNeed:
    """One person's need that others may have as well: a line of a plan in force without a provider, or a ride nobody drives yet.

    `id` is the line's key or the transport's id.
    """

    id: UUID
    case: Case
    person: Person
    type: ServiceType
    area: str
    half: Half
    what: str
    line: ServiceLine | None = None
    ride: Transport | None = None
    at: datetime | None = None


def pooled_needs(actor: Actor, ids: Collection[UUID] | None = None) -> list[PooledNeed]:
    """All needs nobody answers yet and no group does, in the charts this person may open. Three queries, however many there are."""
    lines, rides = list(_lines(actor, ids)), list(_rides(actor, ids))
    firsts = _first_members({line.plan.case_id for line in lines} | {ride.appointment.case_id for ride in rides})
    found = [_of_line(line, firsts) for line in lines] + [_of_ride(ride, firsts) for ride in rides]
    return [need for need in found if need]


def groups_ahead(actor: Actor) -> QuerySet[Group]:
    """What was formed and is not over."""
    return Group.objects.filter(
        organisation_id=actor.organisation, ends_at__gte=now(), dissolved_at=None
    ).prefetch_related("places")


def get_group(group_id: UUID, actor: Actor) -> Group:
    """A group of which this person may open every chart; 404 otherwise."""
    places = GroupPlace.objects.select_related("case", "person__merged_into", "appointment", "transport")
    found = (
        Group.objects.filter(organisation_id=actor.organisation, id=group_id)
        .prefetch_related(Prefetch("places", places))
        .first()
    )
    if found is None or not opens_all({place.case_id for place in found.places.all()}, actor):
        raise Http404
    return found


def opens_all(case_ids: Collection[UUID], actor: Actor) -> bool:
    return visible_cases(actor).filter(id__in=case_ids).count() == len(set(case_ids))


def _lines(actor: Actor, ids: Collection[UUID] | None) -> QuerySet[ServiceLine]:
    """Unmet, or planned with a provider who has not agreed; a place that was called off gives the need back."""
    placed = GroupPlace.objects.filter(
        organisation_id=actor.organisation, line=OuterRef("key"), group__dissolved_at=None
    ).exclude(appointment__state=State.CANCELLED)
    nobody = Q(unmet=True) | Q(party=Party.PROVIDER, link__in=NOBODY_YET)
    found = ServiceLine.objects.filter(
        nobody,
        ~Exists(placed),
        organisation_id=actor.organisation,
        dropped_at=None,
        status=LineStatus.PLANNED,
        plan__in=visible_plans(actor).filter(status=PlanStatus.ACTIVE, case__closed_at=None),
    )
    if ids is not None:
        found = found.filter(key__in=ids)
    return found.select_related("plan__case", "plan__person__merged_into").order_by("id")


def _rides(actor: Actor, ids: Collection[UUID] | None) -> QuerySet[Transport]:
    """Rides to a court or a probation officer are not shared: who sits beside would learn of it."""
    found = Transport.objects.filter(
        organisation_id=actor.organisation,
        state=TransportState.NEEDED,
        pickup_at__gt=now(),
        appointment__sort=Sort.ORDINARY,
        appointment__case__in=visible_cases(actor).filter(closed_at=None),
    )
    if ids is not None:
        found = found.filter(id__in=ids)
    return found.select_related("appointment__case").order_by("pickup_at", "id")


def _first_members(case_ids: Collection[UUID]) -> dict[UUID, dict[UUID, Person]]:
    """Everybody who is in these cases, the first one first."""
    found: dict[UUID, dict[UUID, Person]] = {}
    members = Member.objects.filter(case_id__in=case_ids, left_at=None).select_related("person__merged_into")
    for member in members.order_by("position", "id"):
        found.setdefault(member.case_id, {})[member.person_id] = member.person.standing
    return found


def _of_line(line: ServiceLine, known: dict[UUID, dict[UUID, Person]]) -> PooledNeed | None:
    case = line.plan.case
    person = line.plan.person.standing if line.plan.person else next(iter(known.get(case.id, {}).values()), None)
    if person is None:
        return None
    half = half_of_slots(line.slots)
    return PooledNeed(line.key, case, person, ServiceType(line.type), person.town, half, line.what, line=line)


def _of_ride(ride: Transport, known: dict[UUID, dict[UUID, Person]]) -> PooledNeed | None:
    appointment = ride.appointment
    people = known.get(appointment.case_id, {})
    person = next((people[id_] for id_ in appointment.persons if id_ in people), None) or next(
        iter(people.values()), None
    )
    if person is None:
        return None
    half = half_of(on_wall(ride.pickup_at, appointment.zone))
    return PooledNeed(
        ride.id,
        appointment.case,
        person,
        ServiceType.TRANSPORT,
        person.town,
        half,
        f"{ride.from_where} → {ride.to_where}",
        ride=ride,
        at=ride.pickup_at,
    )
