"""How the medicines were taken in a period, why not, and how that is known (R-076)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import Happening, locked, moment_of, of_day, record
from tsunagu.cases.queries import refuse_stranger
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.monitoring.choices import KnownBy, NotTakenBecause, Taken
from tsunagu.monitoring.events import MedicationChecked
from tsunagu.monitoring.models import Adherence


@transaction.atomic
def record_adherence(
    *,
    case_id: UUID,
    person_id: UUID,
    since: date,
    until: date,
    taken: str,
    by: Actor,
    because: str = "",
    known_by: str = "",
    medicine: str = "",
    note: str = "",
) -> Adherence:
    """One statement about one period; `medicine` empty means all of them."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    refuse_closed(case)
    refuse_stranger(case, person_id)
    moment_of(until, case.zone)
    if until < since:
        raise Refused(_("The period ends before it begins. Check the two days."), field="until")
    _refuse(taken, because, known_by)
    kept = Adherence.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        medicine=medicine.strip(),
        since=since,
        until=until,
        taken=taken,
        because=because if taken in (Taken.PARTLY, Taken.NOT) else "",
        known_by=known_by,
        note=note.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    event = MedicationChecked(taken)  # type: ignore[arg-type]
    happening = Happening(event, of_day(until, case.zone), [person_id], kept.id)
    record(case, happening, by=by, verb="record_adherence", taken=taken)
    return kept


def _refuse(taken: str, because: str, known_by: str) -> None:
    if taken not in Taken.values:
        raise Refused(_("Choose how the medicines were taken."), field="taken")
    if taken in (Taken.PARTLY, Taken.NOT) and because not in NotTakenBecause.values:
        raise Refused(_("Choose why they were not taken as agreed: the next step depends on it."), field="because")
    if taken != Taken.UNKNOWN and known_by not in KnownBy.values:
        raise Refused(_("Say how this is known."), field="known_by")
