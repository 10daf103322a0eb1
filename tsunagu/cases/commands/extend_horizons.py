"""Laying out the coming windows of a case before its horizon nears: a trickle through the month, no stampede at midnight."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.duties import work_out
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now

NEAR = timedelta(days=31)


def nearing(by: Actor, limit: int) -> list[UUID]:
    """Open cases whose horizon is less than a month away, the nearest first."""
    cases = Case.objects.open().filter(organisation_id=by.organisation, duties_until__lt=now() + NEAR)
    return list(cases.order_by("duties_until").values_list("id", flat=True)[:limit])


def extend_horizons(*, by: Actor, limit: int = 500) -> int:
    """Each case in a transaction of its own. A longer horizon only adds windows. Answers how many were extended."""
    check(by, Permission.CASE_WORK)
    ids = nearing(by, limit)
    for case_id in ids:
        with transaction.atomic():
            work_out(locked(case_id))
    if ids:
        record_act(by, "extend_horizons", cases=len(ids))
    return len(ids)
