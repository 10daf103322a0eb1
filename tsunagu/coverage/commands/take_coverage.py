"""A coverage that another system told of: kept once, however often it is told, and never over what a worker has written."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.coverage.choices import EndReason, Scheme
from tsunagu.coverage.commands.record_coverage import last_rank, put_usually
from tsunagu.coverage.models import Coverage
from tsunagu.people.models import Person


@transaction.atomic
def take_coverage(
    *,
    person: Person,
    source: str,
    external_id: str,
    scheme: Scheme,
    payer: str,
    by: Actor,
    plan: str = "",
    subscriber_id: str = "",
    starts: date | None = None,
    ends: date | None = None,
    cancelled: bool = False,
) -> Coverage:
    """History makes no duty: no fact is recorded. The first check of eligibility by a worker begins the clocks of their case."""
    said = {
        "payer": payer,
        "plan": plan,
        "subscriber_id": subscriber_id,
        "starts": starts,
        "ends": ends if ends is None or starts is None or ends >= starts else None,
    }
    known = Coverage.objects.filter(
        organisation_id=person.organisation_id, source=source, external_id=external_id
    ).first()
    if known is None:
        known = Coverage.objects.create(
            organisation_id=person.organisation_id,
            person=person,
            scheme=scheme,
            source=source,
            external_id=external_id,
            priority=last_rank(person) + 1,
            recorded_by_id=by.id,
            recorded_by_name=by.name,
            **said,
        )
        if not cancelled:
            put_usually(person, known)
    elif any(getattr(known, name) != value for name, value in said.items()):
        Coverage.objects.filter(id=known.id).update(**said)
    if cancelled and known.ended_at is None:
        over = {"ended_at": now(), "ended_reason": EndReason.EXPIRED, "ended_by_name": by.name}
        Coverage.objects.filter(id=known.id).update(**over)
    known.refresh_from_db()
    return known
