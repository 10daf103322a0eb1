"""What the directory offers beside a goal, as an option is written: cost, coverage, wait, distance, and when somebody last made sure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tsunagu.core.actor import Actor
from tsunagu.directory.models import Service
from tsunagu.directory.queries import get_service
from tsunagu.directory.queries.searching import Found, Question, search
from tsunagu.directory.queries.waits import waits_for

MOST_FOUND = 6  # beside a form; the directory itself has the rest


@dataclass(frozen=True)
class Offer:
    """Only what the directory knows; what it does not stays empty, to be asked."""

    name: str
    provider: str
    cost: Decimal | None
    currency: str
    coverage: str
    wait: str
    days_to_start: float | None  # as the referrals sent from here say
    km: float | None
    checked: date | None


def find_offers(text: str, near: str, by: Actor) -> Found:
    return search(Question(text=text, near=near, within=100), by=by, page=MOST_FOUND)


def offers_of(picked: Iterable[tuple[UUID, float | None]], by: Actor) -> list[Offer]:
    return [_offer(get_service(service_id, by), km) for service_id, km in picked]


def _offer(service: Service, km: float | None) -> Offer:
    costs = [one for one in service.cost_options.all() if one.amount is not None]
    only = costs[0] if len(costs) == 1 else None  # of several prices the worker says which is meant
    waits = waits_for(service.provider_id) if service.provider_id else None
    return Offer(
        name=str(service.name),
        provider=str(service.provider or ""),
        cost=only.amount if only else None,
        currency=only.currency if only else "",
        coverage=", ".join(filter(None, (one.source for one in service.funding.all()))) or service.fees_description,
        wait=service.wait_time,
        days_to_start=waits.days_to_start if waits else None,
        km=km,
        checked=service.assured_date,
    )
