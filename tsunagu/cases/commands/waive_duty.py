"""A duty that need not be met this once, with the reason. What law or safety asks for is never waived."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import DutyWaived
from tsunagu.cases.models import Duty
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.pathways.queries import library


@transaction.atomic
def waive_duty(duty_id: UUID, *, reason: str, by: Actor) -> None:
    """Kept as a fact that names the clock and its window, so that a rebuild waives it again."""
    check(by, Permission.DUTY_WAIVE)
    case = locked(Duty.objects.values_list("case_id", flat=True).get(id=duty_id))
    duty = Duty.objects.get(id=duty_id)
    if not reason.strip():
        raise Refused(_("Write the reason."), field="reason")
    if duty.legal:
        raise Refused(_("The law sets this date. It cannot be waived; record why it could not be met."))
    ruleset = library().rules_for(case.layers)
    if ruleset.layers[ruleset.by_id[duty.clock].layer].kind == "safety":
        raise Refused(_("This keeps people safe and cannot be waived."))
    if duty.outcome != "open":
        raise Refused(_("This is not owed any more."))
    event = DutyWaived(duty.clock, duty.occurrence, reason.strip())
    happening = Happening(event, None, [duty.person_id] if duty.person_id else [])
    record(case, happening, by=by, verb="waive_duty", clock=duty.clock, reason=reason.strip())
