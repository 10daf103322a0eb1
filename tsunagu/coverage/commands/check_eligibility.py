"""Somebody asked whether a coverage holds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.cases.commands.record import Happening, of_day, record
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused
from tsunagu.coverage.choices import CheckResult, CheckWay
from tsunagu.coverage.commands.room import coverage_in, open_case
from tsunagu.coverage.events import CoverageChecked
from tsunagu.coverage.models import EligibilityCheck


@transaction.atomic
def check_eligibility(
    *,
    case_id: UUID,
    coverage_id: UUID,
    on: date,
    way: str,
    result: str,
    by: Actor,
    reference: str = "",
    note: str = "",
) -> EligibilityCheck:
    case = open_case(case_id, by)
    coverage = coverage_in(case, coverage_id)
    if way not in CheckWay.values or result not in CheckResult.values:
        raise Refused(_("Choose how it was checked, and what came of it."), field="result")
    check = EligibilityCheck(
        organisation_id=case.organisation_id,
        coverage=coverage,
        on=on,
        way=way,
        result=result,
        reference=reference.strip(),
        note=note.strip(),
        by_id=by.id,
        by_name=by.name,
    )
    happening = Happening(
        CoverageChecked(CheckResult(result)), of_day(on, case.zone), [coverage.person_id], coverage.id
    )
    record(case, happening, by=by, verb="check_eligibility", what=str(coverage), result=result)
    check.save(force_insert=True)
    return check
