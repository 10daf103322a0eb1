"""What would be told, whom did we ask, who asks us, and how well are loops closed?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from tsunagu.access.check import can
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import DataClass
from tsunagu.cases.models import Case
from tsunagu.cases.queries import visible_to
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.directory.choices import ServiceType
from tsunagu.directory.models import Service
from tsunagu.directory.queries import Question, search
from tsunagu.directory.queries.waits import Waits
from tsunagu.people.models import Person
from tsunagu.planning.models import SentReferral, ServiceLine
from tsunagu.planning.rules.referrals import OPEN, closure_rate, middle

Told = list[tuple[str, str, str]]  # class, what, value
_DIGITS = {"full": 10, "month": 7, "year": 4}  # of an ISO date, as far as it is known


def told_of(person: Person, classes: Collection[str], words: Mapping[str, str], line: ServiceLine | None) -> Told:
    """What the receiver will see, and nothing else: the least that can be acted on, by class of data."""
    told: Told = []
    if DataClass.GENERAL in classes:
        told += [(DataClass.GENERAL, what, value) for what, value in _general(person) if value]
    if DataClass.SERVICES in classes and line is not None:
        told.append((DataClass.SERVICES, "goal", line.goal.text))
        told.append((DataClass.SERVICES, "service", " · ".join(filter(None, (line.what, line.frequency)))))
    told += [(code, "words", words[code].strip()) for code in classes if words.get(code, "").strip()]
    return told


def _general(person: Person) -> list[tuple[str, str]]:
    born = person.born.isoformat()[: _DIGITS.get(person.born_precision, 0)] if person.born else ""
    phones = person.contact_points.filter(kind__in=["phone", "mobile"], until=None).values_list("value", flat=True)
    return [
        ("name", person.name),
        ("reading", person.reading),
        ("born", born),
        ("town", person.town),
        ("phone", next(iter(phones), "")),
        ("language", person.language),
        ("communication", person.communication),
    ]


def line_of(case: Case, key: UUID | None) -> ServiceLine | None:
    """The line as it stands in the latest version that carries it."""
    if key is None:
        return None
    lines = ServiceLine.objects.select_related("goal", "plan").filter(plan__case=case, key=key)
    return lines.order_by("-plan__version", "-id").first()


def alternatives(service: Service | None, type: str, town: str, by: Actor, most: int = 6) -> list[Service]:
    """Who else gives this kind of help: near the person where that is known, else anywhere in the directory (R-062)."""
    if not type or type == ServiceType.OTHER:
        return []
    found = [hit.listing.service for hit in search(Question(need=type, area=town), by=by, page=most + 1).hits]
    if len(found) < 2 and town:
        found = [hit.listing.service for hit in search(Question(need=type), by=by, page=most + 1).hits]
    return [one for one in found if service is None or one.id != service.id][:most]


def referrals_of(case: Case) -> QuerySet[SentReferral]:
    return SentReferral.objects.filter(case=case).order_by("-sent_at", "-id")


def sent_by(actor: Actor) -> QuerySet[SentReferral]:
    """Those of the cases one may open; a supervisor's are the team's."""
    return SentReferral.objects.filter(
        organisation_id=actor.organisation, case_id__in=visible_to(actor).values("id")
    ).select_related("case", "person")


def arrived_for(actor: Actor) -> QuerySet[SentReferral]:
    """What other organisations that work here ask of ours."""
    return SentReferral.objects.filter(receiver_id=actor.organisation).exclude(organisation_id=actor.organisation)


def get_arrived(referral_id: UUID, actor: Actor) -> SentReferral:
    found = arrived_for(actor).filter(id=referral_id).first() if can(actor, Permission.REFERRAL_TAKE_IN) else None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Receiver:
    """An organisation on this installation that takes referrals from others here."""

    id: UUID
    name: str


def receivers(by: Actor) -> list[Receiver]:
    with connection.cursor() as cursor:
        cursor.execute("select id, name from planning_receivers()")
        return [Receiver(*row) for row in cursor.fetchall() if row[0] != by.organisation]


@dataclass(frozen=True)
class Loop:
    """How a year of referrals went: sent, still open, and the share whose end is known."""

    sent: int = 0
    open: int = 0
    closed_share: float | None = None
    waits: Waits = field(default_factory=Waits)


def loop_of(referrals: QuerySet[SentReferral]) -> Loop:
    rows = list(
        referrals.filter(sent_at__gte=now() - timedelta(days=365))
        .order_by()
        .values_list("state", "sent_at", "answered_at", "started_on")
    )
    states = [row[0] for row in rows]
    answers = [(answered - sent).total_seconds() / 86400 for _state, sent, answered, _on in rows if answered]
    starts = [float((on - sent.date()).days) for _state, sent, _answered, on in rows if on]
    accepted = sum(state in ("accepted", "started", "closed") for state in states)
    return Loop(
        len(states),
        sum(state in OPEN for state in states),
        closure_rate(states),
        Waits(len(states), len(answers), accepted, len(starts), middle(answers), middle(starts)),
    )


def waits_of(provider_id: UUID) -> Waits:
    """For the provider's page in the directory."""
    return loop_of(SentReferral.objects.filter(provider_id=provider_id)).waits
