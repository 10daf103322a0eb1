"""Facts recorded by hand: what has no screen of its own yet, so that every duty can be met in one step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.duties import touch
from tsunagu.cases.commands.record import Happening, locked, moment_of, record
from tsunagu.cases.events import CaseHeld, CaseResumed
from tsunagu.cases.models import Fact
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.core.kinds import kind


@transaction.atomic
def record_event(
    *,
    case_id: UUID,
    event: Any,
    at: datetime | date,
    by: Actor,
    persons: Collection[UUID] = (),
    ref: UUID | None = None,
) -> Fact:
    """Append one fact of a kind that may be recorded by hand. `ref` is the record it speaks of, where a clock asks for one."""
    check(by, Permission.CASE_WORK)
    if not kind(event.kind).by_hand:
        raise ValueError(f"{event.kind} is not recorded by hand")
    case = locked(case_id)
    members = set(case.members.values_list("person_id", flat=True))
    if not members.issuperset(persons):
        raise Refused(_("This person is not in the case."), field="persons")
    if isinstance(event, CaseHeld):
        touch(case, held_since=moment_of(at, case.zone)[0])
    if isinstance(event, CaseResumed):
        touch(case, held_since=None)
    (fact,) = record(case, Happening(event, at, persons, ref), by=by, verb="record_event", kind=event.kind)
    return fact
