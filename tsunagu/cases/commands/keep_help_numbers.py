"""The numbers of one's own area: the municipality's centre, the station round the corner. Beside the shipped ones, never instead."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import can, check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act
from tsunagu.cases.models import HelpNumber
from tsunagu.cases.rules import load_reporting
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused


@transaction.atomic
def add_help_number(
    *, jurisdiction: str, name: str, number: str, by: Actor, group: str = "", note: str = ""
) -> HelpNumber:
    """Everybody in the organisation sees it beside the form, and on the page for when somebody is in danger."""
    _may_keep(by)
    if jurisdiction not in load_reporting():
        raise Refused(_("Choose where this number is for."), field="jurisdiction")
    if not name.strip():
        raise Refused(_("Write who answers."), field="name")
    if sum(character.isdigit() for character in number) < 3:
        raise Refused(_("Write a telephone number."), field="number")
    added = HelpNumber.objects.create(
        organisation_id=by.organisation,
        jurisdiction=jurisdiction,
        group=group,
        name=name.strip(),
        number=number.strip(),
        note=note.strip(),
        added_by_name=by.name,
    )
    record_act(by, "add_help_number", added, name=added.name, number=added.number)
    return added


@transaction.atomic
def end_help_number(number_id: UUID, *, by: Actor) -> None:
    """It does not answer any more."""
    _may_keep(by)
    number = HelpNumber.objects.get(id=number_id, ended_at=None)
    number.ended_at = now()
    number.save(update_fields=["ended_at"])
    record_act(by, "end_help_number", number, name=number.name, number=number.number)


def _may_keep(by: Actor) -> None:
    """Whoever sets the organisation up, and the safeguarding officer."""
    if not can(by, Permission.CONCERN_READ):
        check(by, Permission.ORGANISATION_SET_UP)
