"""Stays from before, out of another system: they belong to no case and start nothing, until a case begins with one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.choices import Setting, StayClass
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.start_stay import end_stay
from tsunagu.cases.events import StayEnded, StayStarted
from tsunagu.cases.models import Stay
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.people.models import Person


@transaction.atomic
def import_stay(
    *,
    person: Person,
    setting: Setting,
    started_at: datetime,
    ended_at: datetime | None,
    source_system: str,
    source_id: str,
    by: Actor,
    where: str = "",
    stay_class: StayClass | str = "",
) -> Stay:
    """The same one twice is one, as it was told last; of one that a case has taken on, only the end is still told."""
    check(by, Permission.IMPORT_RUN)
    said = {
        "setting": setting,
        "stay_class": stay_class,
        "where": where,
        "started_at": started_at,
        "ended_at": ended_at,
    }
    stay, made = Stay.objects.select_for_update(of=("self",)).get_or_create(
        organisation_id=person.organisation_id,
        source_system=source_system,
        source_id=source_id,
        defaults={"person": person, **said},
    )
    if stay.case_id is not None:
        return _told_the_end(stay, ended_at, by)
    if not made:
        Stay.objects.filter(id=stay.id).update(**said)
        stay.refresh_from_db()
    record_act(by, "import_stay", stay, source=source_system)
    return stay


def _told_the_end(stay: Stay, ended_at: datetime | None, by: Actor) -> Stay:
    if ended_at is None or stay.ended_at is not None:
        return stay
    return end_stay(stay.id, ended_at=ended_at, by=by)


@transaction.atomic
def withdraw_imported_stay(stay_id: UUID, *, by: Actor) -> None:
    """The other system says it never was. One that a case has taken on stays: the case's ledger speaks of it."""
    check(by, Permission.IMPORT_RUN)
    for stay in Stay.objects.filter(id=stay_id, case__isnull=True):
        record_act(by, "withdraw_imported_stay", stay, source=stay.source_system)
        stay.delete()


@transaction.atomic
def adopt_stay(*, case_id: UUID, stay_id: UUID, by: Actor) -> Stay:
    """A case takes on a stay from before: its beginning and its end become facts of the case, at their own time."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    stay = Stay.objects.select_for_update(of=("self",)).get(id=stay_id)
    if stay.case_id is not None:
        raise Refused(_("This stay belongs to a case already."))
    if not case.members.filter(person_id=stay.person_id, left_at__isnull=True).exists():
        raise Refused(_("This person is not in the case."), field="person")
    stay.case = case
    stay.save(update_fields=["case"])
    setting = Setting(stay.setting)
    facts = [Happening(StayStarted(setting), stay.started_at, [stay.person_id], stay.id)]
    if stay.ended_at is not None:
        facts.append(Happening(StayEnded(setting), stay.ended_at, [stay.person_id], stay.id))
    record(case, *facts, by=by, verb="adopt_stay", setting=stay.setting, where=stay.where)
    return stay
