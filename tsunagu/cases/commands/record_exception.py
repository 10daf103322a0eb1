"""特段の事情: a contact that was owed could not be made, why, and what was tried (T16)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import ExceptionReason
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import ExceptionRecorded
from tsunagu.cases.models import Exemption
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@transaction.atomic
def record_exception(
    *,
    case_id: UUID,
    on: date,
    reason: ExceptionReason,
    circumstances: str,
    attempts: str = "",
    persons: Collection[UUID] = (),
    by: Actor,
) -> Exemption:
    """Keep any reason. Whether it excuses is the pathway's word: only what lies on the person's side does."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if not circumstances.strip():
        raise Refused(_("Write what happened."), field="circumstances")
    exemption = Exemption.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        persons=sorted(persons),
        on=on,
        reason=reason,
        circumstances=circumstances.strip(),
        attempts=attempts.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    happening = Happening(ExceptionRecorded(reason), on, persons, exemption.id)
    record(case, happening, by=by, verb="record_exception", reason=str(reason))
    return exemption
