"""Stays from before, out of another system: they belong to no case and start nothing, until a case begins with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act, record_acts
from tsunagu.cases.choices import Setting, StayClass
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.commands.start_stay import end_stay
from tsunagu.cases.events import StayEnded, StayStarted
from tsunagu.cases.models import Stay
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@dataclass(frozen=True)
class StayTold:
    """A stay as another system tells it; `source_id` is its name there."""

    person_id: UUID
    setting: Setting
    started_at: datetime
    ended_at: datetime | None
    source_id: str
    where: str = ""
    stay_class: StayClass | str = ""


@transaction.atomic
def import_stays(stays: Sequence[StayTold], *, source_system: str, by: Actor) -> list[Stay]:
    """The same one twice is one, as it was told last; of one that a case has taken on, only the end is still told.

    Three queries for all that are new.
    """
    check(by, Permission.IMPORT_RUN)
    ids = [told.source_id for told in stays]
    rows = Stay.objects.select_for_update(of=("self",)).filter(
        organisation_id=by.organisation, source_system=source_system, source_id__in=ids
    )
    known = {stay.source_id: stay for stay in rows}
    new = [_row(told, source_system, by) for told in stays if told.source_id not in known]
    Stay.objects.bulk_create(new)
    changed = [_tell(known[told.source_id], told, by) for told in stays if told.source_id in known]
    record_acts(by, "import_stay", [*new, *changed], source=source_system)
    found = {stay.source_id: stay for stay in (*new, *changed)}
    return [found[source_id] for source_id in ids]


def _row(told: StayTold, source_system: str, by: Actor) -> Stay:
    return Stay(organisation_id=by.organisation, source_system=source_system, **vars(told))


def _tell(stay: Stay, told: StayTold, by: Actor) -> Stay:
    if stay.case_id is None:
        for name in ("setting", "stay_class", "where", "started_at", "ended_at"):
            setattr(stay, name, getattr(told, name))
        stay.save()
    elif told.ended_at and stay.ended_at is None and told.ended_at >= stay.started_at:
        return end_stay(stay.id, ended_at=told.ended_at, by=by)
    return stay


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
