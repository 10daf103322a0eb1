"""What a payer has certified for a time: the level of care, and the person's share of the price."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.audit.commands import record_act
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.coverage.commands.room import coverage_in, open_case
from tsunagu.coverage.models import CareLevel, CostShare
from tsunagu.coverage.queries import scheme_of


@transaction.atomic
def certify_level(
    *, case_id: UUID, coverage_id: UUID, level: str, starts: date, ends: date | None = None, by: Actor
) -> CareLevel:
    """The level from a day on; the one before it ends by itself. The same first day again puts a mistake right."""
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    known = scheme_of(coverage.scheme).levels
    if not level.strip() or (known and level not in known):
        raise Refused(_("Choose the level that the certificate names."), field="level")
    _refuse_period(starts, ends)
    said = {"level": level.strip(), "ends": ends, "recorded_by_name": by.name}
    row, _made = CareLevel.objects.update_or_create(
        coverage=coverage,
        starts=starts,
        defaults=said,
        create_defaults={**said, "organisation_id": case.organisation_id},
    )
    record_act(by, "certify_level", row, case_id=case.id, level=row.level, starts=starts.isoformat())
    return row


@transaction.atomic
def set_share(
    *, case_id: UUID, coverage_id: UUID, percent: Decimal, starts: date, ends: date | None = None, by: Actor
) -> CostShare:
    """The person's part of the price from a day on (負担割合証: August to July)."""
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    if not 0 <= percent <= 100:
        raise Refused(_("A share lies between 0 and 100 percent."), field="percent")
    _refuse_period(starts, ends)
    said = {"percent": percent, "ends": ends, "recorded_by_name": by.name}
    row, _made = CostShare.objects.update_or_create(
        coverage=coverage,
        starts=starts,
        defaults=said,
        create_defaults={**said, "organisation_id": case.organisation_id},
    )
    record_act(by, "set_share", row, case_id=case.id, percent=str(percent), starts=starts.isoformat())
    return row


def _refuse_period(starts: date, ends: date | None) -> None:
    if ends and ends < starts:
        raise Refused(_("The last day lies before the first."), field="ends")
