"""Judging the whole case before it closes (R-024): a judgement in words for each of the five, not a tick."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.cases.choices import Appropriateness, GoalsMet, Wellbeing
from tsunagu.cases.commands.record import Happening, locked, record
from tsunagu.cases.events import EvaluationCompleted
from tsunagu.cases.models import Evaluation
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Refused


@transaction.atomic
def evaluate_case(
    *,
    case_id: UUID,
    goals_met: GoalsMet,
    wellbeing: Wellbeing,
    financial: str,
    appropriateness: Appropriateness,
    by: Actor,
    client_view: str = "",
    no_client_view_because: str = "",
    goals_note: str = "",
    wellbeing_note: str = "",
    appropriateness_note: str = "",
) -> Evaluation:
    """Goals met, wellbeing, money, whether it was the right care, and what the client says of it."""
    check(by, Permission.CASE_WORK)
    case = locked(case_id)
    if not financial.strip():
        raise Refused(_("Write what it cost, and what it saved or brought."), field="financial")
    if not (client_view.strip() or no_client_view_because.strip()):
        raise Refused(_("Write what the client says of it, or why they could not be asked."), field="client_view")
    evaluation = Evaluation.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        by_id=by.id,
        by_name=by.name,
        goals_met=goals_met,
        goals_note=goals_note.strip(),
        wellbeing=wellbeing,
        wellbeing_note=wellbeing_note.strip(),
        financial=financial.strip(),
        appropriateness=appropriateness,
        appropriateness_note=appropriateness_note.strip(),
        client_view=client_view.strip(),
        no_client_view_because=no_client_view_because.strip(),
    )
    record(case, Happening(EvaluationCompleted(), ref=evaluation.id), by=by, verb="evaluate_case")
    return evaluation
