"""Which coverage pays for a service, and in what it is counted."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.cases.queries import plan_lines
from tsunagu.core.actor import Actor
from tsunagu.core.clock import now
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import UnitKind
from tsunagu.coverage.commands.room import coverage_in, open_case
from tsunagu.coverage.models import Funding


@transaction.atomic
def fund_line(
    *,
    case_id: UUID,
    line: UUID,
    coverage_id: UUID,
    unit_kind: str,
    by: Actor,
    points: Decimal | None = None,
    labour: str = "",
    monthly: Decimal | None = None,
    limited: bool = True,
) -> Funding:
    case = open_case(case_id, by)
    if line not in {one.id for one in plan_lines(case)}:
        raise Refused(_("This service is not in the plan in force."), field="line")
    coverage = coverage_in(case, coverage_id)
    if unit_kind not in UnitKind.values:
        raise Refused(_("Choose in what the service is counted."), field="unit_kind")
    said = {
        "coverage": coverage,
        "unit_kind": unit_kind,
        "points": points,
        "labour": labour,
        "monthly": monthly,
        "limited": limited,
        "set_at": now(),
        "set_by_name": by.name,
    }
    row, _made = Funding.objects.update_or_create(
        case=case, line=line, defaults=said, create_defaults={**said, "organisation_id": case.organisation_id}
    )
    record_act(by, "fund_line", row, case_id=case.id, payer=str(coverage))
    return row
