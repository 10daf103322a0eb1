"""A stay in a setting begins, or ends. The chart stays the same: one case holds several (R-031)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Complexity, Setting, StayClass
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import StayEnded, StayStarted
from tsunagu.cases.models import Stay
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused


@transaction.atomic
def start_stay(
    *,
    case_id: UUID,
    person_id: UUID,
    setting: Setting,
    started_at: datetime,
    by: Actor,
    where: str = "",
    room: str = "",
    stay_class: StayClass | str = "",
    note: str = "",
) -> Stay:
    """Somebody went into hospital, a facility, custody, or came home."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if not case.members.filter(person_id=person_id, left_at__isnull=True).exists():
        raise Refused(_("This person is not in the case."), field="person")
    if started_at > now():
        raise Refused(_("This lies in the future. Record it when it has happened."), field="started_at")
    if Stay.objects.current().filter(case=case, person_id=person_id, setting=setting).exists():
        raise Refused(_("A stay of this kind has not ended yet. End it first."), field="setting")
    stay = Stay.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        setting=setting,
        stay_class=stay_class,
        where=where.strip(),
        room=room.strip(),
        started_at=started_at,
        note=note.strip(),
    )
    happening = Happening(StayStarted(setting), started_at, [person_id], stay.id)
    record(case, happening, by=by, verb="start_stay", setting=str(setting), where=stay.where)
    return stay


@transaction.atomic
def end_stay(stay_id: UUID, *, ended_at: datetime, by: Actor, complexity: Complexity | str = "") -> Stay:
    """The stay is over. `complexity` of what was decided at discharge sets how soon the visit is owed."""
    check(by, Permission.CASE_WORK)
    case_id = Stay.objects.values_list("case_id", flat=True).get(id=stay_id, case__isnull=False)
    case = locked(case_id)
    stay = Stay.objects.get(id=stay_id)
    if stay.ended_at is not None:
        raise Refused(_("This stay has ended already."))
    if ended_at < stay.started_at:
        raise Refused(_("It ended before it began. Check the two times."), field="ended_at")
    if ended_at > now():
        raise Refused(_("This lies in the future. Record it when it has happened."), field="ended_at")
    stay.ended_at, stay.complexity = ended_at, complexity
    stay.save(update_fields=["ended_at", "complexity"])
    event = StayEnded(Setting(stay.setting), Complexity(complexity).value if complexity else None)  # type: ignore[arg-type]
    happening = Happening(event, ended_at, [stay.person_id], stay.id)
    record(case, happening, by=by, verb="end_stay", setting=stay.setting)
    return stay
