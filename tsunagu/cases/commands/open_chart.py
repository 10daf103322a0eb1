"""Opening a chart that is not one's own: the purpose is stated first, is kept, and the team sees it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.audit.commands import record_act, record_look
from tsunagu.cases.models import Case, ChartOpening
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused

HOLDS = timedelta(hours=12)


@transaction.atomic
def open_chart(case_id: UUID, *, purpose: str, by: Actor) -> ChartOpening:
    """The chart opens for the rest of the working day."""
    check(by, Permission.CHART_OPEN_WITH_PURPOSE)
    if len(purpose.strip()) < 5:
        raise Refused(_("Write in a few words what you need it for. The team will see this."), field="purpose")
    case = Case.objects.get(id=case_id)
    opening = ChartOpening.objects.create(
        organisation_id=case.organisation_id, case=case, worker_id=by.id, purpose=purpose.strip(), until=now() + HOLDS
    )
    record_act(by, "open_chart", opening, case_id=case.id, purpose=purpose.strip())
    record_look(by, "open_chart", case_id=case.id, purpose=purpose.strip())
    return opening
